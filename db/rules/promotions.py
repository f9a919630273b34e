"""Promotions: more points on some days, for some goods, to some people; rules.md §2."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from db.rules.periods import last_day_of_month
from db.rules.points import Grant

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
BirthdaySpan = Literal["day", "week", "month"]
Once = Literal["ever", "year", "month", "day"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
_DAYS_AROUND_A_BIRTHDAY = 3


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


class Occasion(NamedTuple):  # a trial makes one for each sale of years
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
            until=_until(standing.promotion.conditions),
        )
        for standing in standings
        if not standing.used_up and holds(standing.promotion, occasion, called=standing.called)
    ]


def _until(when: Conditions) -> str:
    return when.hours[1].isoformat("minutes") if when.hours else ""


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


def within_hours(hours: tuple[time, time], clock: time) -> bool:
    """Tell whether a time of day lies within hours that may cross midnight."""
    start, end = hours
    return start <= clock < end if start < end else clock >= start or clock < end


def once_span(promotion: Promotion, occasion: Occasion) -> tuple[date, date] | None:
    """Return the days within which a customer gets it once, None: as often as it holds.

    A fixed bonus for a birthday is given once a year by itself (rulings 30).
    """
    day, once = occasion.day, promotion.once
    birthday = promotion.conditions.birthday
    if once is None and promotion.points is not None and birthday:
        return _between_birthdays(birthday, occasion)
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
    years = (day.year - 1, day.year, day.year + 1)
    return min((_birthday_in(birthday, year) for year in years), key=lambda each: abs(each - day))


def _birthday_in(birthday: str, year: int) -> date:
    first = date(year, int(birthday[-5:-3]), 1)
    return first.replace(day=min(int(birthday[-2:]), last_day_of_month(first).day))


def _days_of(span: BirthdaySpan, birthday: date) -> tuple[date, date]:
    """Return the first and last day on which a birthday is kept."""
    if span == "month":
        return birthday.replace(day=1), last_day_of_month(birthday)
    around = timedelta(days=_DAYS_AROUND_A_BIRTHDAY if span == "week" else 0)
    return birthday - around, birthday + around


def _between_birthdays(span: BirthdaySpan, occasion: Occasion) -> tuple[date, date] | None:
    """Return the days from the last birthday's end to the next one's beginning.

    So a birthday that is corrected in the middle of the year brings no second gift.
    """
    nearest = nearest_birthday(occasion.birthday, occasion.day)
    if nearest is None:
        return None
    assert occasion.birthday is not None
    _, last = _days_of(span, _birthday_in(occasion.birthday, nearest.year - 1))
    following, _ = _days_of(span, _birthday_in(occasion.birthday, nearest.year + 1))
    return last + timedelta(days=1), following - timedelta(days=1)


def _in_its_time(when: Conditions, occasion: Occasion) -> bool:
    if not holds_on(when, occasion.day):
        return False
    return when.hours is None or within_hours(when.hours, occasion.clock)


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
    first, last = _days_of(span, birthday)
    return first <= occasion.day <= last
