"""When a promotion holds: each condition asked by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from tests.simulation.slow_calendar import is_yearly

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS_AROUND_A_BIRTHDAY = 3
HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True)
class Promotion:
    name: str
    multiplier: Fraction | None = None
    points: int = 0
    category: str | None = None
    when: Mapping[str, Any] = field(default_factory=dict)  # as the feed speaks it
    minimum: int = 0  # minor units
    once: str | None = None  # ever, year, month, day
    budget: int | None = None

    def once_each(self) -> str | None:
        """Where nothing else is said, a birthday's present is one for each birthday."""
        present = "birthday" if self.points and "birthday" in self.when else None
        return self.once or present


@dataclass(frozen=True)
class Occasion:
    """All that conditions look at, but for the money."""

    at: datetime
    day: date
    categories: frozenset[str]
    tiers: frozenset[str]  # the one held and those below
    tags: frozenset[str]
    birthday: str | None
    first_sale: bool
    visit: int | None  # this one counted; None for another sale on the same day
    days_away: int | None  # None on the first visit


def holds(promotion: Promotion, occasion: Occasion) -> bool:
    return all(meets(name, wanted, occasion) for name, wanted in promotion.when.items())


def meets(name: str, wanted: Any, occasion: Occasion) -> bool:  # noqa: ANN401 - as it is spoken
    day = occasion.day
    met: dict[str, Callable[[], bool]] = {
        "from": lambda: date.fromisoformat(wanted) <= day,
        "to": lambda: day <= date.fromisoformat(wanted),
        "weekdays": lambda: WEEKDAYS[day.weekday()] in wanted,
        "hours": lambda: within(occasion.at.time(), wanted["from"], wanted["to"]),
        "categories": lambda: any(category in occasion.categories for category in wanted),
        "minimum": lambda: True,  # looked at with the money
        "tier": lambda: wanted in occasion.tiers,
        "tag": lambda: wanted in occasion.tags,
        "birthday": lambda: near_birthday(occasion, wanted),
        "first_sale": lambda: occasion.first_sale is wanted,
        "nth_visit": lambda: occasion.visit == wanted,
        "days_since_last_visit": lambda: (
            occasion.days_away is not None and occasion.days_away >= wanted
        ),
    }
    return met[name]()


def within(clock: time, start: str, end: str) -> bool:
    since, until = time.fromisoformat(start), time.fromisoformat(end)
    if since < until:
        return since <= clock < until
    return clock >= since or clock < until


def near_birthday(occasion: Occasion, span: str) -> bool:
    if occasion.birthday is None:
        return False
    month_day = occasion.birthday[-5:]
    if span == "month":
        return occasion.day.strftime("%m") == month_day[:2]
    around = DAYS_AROUND_A_BIRTHDAY if span == "week" else 0
    return any(
        is_yearly(occasion.day + timedelta(days=days), month_day)
        for days in range(-around, around + 1)
    )


def same_turn(once: str, one: date, other: date) -> bool:
    """Tell whether a second time would be within the same day, month, year, birthday or life."""
    return {
        "ever": True,
        "birthday": abs(one - other) < HALF_A_YEAR,
        "year": one.year == other.year,
        "month": (one.year, one.month) == (other.year, other.month),
        "day": one == other,
    }[once]
