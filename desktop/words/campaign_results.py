"""Says a campaign in its window: the one big sentence, the bars, what is planned, what is sent."""

from db.queries.campaigns import CampaignResult
from db.rules.campaigns import Arm, Campaign, CampaignState
from db.rules.channels import CampaignChannel
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr, trc, trn
from desktop.theme import Tone
from desktop.words.campaigns import (
    channel_words,
    interval_note,
    money_words,
    offer_words,
    result_words,
    spent_words,
    state_words,
)
from desktop.words.letters import has_places
from desktop.words.offers import in_line, money
from desktop.words.segments import segment_words

_TONES: dict[CampaignState, Tone] = {
    "planned": "plain",
    "running": "info",
    "over": "good",
    "stopped": "gold",
}


def campaign_line(campaign: Campaign, settings: ShopSettings) -> str:
    """Return what a campaign is, in one line: whom, what, how, when."""
    return in_line(
        [
            segment_words(campaign.segment, settings),
            offer_words(campaign.offer),
            channel_words(campaign.channel),
            span_words(campaign),
        ]
    )


def span_words(campaign: Campaign) -> str:
    """Return in which days coming back counts."""
    return tr("{first} to {last}").format(
        first=formats.day(campaign.first_day), last=formats.day(campaign.last_day)
    )


def state_chip(campaign: Campaign, state: CampaignState) -> tuple[str, Tone]:
    """Return what a campaign does now, and how much that asks to be seen."""
    return state_words(campaign, state), _TONES[state]


def outcome_line(result: CampaignResult, state: CampaignState) -> str:
    """Return the result in one plain line of the list; nothing before it was started."""
    return result_words(result, state) if result.campaign.started_on else ""


def headline(result: CampaignResult, state: CampaignState) -> str:
    """Return the one big sentence: "The letter brought 8 more of 100 back (between 1 and 15)."."""
    measured = result.measured
    interval, lift = measured.interval, measured.lift
    if interval is None or lift is None:
        return tr("Everybody got it, so nobody can say who would have come by themselves.")
    if measured.verdict == "too_few":
        if state == "running":
            return tr("Too early to say: wait until it is over.")
        return tr("Too few to say.")
    low, high = sorted(abs(round(100 * end)) for end in (interval.low, interval.high))
    more = _more if measured.verdict == "better" else _fewer
    return more(result.campaign.channel).format(
        lift=formats.number(abs(round(100 * lift))),
        low=formats.number(low),
        high=formats.number(high),
    )


def treated_bar(channel: CampaignChannel) -> str:
    """Return whom the first bar stands for."""
    words = {
        "letter": tr("Got the letter"),
        "postcard": tr("Got the postcard"),
        "mail": tr("Got the e-mail"),
        "call": tr("Were called"),
        "counter": tr("Were told at the counter"),
    }
    return words[channel]


def held_bar() -> str:
    """Return whom the second bar stands for."""
    return tr("Got nothing")


def came_back(arm: Arm) -> str:
    """Return how many of an arm came back: "25 of 48 came back"."""
    return tr("{back} of {count} came back").format(
        back=formats.number(arm.came_back), count=formats.number(arm.customers)
    )


def result_facts(result: CampaignResult, settings: ShopSettings) -> list[tuple[str, str]]:
    """Return the figures of a result that are no sentence: gained, spent, for each unit spent."""
    measured = result.measured
    facts = []
    if measured.gained is not None:
        facts.append((tr("Money gained"), money(round(measured.gained), settings)))
    facts.append((trc("of a campaign", "Spent"), money(result.spent, settings)))
    if result.gained_per_spent is not None:
        one = money(10**settings.digits, settings)
        sign = formats.currency_sign(settings.currency)
        brought = formats.percent_bare(result.gained_per_spent, places=2)
        facts.append((tr("Gained for each {one} spent").format(one=one), f"{sign}{brought}"))
    if result.coupons:
        words = tr("{used} of {count} used")
        facts.append(
            (
                tr("Coupons"),
                words.format(
                    used=formats.number(result.coupons_used), count=formats.number(result.coupons)
                ),
            )
        )
    return facts


def explanation(result: CampaignResult, settings: ShopSettings) -> list[str]:
    """Return how the verdict and the money are worked out, a sentence each."""
    measured = result.measured
    told = [money_words(result, settings), spent_words(result, settings)]
    if measured.interval is not None:
        told.append(interval_note())
    return [sentence for sentence in told if sentence]


def written_line(written: int, treated: int, channel: CampaignChannel) -> str:
    """Return who was written to so far."""
    told = {"count": formats.number(written), "of": formats.number(treated)}
    if channel == "counter":
        words = trn("{of} customer is to be told.", "{of} customers are to be told.", treated)
    elif channel == "call":
        words = tr("{count} of {of} were called.")
    else:
        words = tr("{count} of {of} were written to.")
    return words.format(**told)


def sending_hint(campaign: Campaign) -> str:
    """Return what is good to know before it is sent; nothing where it goes without saying."""
    if campaign.channel == "mail":
        if has_places(campaign.message or ""):
            return tr(
                "Each gets an e-mail of their own, one press for each, since their own words "
                "stand in it. For many, a mail merge with the file is quicker."
            )
        return tr(
            "They stand in Bcc: nobody sees who else was written to. Where one e-mail does not "
            "hold them all, the next press opens the next."
        )
    if campaign.channel == "call":
        return tr("The list shows each with the phone; Enter opens the customer's page.")
    if campaign.channel == "counter":
        return tr("Their coupon waits for them: it is shown at the counter with this name.")
    return ""


def _more(channel: CampaignChannel) -> str:
    words = {
        "letter": tr("The letter brought {lift} more of 100 back (between {low} and {high})."),
        "postcard": tr("The postcard brought {lift} more of 100 back (between {low} and {high})."),
        "mail": tr("The e-mail brought {lift} more of 100 back (between {low} and {high})."),
        "call": tr("The calls brought {lift} more of 100 back (between {low} and {high})."),
        "counter": tr("The offer brought {lift} more of 100 back (between {low} and {high})."),
    }
    return words[channel]


def _fewer(channel: CampaignChannel) -> str:
    words = {
        "letter": tr("The letter kept {lift} of 100 away (between {low} and {high})."),
        "postcard": tr("The postcard kept {lift} of 100 away (between {low} and {high})."),
        "mail": tr("The e-mail kept {lift} of 100 away (between {low} and {high})."),
        "call": tr("The calls kept {lift} of 100 away (between {low} and {high})."),
        "counter": tr("The offer kept {lift} of 100 away (between {low} and {high})."),
    }
    return words[channel]
