"""What is said of friends: how far a link is, why the owner is asked, what a sale brought both."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from db.queries.friends import Bringer, Friend, FriendTree, WaitingReferral
from db.queries.referrals import Qualifying
from db.rules.referrals import Sign
from db.rules.shop import NO_GIFT, ReferralTerms, ShopSettings
from db.usecases.referrals import Answered
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.words.offers import in_line, in_sentences
from desktop.words.referrals import gift_words

Tone = Literal["plain", "info", "good", "warn"]  # of a chip; the theme knows more

_SIGNS: dict[Sign, str] = {
    "phone": mark("their phone numbers or addresses are those of one household"),
    "card": mark("the friend paid with a coupon or voucher of the one who brought them"),
    "till": mark("both bought at the same till within ten minutes"),
}


def sign_words(signs: Sequence[Sign]) -> list[str]:
    """Return why the owner is asked first, a reason each."""
    return [tr(_SIGNS[sign]) for sign in signs]


def programme_story(terms: ReferralTerms, settings: ShopSettings) -> str:
    """Return in sentences what bringing a friend brings, when, and what holds it back."""
    mine, theirs = gift_words(terms.referrer), gift_words(terms.referee)
    if not mine and not theirs:
        return tr("Bringing a friend gives nothing yet.")
    said = [
        tr("Who brings a friend gets {mine}; the friend gets {theirs}.").format(
            mine=mine or tr("nothing"), theirs=theirs or tr("nothing")
        ),
        _when(terms, settings),
    ]
    if terms.max_per_month is not None:
        words = trn(
            "One customer can bring {count} friend a month.",
            "One customer can bring {count} friends a month.",
            terms.max_per_month,
        )
        said.append(words.format(count=formats.number(terms.max_per_month)))
    if terms.ask_owner:
        said.append(tr("Where something looks odd, you are asked before anything is given."))
    return in_sentences(said)


def outcome_words(friend: Qualifying | None, settings: ShopSettings) -> str:
    """Return what a friend's first sale brought both, or that it waits; empty for other sales."""
    terms = settings.referral
    if friend is None or NO_GIFT == terms.referrer == terms.referee:
        return ""
    if friend.signs:
        words = tr("The reward for bringing {friend} waits for the owner's yes.")
        return words.format(friend=friend.referee)
    return _given(terms, friend.referee, friend.referrer, friend.usable_from, friend.day)


def _given(terms: ReferralTerms, friend: str, referrer: str, usable_from: date, today: date) -> str:
    """Return what both got, and from when on it can be used."""
    gifts = ((friend, gift_words(terms.referee)), (referrer, gift_words(terms.referrer)))
    said = [tr("{name} gets {gift}").format(name=name, gift=gift) for name, gift in gifts if gift]
    if usable_from > today:
        words = tr("{gifts}, to be used from {day}.")
        return words.format(gifts=in_line(said), day=formats.day_short(usable_from))
    return tr("{gifts}.").format(gifts=in_line(said))


def brought_words(referrer: str) -> str:
    """Return what is said once it is known who brought somebody."""
    return tr("Brought by {friend}. Thank them both.").format(friend=referrer)


def state_chip(friend: Friend) -> tuple[str, Tone]:
    """Return how far a friend is, with the tone of it."""
    if friend.waits:
        return tr("waits for a yes"), "warn"
    if friend.state == "on_hold":
        return tr("reward soon"), "info"
    if friend.link.approved is False and friend.state == "reversed":
        return tr("declined"), "plain"
    chips: dict[str, tuple[str, Tone]] = {
        "pending": (tr("has not bought yet"), "plain"),
        "rewarded": (tr("both rewarded"), "good"),
    }
    return chips.get(friend.state, (tr("given back"), "plain"))


def friend_line(friend: Friend, settings: ShopSettings) -> str:
    """Return since when a friend was brought, how often they came and what they spent."""
    said = [tr("brought on {day}").format(day=formats.day(friend.link.day))]
    if friend.visits:
        visits = trn("{count} visit", "{count} visits", friend.visits)
        said.append(visits.format(count=formats.number(friend.visits)))
        said.append(_money(friend.spent, settings))
    return " · ".join(said)


def tree_story(tree: FriendTree, settings: ShopSettings) -> str:
    """Return what a customer's friends are worth, in a few sentences."""
    if not tree.friends:
        return nobody_yet(tree)
    friends = trn("{count} friend", "{count} friends", len(tree.friends)).format(
        count=formats.number(len(tree.friends))
    )
    if tree.second:
        words = tr("Brought {friends}, and these brought {more} more.")
        lines = [words.format(friends=friends, more=formats.number(tree.second))]
    else:
        lines = [tr("Brought {friends}.").format(friends=friends)]
    lines.append(tr("Together they spent {money} here.").format(money=_money(tree.worth, settings)))
    return in_sentences(lines)


def nobody_yet(tree: FriendTree) -> str:
    """Return what stands where nobody was brought yet."""
    return tr("{name} has brought nobody yet. Their code is {code}.").format(
        name=tree.person.name, code=tree.code
    )


def rank_words(tree: FriendTree) -> str:
    """Return the customer's place among all who brought somebody; empty where there is none."""
    if tree.rank is None or tree.bringers < 2:
        return ""
    return tr("No. {rank} of {count} who brought somebody").format(
        rank=formats.number(tree.rank), count=formats.number(tree.bringers)
    )


def bringer_line(bringer: Bringer, settings: ShopSettings) -> str:
    """Return how many somebody brought, who of them came, and what all are worth."""
    friends = trn("{count} friend", "{count} friends", bringer.brought).format(
        count=formats.number(bringer.brought)
    )
    said = [tr("{friends}, {count} bought").format(friends=friends, count=bringer.came)]
    if bringer.second:
        more = trn("{count} more through them", "{count} more through them", bringer.second)
        said.append(more.format(count=formats.number(bringer.second)))
    said.append(_money(bringer.worth, settings))
    return " · ".join(said)


def waiting_title(waiting: WaitingReferral) -> str:
    """Return who was brought by whom."""
    return tr("{friend}, brought by {referrer}").format(
        friend=waiting.referee.name, referrer=waiting.referrer.name
    )


def waiting_line(waiting: WaitingReferral, settings: ShopSettings) -> str:
    """Return the sale that would reward both, and why one asks first."""
    assert waiting.link.qualified_on is not None
    sale = tr("{amount} on {day}").format(
        amount=_money(waiting.paid, settings), day=formats.day(waiting.link.qualified_on)
    )
    why = in_line(sign_words(waiting.link.signs))
    return tr("{sale}: {why}.").format(sale=sale, why=why)


def approved_words(waiting: WaitingReferral, answered: Answered) -> str:
    """Return what both got at the owner's yes."""
    link = answered.link
    assert link.usable_from is not None
    assert link.answered_on is not None
    names = waiting.referee.name, waiting.referrer.name
    return _given(answered.terms, *names, link.usable_from, link.answered_on)


def _when(terms: ReferralTerms, settings: ShopSettings) -> str:
    if terms.minimum:
        words = tr("Both get it with the friend's first purchase from {amount}.")
        said = words.format(amount=_money(terms.minimum, settings))
    else:
        said = tr("Both get it with the friend's first purchase.")
    if not terms.hold_days:
        return said
    words = trn(
        "It can be used {days} day later.", "It can be used {days} days later.", terms.hold_days
    )
    return in_sentences([said, words.format(days=formats.number(terms.hold_days))])


def _money(amount: int, settings: ShopSettings) -> str:
    return formats.money(amount, currency=settings.currency, digits=settings.digits)
