"""Says at the counter what is worth saying: one kind sentence for each remark."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from db.rules import follow_ups as owed
from db.rules.remarks import Remark
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr, trn
from desktop.words.offers import in_sentences
from desktop.words.sayings import kind_words, what_to_say

RemarkTone = Literal["info", "good", "gold", "warn"]
RemarkAction = Literal[
    "", "open_plan", "keep_plan", "resume_plan", "use_points", "use_coupon", "thank",
    "follow_up",
]  # fmt: skip


@dataclass(frozen=True)
class Said:
    """A remark in words; `action` is what one press does about it, and its words."""

    tag: str
    tone: RemarkTone
    sentence: str
    action: RemarkAction = ""
    action_words: str = ""
    remark: Remark | None = None


def said(remark: Remark, settings: ShopSettings) -> Said:
    """Return the words for a remark, in the language in force."""
    tag, tone, sentence, action, words = _SAYINGS[remark.kind](remark, settings)
    return Said(tag, tone, sentence, action, words, remark)


_Words = tuple[str, RemarkTone, str, RemarkAction, str]


def _follow_up(remark: Remark, _: ShopSettings) -> _Words:
    follow_up = remark.follow_up
    assert follow_up is not None
    facts, sentence = follow_up.facts, in_sentences(what_to_say(follow_up))
    if isinstance(facts, owed.Promised):
        words = tr("We promised on {day}: {why}")
        if follow_up.kind == "complaint":
            words = tr("They complained on {day}: {why}")
        sentence = words.format(day=formats.day_short(facts.made_on), why=facts.why)
    elif isinstance(facts, owed.Said):
        words = tr("They scored us {score} on {day}. Ask what would make it better.")
        if facts.comment:
            words = tr("They scored us {score} on {day}: {comment}")
        day = formats.day_short(facts.said_on)
        sentence = words.format(score=facts.score, day=day, comment=facts.comment)
    is_owed = isinstance(facts, owed.Promised | owed.Said)
    act = tr("Seen to") if is_owed else tr("Said it")
    return kind_words(follow_up.kind), "warn" if is_owed else "good", sentence, "follow_up", act


def _past_due(remark: Remark, settings: ShopSettings) -> _Words:
    assert remark.day is not None
    sentence = tr("{plan} has run out. All benefits stay until {day} if it is renewed now.")
    return (
        tr("Renewal"),
        "warn",
        sentence.format(plan=remark.name, day=formats.day_short(remark.day)),
        "open_plan",
        _renew_words(remark, settings),
    )


def _renewal(remark: Remark, settings: ShopSettings) -> _Words:
    assert remark.day is not None
    day = formats.day_short(remark.day)
    ends = trn("{plan} ends in {count} day.", "{plan} ends in {count} days.", remark.days).format(
        plan=remark.name, count=remark.days
    )
    if remark.days == 0:
        ends = tr("{plan} ends today.").format(plan=remark.name)
    sentence = ends
    if remark.points:
        sentence = tr("{ends} Renewing by {day} brings {points} points.").format(
            ends=ends, day=day, points=formats.number(remark.points)
        )
    return tr("Renewal"), "warn", sentence, "open_plan", _renew_words(remark, settings)


def _trial_ends(remark: Remark, settings: ShopSettings) -> _Words:
    words = trn(
        "The trial of {plan} ends in {count} day. Would you like to stay?",
        "The trial of {plan} ends in {count} days. Would you like to stay?",
        remark.days,
    )
    if remark.days == 0:
        words = tr("The trial of {plan} ends today. Would you like to stay?")
    sentence = words.format(plan=remark.name, count=remark.days)
    join = tr("Join {price}").format(price=_money(remark.amount, settings))
    return tr("Trial"), "warn", sentence, "open_plan", join


def _stay(remark: Remark, _: ShopSettings) -> _Words:
    assert remark.day is not None
    words = trn(
        "{plan} ends on {day}. If you stay, {count} month is free.",
        "{plan} ends on {day}. If you stay, {count} months are free.",
        remark.count,
    )
    sentence = words.format(
        plan=remark.name, day=formats.day_short(remark.day), count=formats.number(remark.count)
    )
    return tr("Stay with us"), "warn", sentence, "keep_plan", tr("They stay")


def _paused(remark: Remark, _: ShopSettings) -> _Words:
    assert remark.day is not None
    words = tr("{plan} is paused until {day}. Shall it go on today already?")
    if remark.is_open:
        words = tr("{plan} has been paused since {day}. Shall it go on today?")
    sentence = words.format(plan=remark.name, day=formats.day_short(remark.day))
    return tr("Paused"), "info", sentence, "resume_plan", tr("Take it up again")


def _friend(remark: Remark, _: ShopSettings) -> _Words:
    gift = tr("“{coupon}”").format(coupon=remark.gift)
    if not remark.gift:
        words = trn("{points} point", "{points} points", remark.points)
        gift = words.format(points=formats.number(remark.points))
    sentence = tr("Thank you for bringing {friend}! {gift} for you.")
    if remark.count:
        sentence = trn(
            "Thank you for bringing {friend} and {count} more! {gift} for you.",
            "Thank you for bringing {friend} and {count} more! {gift} for you.",
            remark.count,
        )
    said = sentence.format(friend=remark.name, count=formats.number(remark.count), gift=gift)
    if remark.code:
        return tr("A friend came"), "good", said, "use_coupon", tr("Use it now")
    return tr("A friend came"), "good", said, "thank", tr("Said thank you")


def _birthday(remark: Remark, _: ShopSettings) -> _Words:
    sentence = trn(
        "Your birthday is in {count} day. All the best already!",
        "Your birthday is in {count} days. All the best already!",
        remark.days,
    ).format(count=remark.days)
    if remark.days == 0:
        sentence = tr("Happy birthday to you today!")
    return tr("Birthday"), "good", sentence, "", ""


def _expiring(remark: Remark, _: ShopSettings) -> _Words:
    assert remark.day is not None
    points = formats.number(remark.points)
    sentence = trn(
        "{points} point can be used until {day}, then it is gone.",
        "{points} points can be used until {day}, then they are gone.",
        remark.points,
    ).format(points=points, day=formats.day_short(remark.day))
    use = trn("Use {points} point", "Use {points} points", remark.points)
    return tr("Points"), "warn", sentence, "use_points", use.format(points=points)


def _welcome_back(remark: Remark, _: ShopSettings) -> _Words:
    sentence = trn(
        "How good to see you again! It has been {count} day.",
        "How good to see you again! It has been {count} days.",
        remark.days,
    )
    return tr("Welcome back"), "good", sentence.format(count=formats.number(remark.days)), "", ""


def _new_face(remark: Remark, _: ShopSettings) -> _Words:
    sentence = tr("Welcome! Your first visit: from today every purchase is remembered.")
    if remark.name:
        sentence = tr("Welcome! How kind of {friend} to send you to us.")
    return tr("New face"), "info", sentence.format(friend=remark.name), "", ""


def _coupon(remark: Remark, _: ShopSettings) -> _Words:
    sentence = tr("A coupon is waiting: {name}.").format(name=remark.name)
    if remark.day is not None:
        sentence = tr("A coupon is waiting: {name}, until {day}.").format(
            name=remark.name, day=formats.day_short(remark.day)
        )
    return tr("Coupon"), "good", sentence, "use_coupon", tr("Use it now")


def _tier_near(remark: Remark, settings: ShopSettings) -> _Words:
    words = tr("{amount} more, and you are {tier}.")
    if remark.day is not None:
        words = tr("{amount} more by {day}, and you are {tier}.")
    return remark.name, "gold", _of_tier(words, remark, settings), "", ""


def _tier_keep(remark: Remark, settings: ShopSettings) -> _Words:
    words = tr("{amount} more by {day}, and you stay {tier}.")
    return remark.name, "gold", _of_tier(words, remark, settings), "", ""


def _of_tier(words: str, remark: Remark, settings: ShopSettings) -> str:
    if remark.measure == "spend":
        amount = _money(remark.amount, settings)
    elif remark.measure == "points":
        amount = trn("{points} point", "{points} points", remark.amount)
    else:
        amount = trn("{count} visit", "{count} visits", remark.amount)
    number = formats.number(remark.amount)
    day = formats.day_short(remark.day) if remark.day is not None else ""
    return words.format(
        amount=amount.format(points=number, count=number), day=day, tier=remark.name
    )


def _renew_words(remark: Remark, settings: ShopSettings) -> str:
    return tr("Renew {price}").format(price=_money(remark.amount, settings))


def _money(amount: int, settings: ShopSettings) -> str:
    return formats.money(amount, currency=settings.currency, digits=settings.digits)


_SAYINGS: dict[str, Callable[[Remark, ShopSettings], _Words]] = {
    "follow_up": _follow_up,
    "past_due": _past_due,
    "stay": _stay,
    "renewal": _renewal,
    "trial_ends": _trial_ends,
    "paused": _paused,
    "friend": _friend,
    "birthday": _birthday,
    "expiring": _expiring,
    "welcome_back": _welcome_back,
    "new_face": _new_face,
    "coupon": _coupon,
    "tier_keep": _tier_keep,
    "tier_near": _tier_near,
}
