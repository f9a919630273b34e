"""Histories: when each customer bought, and what that says of every month since; rules.md §10.

Days are ordinals here (`date.toordinal()`): the sales of fifty thousand customers are whole
numbers to compare and subtract, and nothing else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from db.rules.periods import add_months, last_day_of_month
from db.rules.retention import Cohort, CustomersHeld


class History(NamedTuple):  # there is one for each customer, made anew for each question
    """What one customer bought up to a month's last day; money in minor units."""

    days: Sequence[int]  # of each sale, oldest first; two sales on a day stand twice
    net: int  # paid to date, less what was handed back
    revenue: int = 0  # paid for the month's sales
    taken_off: int = 0  # by coupons, points and discounts on the month's sales


@dataclass(frozen=True)
class Calendar:
    """The months a book has seen, from the first one to the one that is asked for."""

    first: date  # a first day of a month, as is `last`
    last: date
    active_days: int  # W: how long a sale keeps somebody active

    @property
    def months(self) -> int:
        """Return how many months there are."""
        return self.index(self.last) + 1

    def index(self, day: date) -> int:
        """Return the number of the month that holds a day: 0 for the first, below 0 before it."""
        return (day.year - self.first.year) * 12 + day.month - self.first.month

    def month(self, index: int) -> date:
        """Return the first day of a month by its number."""
        return add_months(self.first, index)

    def marks(self, ordinal: int) -> int:
        """Return what a sale of that day says, as bits.

        Bit k: bought in month k. Bit months + k: active on the last day of month k.
        """
        day = date.fromordinal(ordinal)
        index = self.index(day)
        bits = 1 << index
        while index < self.months and day > self._too_old_at_end_of(index):
            bits |= 1 << (self.months + index)
            index += 1
        return bits

    def _too_old_at_end_of(self, index: int) -> date:
        return last_day_of_month(self.month(index)) - timedelta(days=self.active_days)


@dataclass(frozen=True)
class Pasts:
    """Customers put together by the months in which they bought and at whose ends they were active.

    Far fewer pasts than customers: each question is asked once for each past.
    """

    calendar: Calendar
    customers: Mapping[int, int]  # the marks of all sales of a customer: how many have these

    @classmethod
    def of(cls, histories: Iterable[History], calendar: Calendar) -> "Pasts":
        """Put customers together."""
        marks = _Marks(calendar).__getitem__
        return cls(calendar, Counter(reduce(or_, map(marks, past.days)) for past in histories))

    def held(self, month: date) -> CustomersHeld:
        """Return whom a month began and ended with, and what became of them."""
        index = self.calendar.index(month)
        if index < 0:
            return CustomersHeld()
        start = end = first_time = reactivated = 0
        for (active, first), customers in self._by_activity.items():
            at_start = index > 0 and active >> (index - 1) & 1
            at_end = active >> index & 1
            start += customers if at_start else 0
            end += customers if at_end else 0
            first_time += customers if at_end and not at_start and first == index else 0
            reactivated += customers if at_end and not at_start and first < index else 0
        return CustomersHeld(start, end, first_time, reactivated)

    def buyers(self, *months: date) -> int:
        """Return how many customers bought in each of these months."""
        indexes = [self.calendar.index(month) for month in months]
        if min(indexes) < 0:
            return 0
        wanted = sum(1 << index for index in set(indexes))
        return sum(
            customers for bought, customers in self._by_months.items() if bought & wanted == wanted
        )

    def cohorts(self) -> tuple[Cohort, ...]:
        """Return the customers by the month of their first sale, the oldest month first."""
        months = self.calendar.months
        active: dict[int, list[int]] = defaultdict(lambda: [0] * months)
        for bought, customers in self._by_months.items():
            row = active[_lowest(bought)]
            for index in _bits(bought):
                row[index] += customers
        return tuple(
            Cohort(self.calendar.month(first), row[first], tuple(row[first:]))
            for first, row in sorted(active.items())
        )

    @cached_property
    def _by_months(self) -> Mapping[int, int]:
        every_month = (1 << self.calendar.months) - 1
        counts: Counter[int] = Counter()
        for past, customers in self.customers.items():
            counts[past & every_month] += customers
        return counts

    @cached_property
    def _by_activity(self) -> Mapping[tuple[int, int], int]:
        """Count by the month ends at which they were active and the month of the first sale."""
        counts: Counter[tuple[int, int]] = Counter()
        for past, customers in self.customers.items():
            counts[past >> self.calendar.months, _lowest(past)] += customers
        return counts


class _Marks(dict[int, int]):
    """The calendar's marks of each day, worked out once."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar

    def __missing__(self, ordinal: int) -> int:
        marks = self[ordinal] = self._calendar.marks(ordinal)
        return marks


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def _bits(bits: int) -> Iterator[int]:
    while bits:
        yield _lowest(bits)
        bits &= bits - 1
