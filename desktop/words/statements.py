"""Puts a points statement into words: on screen, on paper, by feed and command line alike."""

from collections.abc import Callable
from datetime import datetime

from db.moment import Moment
from db.rules.lots import SharedDay
from db.rules.shop import ShopSettings
from db.rules.statements import Cause, Line, LotStory, Standing
from desktop import formats
from desktop.i18n import tr, trn


def cause_words(cause: Cause, settings: ShopSettings) -> str:
    """Return what moved points: "Sale ¥1,980", "Reward: Free drip coffee", "Expired"."""
    if cause.kind == "gift":
        return _gift(cause)
    if cause.kind == "redeem" and cause.reason == "donation":
        return tr("Donation: {name}").format(name=cause.name)
    if cause.kind in _NAMED and cause.name:
        name = formats.member_number(cause.name) if cause.kind == "merged" else cause.name
        return _NAMED[cause.kind]().format(name=name)
    if cause.kind in ("sale", "used") and cause.sale and cause.amount:
        amount = formats.money(cause.amount, currency=settings.currency, digits=settings.digits)
        words = tr("Sale {amount}") if cause.kind == "sale" else tr("Used on the sale of {amount}")
        return words.format(amount=amount)
    if cause.kind in ("returned", "reversed"):
        return _undone(cause)
    return _PLAIN[cause.kind]()


def cause_reason(cause: Cause) -> str:
    """Return what people said about it: of a correction, a refund, a gift to somebody."""
    if cause.kind in ("adjust", "opening", "given"):
        return cause.reason
    if cause.kind in ("returned", "reversed") and cause.reason == "refund":
        return cause.name
    return ""


def line_note(line: Line) -> str:
    """Return what a line's figures do not say by themselves: what waits, is owed, or was paid."""
    said = []
    if line.usable_from is not None:
        words = trn("{points} waits until {day}", "{points} wait until {day}", line.change.waiting)
        said.append(
            words.format(
                points=formats.number(line.change.waiting), day=formats.day(line.usable_from)
            )
        )
    if line.change.debt > 0:
        said.append(tr("{points} owed").format(points=formats.number(line.change.debt)))
    elif line.change.debt < 0:
        said.append(
            tr("{points} of them paid what was owed").format(
                points=formats.number(-line.change.debt)
            )
        )
    return " · ".join(said)


def line_words(line: Line, settings: ShopSettings) -> str:
    """Return all that a line says besides its figures, for one line of writing."""
    receipt = ""
    if line.cause.receipt and line.cause.kind == "sale":
        receipt = tr("receipt {number}").format(number=line.cause.receipt)
    said = (
        cause_words(line.cause, settings),
        cause_reason(line.cause),
        line_note(line),
        receipt,
    )
    return " · ".join(each for each in said if each)


def when(cause: Cause, settings: ShopSettings) -> str:
    """Write when it was: the shop's day and hour, or the day alone where only time did it."""
    if cause.at is None:
        return formats.day(cause.day)
    here: datetime = cause.at.astimezone(settings.timezone)
    return formats.moment_full(here)


def when_shortly(cause: Cause, moment: Moment, *, hour: bool = True) -> str:
    """Write when it was in little room: the year or the hour, whichever says more."""
    if cause.day.year != moment.today.year:
        return formats.day(cause.day)
    if cause.at is None or not hour:
        return formats.day_short(cause.day)
    return formats.moment(cause.at.astimezone(moment.settings.timezone))


def last_day_words(story: LotStory) -> str:
    """Return how long what is left of a lot can be used, or what became of it."""
    if story.state == "used_up":
        return tr("used up")
    if story.state == "waiting":
        return tr("from {day}").format(day=formats.day(story.usable_from))
    if story.expires_on is None:
        return tr("no last day")
    day = formats.day(story.expires_on)
    if story.state == "expired":
        return tr("expired after {day}").format(day=day)
    if story.by_visits:
        return tr("until {day}, longer with each visit").format(day=day)
    return tr("until {day}").format(day=day)


def ending_words(ending: SharedDay) -> str:
    """Return how many points end on a day, and whether a visit keeps them."""
    if ending.expires_on is None:
        return ""
    words = trn("{points} point expires on {day}", "{points} points expire on {day}", ending.points)
    if ending.by_visits:
        words = trn(
            "{points} point expires on {day} if nothing is bought by then",
            "{points} points expire on {day} if nothing is bought by then",
            ending.points,
        )
    return words.format(points=formats.number(ending.points), day=formats.day(ending.expires_on))


def standing_words(standing: Standing) -> list[str]:
    """Return what a balance alone does not say: points that wait, and those that are owed."""
    said = []
    if standing.waiting:
        words = trn(
            "{points} more point is waiting", "{points} more points are waiting", standing.waiting
        )
        said.append(words.format(points=formats.number(standing.waiting)))
    if standing.debt:
        words = trn(
            "{points} point is owed from a refund",
            "{points} points are owed from a refund",
            standing.debt,
        )
        said.append(words.format(points=formats.number(standing.debt)))
    return said


def _gift(cause: Cause) -> str:
    named: dict[str, Callable[[], str]] = {
        "referral": lambda: tr("For bringing {name}"),
        "plan": lambda: tr("Points of {name}"),
        "renewal": lambda: tr("Bonus for renewing {name}"),
        "tier": lambda: tr("Welcome to {name}"),
        "surprise": lambda: tr("A surprise: {name}"),
        "campaign": lambda: tr("A gift: {name}"),
        "streak": lambda: tr("Weeks in a row: {name}"),
        "reward": lambda: tr("Reward: {name}"),
    }
    plain: dict[str, Callable[[], str]] = {
        "referral": lambda: tr("A friend's bonus"),
        "referred": lambda: tr("Welcome gift, brought by a friend"),
        "plan": lambda: tr("Points of the plan"),
        "renewal": lambda: tr("Bonus for renewing"),
        "birthday": lambda: tr("Birthday gift"),
        "anniversary": lambda: tr("Anniversary gift"),
    }
    if cause.name and cause.reason in named:
        return named[cause.reason]().format(name=cause.name)
    return plain[cause.reason]() if cause.reason in plain else tr("Points given")


def _undone(cause: Cause) -> str:
    if cause.kind == "returned":
        words = {
            "undo": lambda: tr("Undone: points given back"),
            "refund": lambda: tr("Refund: points used come back"),
            "coupon_voided": lambda: tr("Coupon void: points given back"),
        }.get(cause.reason)
        return words() if words else tr("Points given back")
    words = {
        "undo": lambda: tr("Undone: points taken back"),
        "referral": lambda: tr("A friend's bonus taken back"),
        "tier": lambda: tr("Gift of the tier taken back"),
        "streak": lambda: tr("Gift for weeks in a row taken back"),
        "refund": lambda: tr("Refund: points taken back"),
    }.get(cause.reason)
    return words() if words else tr("Points taken back")


_NAMED: dict[str, Callable[[], str]] = {
    "redeem": lambda: tr("Reward: {name}"),
    "merged": lambda: tr("Joined with No. {name}"),
    "given": lambda: tr("Given to {name}"),
    "received": lambda: tr("A gift from {name}"),
}
_PLAIN: dict[str, Callable[[], str]] = {
    "sale": lambda: tr("Sale"),
    "used": lambda: tr("Used on a sale"),
    "redeem": lambda: tr("A reward"),
    "opening": lambda: tr("Points brought along"),
    "adjust": lambda: tr("Correction"),
    "merged": lambda: tr("Joined with another entry"),
    "given": lambda: tr("Given to another customer"),
    "received": lambda: tr("A gift from another customer"),
    "debt": lambda: tr("Paid what was owed"),
    "expired": lambda: tr("Expired"),
    "usable": lambda: tr("Waited until now"),
    "other": lambda: tr("Points moved"),
}
