"""Cohorts: customers by the month of their first sale, how many bought later, and for how much."""

from collections.abc import Iterable
from datetime import date

from db.rules.histories import History
from db.rules.periods import add_months
from db.rules.retention import Cohort


def cohorts_of(histories: Iterable[History], *, until: date) -> tuple[Cohort, ...]:
    """Return the cohorts, the oldest first; the last month is counted up to that day.

    Histories end with that day too. Months without newcomers are left out.
    """
    last = _month_number(until)
    month_of = _Months().__getitem__
    active: dict[int, list[int]] = {}
    revenue: dict[int, list[int]] = {}
    for past in histories:
        first = before = month_of(past.days[0])
        if first not in active:
            active[first] = [0] * (last - first + 1)
            revenue[first] = [0] * (last - first + 1)
        bought, spent = active[first], revenue[first]
        bought[0] += 1
        for day, paid in zip(past.days, past.paid, strict=True):
            month = month_of(day)
            spent[month - first] += paid
            if month != before:
                bought[month - first] += 1
                before = month
    return tuple(
        Cohort(_first_day(first), row[0], tuple(row), tuple(revenue[first]))
        for first, row in sorted(active.items())
    )


class _Months(dict[int, int]):
    """The number of the month of each day, worked out once."""

    def __missing__(self, ordinal: int) -> int:
        month = self[ordinal] = _month_number(date.fromordinal(ordinal))
        return month


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(month: int) -> date:
    return add_months(date(1, 1, 1), month - 12)
