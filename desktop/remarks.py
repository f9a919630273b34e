"""Says at the counter what is worth saying: one kind sentence for each remark."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from db.rules.remarks import Remark
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr, trn

RemarkTone = Literal["info", "good", "gold", "warn"]
RemarkAction = Literal["", "renew", "use_points", "use_coupon"]


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


def _past_due(remark: Remark, settings: ShopSettings) -> _Words:
    assert remark.day is not None
    sentence = tr("{plan} has run out. All benefits stay until {day} if it is renewed now.")
    return (
        tr("Renewal"),
        "warn",
        sentence.format(plan=remark.name, day=formats.day_short(remark.day)),
        "renew",
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
    return tr("Renewal"), "warn", sentence, "renew", _renew_words(remark, settings)


def _birthday(remark: Remark, _: ShopSettings) -> _Words:
    sentence = trn(
        "Birthday in {count} day: a good moment for a kind word.",
        "Birthday in {count} days: a good moment for a kind word.",
        remark.days,
    ).format(count=remark.days)
    if remark.days == 0:
        sentence = tr("It is their birthday today. Congratulations are in order.")
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
        "The last visit was {count} day ago. Say how good it is to see them.",
        "The last visit was {count} days ago. Say how good it is to see them.",
        remark.days,
    )
    return tr("Welcome back"), "good", sentence.format(count=formats.number(remark.days)), "", ""


def _new_face(remark: Remark, _: ShopSettings) -> _Words:
    sentence = tr("The first visit. Say welcome, and show how points work.")
    if remark.name:
        sentence = tr("The first visit, brought by {friend}. Say welcome, and thank them both.")
    return tr("New face"), "info", sentence.format(friend=remark.name), "", ""


def _coupon(remark: Remark, _: ShopSettings) -> _Words:
    sentence = tr("A coupon is waiting: {name}.").format(name=remark.name)
    if remark.day is not None:
        sentence = tr("A coupon is waiting: {name}, until {day}.").format(
            name=remark.name, day=formats.day_short(remark.day)
        )
    return tr("Coupon"), "good", sentence, "use_coupon", tr("Use it now")


def _tier_near(remark: Remark, settings: ShopSettings) -> _Words:
    amount = formats.number(remark.amount)
    if remark.measure == "spend":
        money = formats.money(remark.amount, currency=settings.currency, digits=settings.digits)
        sentence = tr("Another {amount} and they are {tier}.").format(
            amount=money, tier=remark.name
        )
    elif remark.measure == "points":
        sentence = trn(
            "Another {count} point and they are {tier}.",
            "Another {count} points and they are {tier}.",
            remark.amount,
        ).format(count=amount, tier=remark.name)
    else:
        sentence = trn(
            "Another {count} visit and they are {tier}.",
            "Another {count} visits and they are {tier}.",
            remark.amount,
        ).format(count=amount, tier=remark.name)
    return remark.name, "gold", sentence, "", ""


def _renew_words(remark: Remark, settings: ShopSettings) -> str:
    price = formats.money(remark.amount, currency=settings.currency, digits=settings.digits)
    return tr("Renew {price}").format(price=price)


_SAYINGS: dict[str, Callable[[Remark, ShopSettings], _Words]] = {
    "past_due": _past_due,
    "renewal": _renewal,
    "birthday": _birthday,
    "expiring": _expiring,
    "welcome_back": _welcome_back,
    "new_face": _new_face,
    "coupon": _coupon,
    "tier_near": _tier_near,
}
