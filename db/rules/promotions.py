"""Promotions: more points on some days, for some goods, to some people; rules.md §2."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from fractions import Fraction
from typing import Any, Literal, get_args

from db.errors import BadDate, BadRequest
from db.rules.money import parse_amount
from db.rules.periods import last_day_of_month, parse_business_date
from db.rules.points import Grant
from db.rules.shop import line_of_text, whole

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
BirthdaySpan = Literal["day", "week", "month"]
Once = Literal["ever", "year", "month", "day"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
_DAYS_AROUND_A_BIRTHDAY = 3
_MOST = 10**6


@dataclass(frozen=True)
class Conditions:
    """When a promotion holds; what is not named always holds."""

    first_day: date | None = None
    last_day: date | None = None
    weekdays: tuple[Weekday, ...] = ()
    hours: tuple[time, time] | None = None  # from ≤ wall clock < to; may cross midnight
    categories: tuple[str, ...] = ()  # goods of one of them are on the sale
    minimum: int = 0  # minor units, against the sale after discounts, before points used
    tier: str | None = None  # it or a higher one is held just before the sale
    plan: str | None = None
    tag: str | None = None
    birthday: BirthdaySpan | None = None
    first_sale: bool = False
    nth_visit: int | None = None
    days_since_last_visit: int | None = None
    called: bool = False  # only on days on which staff say so: "it rains"


ALWAYS = Conditions()


@dataclass(frozen=True)
class Promotion:
    """More points while its conditions hold: a multiplier, or a fixed bonus for each sale."""

    id: str
    name: str
    multiplier: Fraction | None = None
    points: int | None = None
    category: str | None = None  # only its lines are multiplied
    conditions: Conditions = ALWAYS
    once: Once | None = None  # for each customer
    points_budget: int | None = None
    offered: bool = True
    version: str = ""  # the fact that set it


@dataclass(frozen=True)
class Occasion:
    """A sale as the conditions see it; tier and plan are those held just before it."""

    day: date  # business date
    clock: time  # the wall clock
    total: int  # minor units, after discounts, before points used
    categories: frozenset[str] = frozenset()  # of its lines
    tiers: frozenset[str] = frozenset()  # the tier held, and those below it
    plan: str | None = None
    tags: frozenset[str] = frozenset()
    birthday: str | None = None  # 1953-04-23, or --08-16
    visits_before: int = 0  # days with a sale before today
    visited_today: bool = False
    last_visit: date | None = None  # today's earlier sales included


@dataclass(frozen=True)
class Standing:
    """A promotion as it stands for one customer just before a sale."""

    promotion: Promotion
    called: bool = False  # staff said that it holds today
    used_up: bool = False  # the customer had it as often as anybody may
    budget_left: int | None = None


def grants_of(standings: Sequence[Standing], occasion: Occasion) -> list[Grant]:
    """Return what the promotions that hold bring to a sale, in the order of adding."""
    return [
        Grant(
            "promotion",
            standing.promotion.name,
            factor=standing.promotion.multiplier,
            points=standing.promotion.points or 0,
            category=standing.promotion.category,
            minimum=standing.promotion.conditions.minimum,
            budget=standing.budget_left,
            promotion=standing.promotion.id,
            version=standing.promotion.version,
        )
        for standing in standings
        if not standing.used_up and holds(standing.promotion, occasion, called=standing.called)
    ]


def holds(promotion: Promotion, occasion: Occasion, *, called: bool) -> bool:
    """Tell whether a promotion holds for a sale; `called`: staff said so for this day."""
    when = promotion.conditions
    return (
        promotion.offered
        and (called or not when.called)
        and (promotion.category is None or promotion.category in occasion.categories)
        and _in_its_time(when, occasion)
        and _for_this_sale(when, occasion)
        and _for_this_customer(when, occasion)
    )


def holds_on(conditions: Conditions, day: date) -> bool:
    """Tell whether a business date is one of the promotion's days, whatever the hour and sale."""
    return (
        (conditions.first_day is None or conditions.first_day <= day)
        and (conditions.last_day is None or day <= conditions.last_day)
        and (not conditions.weekdays or WEEKDAYS[day.weekday()] in conditions.weekdays)
    )


def once_span(promotion: Promotion, occasion: Occasion) -> tuple[date, date] | None:
    """Return the days within which a customer gets it once, None: as often as it holds.

    A fixed bonus for a birthday is given once a year by itself: once around each birthday.
    """
    day, once = occasion.day, promotion.once
    if once is None and promotion.points is not None and promotion.conditions.birthday:
        birthday = nearest_birthday(occasion.birthday, day)
        if birthday is None:
            return None
        half = timedelta(days=182)
        return birthday - half, birthday + half
    if once == "ever":
        return date.min, date.max
    if once == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if once == "month":
        return day.replace(day=1), last_day_of_month(day)
    return (day, day) if once == "day" else None


def nearest_birthday(birthday: str | None, day: date) -> date | None:
    """Return the birthday nearest to a day; 29 February is the 28th in common years."""
    if not birthday:
        return None
    month, day_of_month = int(birthday[-5:-3]), int(birthday[-2:])
    found = []
    for year in (day.year - 1, day.year, day.year + 1):
        last = last_day_of_month(date(year, month, 1)).day
        found.append(date(year, month, min(day_of_month, last)))
    return min(found, key=lambda each: abs(each - day))


def read_conditions(spoken: object, *, digits: int) -> Conditions:
    """Understand `when` as the feed speaks it; raises BadRequest, BadAmount or BadDate."""
    if spoken is None:
        return ALWAYS
    if not isinstance(spoken, Mapping):
        raise BadRequest("when", "type")
    read: dict[str, Any] = {}
    for name, value in spoken.items():
        if name not in _READERS:
            raise BadRequest(f"when.{name}", "unknown")
        field, reader = _READERS[name]
        if value is not None:
            read[field] = reader(value, f"when.{name}", digits)
    conditions = Conditions(**read)
    if conditions.first_day and conditions.last_day and conditions.last_day < conditions.first_day:
        raise BadDate(conditions.last_day.isoformat())
    return conditions


def _in_its_time(when: Conditions, occasion: Occasion) -> bool:
    if not holds_on(when, occasion.day):
        return False
    if when.hours is None:
        return True
    start, end = when.hours
    clock = occasion.clock
    return start <= clock < end if start < end else clock >= start or clock < end


def _for_this_sale(when: Conditions, occasion: Occasion) -> bool:
    fits = not when.categories or bool(occasion.categories.intersection(when.categories))
    return fits and occasion.total >= when.minimum


def _for_this_customer(when: Conditions, occasion: Occasion) -> bool:
    return (
        (when.tier is None or when.tier in occasion.tiers)
        and when.plan in (None, occasion.plan)
        and (when.tag is None or when.tag in occasion.tags)
        and (when.birthday is None or _is_birthday(when.birthday, occasion))
        and _for_this_visit(when, occasion)
    )


def _for_this_visit(when: Conditions, occasion: Occasion) -> bool:
    if when.first_sale and occasion.last_visit is not None:
        return False
    if when.nth_visit is not None and (
        occasion.visited_today or occasion.visits_before + 1 != when.nth_visit
    ):
        return False
    if when.days_since_last_visit is None:
        return True
    last = occasion.last_visit
    return last is not None and (occasion.day - last).days >= when.days_since_last_visit


def _is_birthday(span: BirthdaySpan, occasion: Occasion) -> bool:
    birthday = nearest_birthday(occasion.birthday, occasion.day)
    if birthday is None:
        return False
    if span == "month":
        return int(str(occasion.birthday)[-5:-3]) == occasion.day.month
    days = abs(birthday - occasion.day).days
    return days <= (_DAYS_AROUND_A_BIRTHDAY if span == "week" else 0)


def _day(value: object, name: str, _: int) -> date:
    if not isinstance(value, str):
        raise BadRequest(name, "type")
    return parse_business_date(value)


def _weekdays(value: object, name: str, _: int) -> tuple[Weekday, ...]:
    if not isinstance(value, list | tuple) or any(day not in WEEKDAYS for day in value):
        raise BadRequest(name, "choice", ", ".join(WEEKDAYS))
    return tuple(day for day in WEEKDAYS if day in value)


def _hours(value: object, name: str, _: int) -> tuple[time, time]:
    if not isinstance(value, Mapping) or set(value) - {"from", "to"}:
        raise BadRequest(name, "choice", "from, to")
    start, end = _clock(value, "from", name, "00:00"), _clock(value, "to", name, "24:00")
    if start == end and value.get("to") not in (None, "24:00"):
        raise BadRequest(name, "range", "00:00–24:00")
    return start, end


def _clock(hours: Mapping[str, object], side: str, name: str, default: str) -> time:
    """Understand a time of day; 24:00 is the midnight that ends it."""
    value = hours.get(side, default)
    if value == "24:00":
        return time(0)
    try:
        clock = time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        clock = None
    if clock is None or clock.tzinfo is not None:
        raise BadRequest(f"{name}.{side}", "choice", "00:00 – 24:00")
    return clock


def _texts(value: object, name: str, _: int) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise BadRequest(name, "type")
    return tuple(line_of_text(each, name) for each in value)


def _yes(value: object, name: str, _: int) -> bool:
    if not isinstance(value, bool):
        raise BadRequest(name, "type")
    return value


def _amount(value: object, name: str, digits: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise BadRequest(name, "type")
    return parse_amount(str(value), digits=digits)


def _span(value: object, name: str, _: int) -> BirthdaySpan:
    for span in get_args(BirthdaySpan):
        if value == span:
            return span  # type: ignore[no-any-return]
    raise BadRequest(name, "choice", ", ".join(get_args(BirthdaySpan)))


_READERS: dict[str, tuple[str, Any]] = {
    "from": ("first_day", _day),
    "to": ("last_day", _day),
    "weekdays": ("weekdays", _weekdays),
    "hours": ("hours", _hours),
    "categories": ("categories", _texts),
    "minimum": ("minimum", _amount),
    "tier": ("tier", lambda value, name, _: line_of_text(value, name)),
    "plan": ("plan", lambda value, name, _: line_of_text(value, name)),
    "tag": ("tag", lambda value, name, _: line_of_text(value, name)),
    "birthday": ("birthday", _span),
    "first_sale": ("first_sale", _yes),
    "nth_visit": ("nth_visit", lambda value, name, _: whole(value, name, least=1, most=_MOST)),
    "days_since_last_visit": (
        "days_since_last_visit",
        lambda value, name, _: whole(value, name, least=0, most=_MOST),
    ),
    "called": ("called", _yes),
}
