"""Says what a campaign did: who came back in each arm, what chance leaves open, what it paid."""

from fractions import Fraction

from db.queries.campaigns import CampaignResult
from db.rules.campaigns import (
    Campaign,
    CampaignState,
    Interval,
    Measured,
    Verdict,
    more_needed,
)
from db.rules.channels import CampaignChannel
from db.rules.shop import Gift, ShopSettings
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.words.offers import in_sentences, money, points

WORTH_SEEING = Fraction(1, 10)
"""The lift of which is said how many more people would show it: 10 of 100."""

_STATES: dict[CampaignState, str] = {
    "planned": mark("Planned"),
    "running": mark("Running until {last}"),
    "over": mark("Over since {last}"),
    "stopped": mark("Stopped on {stopped}"),
}
_CHANNELS: dict[CampaignChannel, str] = {
    "letter": mark("By letter"),
    "postcard": mark("By postcard"),
    "mail": mark("By e-mail"),
    "call": mark("By phone"),
    "counter": mark("At the counter"),
}
_ARMS: dict[CampaignChannel, str] = {
    "letter": mark("{back} of {treated} came back, {held_back} of {held} without the letter"),
    "postcard": mark("{back} of {treated} came back, {held_back} of {held} without the postcard"),
    "mail": mark("{back} of {treated} came back, {held_back} of {held} without the e-mail"),
    "call": mark("{back} of {treated} came back, {held_back} of {held} without the call"),
    "counter": mark("{back} of {treated} came back, {held_back} of {held} who were told nothing"),
}
_VERDICTS: dict[Verdict, str] = {
    "better": mark("more came back because of it"),
    "worse": mark("fewer came back because of it"),
    "too_few": mark("too few to say"),
    "no_holdout": mark("nobody was kept aside, so nobody can say what it did"),
}


def state_words(campaign: Campaign, state: CampaignState) -> str:
    """Return what a campaign does now: "Running until 20 Dec 2026"."""
    return tr(_STATES[state]).format(
        last=formats.day(campaign.last_day),
        stopped=formats.day(campaign.stopped_on or campaign.last_day),
    )


def channel_words(channel: CampaignChannel) -> str:
    """Return how people are told."""
    return tr(_CHANNELS[channel])


def offer_words(offer: Gift | None) -> str:
    """Return what they are given: a reward's name, points, or that it is words alone."""
    if offer is None:
        return tr("Words alone")
    return offer.reward or points(offer.points)


def arms_words(measured: Measured, channel: CampaignChannel) -> str:
    """Return who came back in each arm: "12 of 60 came back, 4 of 15 without the letter"."""
    treated, held = measured.treated, measured.held
    words = tr(_ARMS[channel]) if held.customers else tr("{back} of {treated} came back")
    return words.format(
        back=formats.number(treated.came_back),
        treated=formats.number(treated.customers),
        held_back=formats.number(held.came_back),
        held=formats.number(held.customers),
    )


def verdict_words(measured: Measured, state: CampaignState) -> str:
    """Return what may be said of it in a few words: "too few to say"."""
    if measured.verdict == "too_few" and state == "running":
        return tr("too early to say")
    return tr(_VERDICTS[measured.verdict])


def result_words(result: CampaignResult, state: CampaignState) -> str:
    """Return the result in one line: "12 of 60 came back, 4 of 15 …: too few to say"."""
    if result.campaign.started_on is None:
        return state_words(result.campaign, state)
    return tr("{arms}: {verdict}").format(
        arms=arms_words(result.measured, result.campaign.channel),
        verdict=verdict_words(result.measured, state),
    )


def interval_words(interval: Interval) -> str:
    """Return where the true difference lies, in people of a hundred."""
    low, high = round(100 * interval.low), round(100 * interval.high)
    if interval.low >= 0:
        words = tr("Of 100 people, it brought between {low} and {high} more.")
    elif interval.high <= 0:
        low, high = -high, -low
        words = tr("Of 100 people, it kept between {low} and {high} from coming.")
    else:
        low = -low
        words = tr("Of 100 people, anything from {low} fewer to {high} more may be its doing.")
    return words.format(low=formats.number(low), high=formats.number(high))


def interval_note() -> str:
    """Return how sure that is, for whoever asks."""
    return tr(
        "95 % interval of the difference (Newcombe 1998, method 10). A difference is only called "
        "one where chance would make such a one in at most 1 of 20 draws (Fisher's exact test); "
        "while the campaign runs, in 1 of 10,000, since looking every day finds chance too."
    )


def more_words(measured: Measured) -> str:
    """Return how many more people it would take to notice something; nothing where it is said."""
    if measured.verdict != "too_few":
        return ""
    more = more_needed(measured, WORTH_SEEING)
    if more is None:
        return ""
    if more == 0:
        return tr(
            "There were enough people to notice 10 more of 100 coming back. So large a difference "
            "is unlikely."
        )
    words = trn(
        "To notice 10 more of 100 coming back, about {count} more customer would be needed.",
        "To notice 10 more of 100 coming back, about {count} more customers would be needed.",
        more,
    )
    return words.format(count=formats.number(_about(more)))


def money_words(result: CampaignResult, settings: ShopSettings) -> str:
    """Return what each person of both arms brought, and the difference in all."""
    measured = result.measured
    with_it, without = measured.treated.money_each, measured.held.money_each
    if with_it is None:
        return ""
    if without is None or measured.gained is None:
        return tr("Each brought {each}.").format(each=money(round(with_it), settings))
    if measured.gained >= 0:
        words = tr("Each brought {each}, those kept aside {others}: {gained} more in all.")
    else:
        words = tr("Each brought {each}, those kept aside {others}: {gained} less in all.")
    return words.format(
        each=money(round(with_it), settings),
        others=money(round(without), settings),
        gained=money(abs(round(measured.gained)), settings),
    )


def spent_words(result: CampaignResult, settings: ShopSettings) -> str:
    """Return what it cost, and what it brought for each unit of that."""
    if result.campaign.started_on is None:
        return ""
    if not result.spent:
        return tr("It cost nothing so far.")
    said = [
        tr("Spent {spent}: coupons {coupons}, points {points}, writing {writing}.").format(
            spent=money(result.spent, settings),
            coupons=money(result.discounts, settings),
            points=money(result.points_worth, settings),
            writing=money(result.cost, settings),
        )
    ]
    if result.gained_per_spent is not None:
        said.append(_paid_words(result.gained_per_spent, settings))
    return in_sentences(said)


def chance_words(measured: Measured) -> str:
    """Return that money is chance too as long as the people are; nothing where they are not."""
    if measured.verdict != "too_few":
        return ""
    return tr("As long as it is too few to say, the money can be chance as well.")


def result_story(result: CampaignResult, state: CampaignState, settings: ShopSettings) -> list[str]:
    """Return all that is said of a campaign's result, a sentence each."""
    campaign, measured = result.campaign, result.measured
    if campaign.started_on is None:
        return [state_words(campaign, state)]
    interval = measured.interval
    said = [
        result_words(result, state),
        interval_words(interval) if interval is not None else "",
        more_words(measured) if state != "running" else "",
        money_words(result, settings),
        spent_words(result, settings),
        chance_words(measured),
    ]
    return [sentence for sentence in said if sentence]


def _paid_words(gained: Fraction, settings: ShopSettings) -> str:
    one = money(10**settings.digits, settings)
    brought = (
        f"{formats.currency_sign(settings.currency)}{formats.percent_bare(abs(gained), places=2)}"
    )
    if gained >= 0:
        return tr("For each {one} spent, {brought} more came in.").format(one=one, brought=brought)
    return tr("For each {one} spent, {brought} less came in.").format(one=one, brought=brought)


def _about(count: int) -> int:
    """Round up to two figures: nobody counts people to the last one."""
    step = int(10 ** max(len(str(count)) - 2, 0))
    return -(-count // step) * step
