"""Periods: the calendar months, ISO weeks, quarters and years in which a shop looks at itself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from db.errors import BadDate
from db.rules.periods import add_months, last_day_of_month, parse_month

PeriodKind = Literal["month", "week", "quarter", "year"]
KINDS: tuple[PeriodKind, ...] = ("month", "week", "quarter", "year")
_DAY = timedelta(days=1)
_DAYS_OF_WEEK = 7
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True, order=True)
class Period:
    """A calendar month, ISO week (Monday to Sunday), quarter or year, both days included."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def name(self) -> str:
        """Return what programs call it: 2026-10, 2026-W47, 2026-Q4 or 2026."""
        return _CALENDARS[self.kind].name(self.first)

    @property
    def number(self) -> int:
        """Return its number among all of its kind; the one after it has the next."""
        return period_number(self.kind, self.first)

    @property
    def before(self) -> "Period":
        """Return the period of the same kind that ends on the day before."""
        return period_of(self.kind, self.first - _DAY)

    @property
    def after(self) -> "Period":
        """Return the period of the same kind that begins on the day after."""
        return period_of(self.kind, self.last + _DAY)

    def latest(self, count: int) -> "tuple[Period, ...]":
        """Return so many periods of the same kind, oldest first, that end with this one."""
        found = [self]
        while len(found) < count:
            found.append(found[-1].before)
        return tuple(reversed(found))

    def until(self, day: date) -> "Period":
        """Return what of it has passed by a day: all of it, unless the day lies within it."""
        return replace(self, last=day) if self.holds(day) else self

    def holds(self, day: date) -> bool:
        """Tell whether a day lies within it."""
        return self.first <= day <= self.last


def period_of(kind: PeriodKind, day: date) -> Period:
    """Return the period of a kind that holds a day."""
    calendar = _CALENDARS[kind]
    first = calendar.first(day)
    return Period(kind, first, calendar.last(first))


def period_number(kind: PeriodKind, day: date) -> int:
    """Return the number of the period of a kind that holds a day."""
    return _CALENDARS[kind].number(day)


def parse_period(text: str) -> Period:
    """Read 2026-10, 2026-W47, 2026-Q4 or 2026; raises BadDate."""
    week, quarter = _WEEK.fullmatch(text), _QUARTER.fullmatch(text)
    if week:
        return period_of("week", _monday(text, int(week[1]), int(week[2])))
    if quarter:
        first = parse_named_month(text, f"{quarter[1]}-{3 * int(quarter[2]) - 2:02}")
        return period_of("quarter", first)
    if _YEAR.fullmatch(text):
        return period_of("year", parse_named_month(text, f"{text}-01"))
    return period_of("month", parse_month(text))


def parse_named_month(text: str, month: str) -> date:
    """Read the month with which a period begins; raises BadDate with what was typed."""
    try:
        return parse_month(month)
    except BadDate as error:
        raise BadDate(text) from error


def months_back(day: date, months: int) -> date:
    """Return the last day from which so many whole months have passed by a day.

    The end of a month clamps: from 30 November three months are over on 28 February.
    """
    back = add_months(day, -months)
    return last_day_of_month(back) if day == last_day_of_month(day) else back


def _monday(text: str, year: int, week: int) -> date:
    parse_named_month(text, f"{year:04}-01")
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError as error:
        raise BadDate(text) from error


class _Calendar(NamedTuple):
    """How a kind of period divides the days."""

    first: Callable[[date], date]  # of the period that holds a day
    last: Callable[[date], date]  # of the period that begins on a day
    number: Callable[[date], int]  # of the period that holds a day
    name: Callable[[date], str]  # of the period that begins on a day


def _week_name(first: date) -> str:
    year, week, _ = first.isocalendar()
    return f"{year:04}-W{week:02}"


_CALENDARS: Mapping[PeriodKind, _Calendar] = {
    "month": _Calendar(
        first=lambda day: day.replace(day=1),
        last=last_day_of_month,
        number=lambda day: day.year * 12 + day.month - 1,
        name=lambda first: first.isoformat()[:7],
    ),
    "week": _Calendar(
        first=lambda day: day - timedelta(days=day.weekday()),
        last=lambda first: first + timedelta(days=_DAYS_OF_WEEK - 1),
        number=lambda day: (day.toordinal() - 1) // _DAYS_OF_WEEK,  # the first day was a Monday
        name=_week_name,
    ),
    "quarter": _Calendar(
        first=lambda day: date(day.year, day.month - (day.month - 1) % 3, 1),
        last=lambda first: last_day_of_month(add_months(first, 2)),
        number=lambda day: day.year * 4 + (day.month - 1) // 3,
        name=lambda first: f"{first.year:04}-Q{(first.month + 2) // 3}",
    ),
    "year": _Calendar(
        first=lambda day: date(day.year, 1, 1),
        last=lambda first: date(first.year, 12, 31),
        number=lambda day: day.year,
        name=lambda first: f"{first.year:04}",
    ),
}
