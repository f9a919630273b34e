"""Histories: when each customer bought, and what that says of every period since; rules.md §10.

Days are ordinals here (`date.toordinal()`): the sales of fifty thousand customers are whole
numbers to compare and subtract, and nothing else.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from db.rules.retention import CustomersHeld
from db.rules.spans import Period, months_back, period_number

NEW_MONTHS = 3


class History(NamedTuple):  # there is one for each customer, made anew for each question
    """What one customer bought; money in minor units."""

    days: Sequence[int]  # of each sale, oldest first; two sales on a day stand twice
    paid: Sequence[int]  # for each of these sales
    back: Sequence[tuple[int, int]] = ()  # day and amount of what was handed back

    @property
    def net(self) -> int:
        """Return what was paid to date, less what was handed back."""
        return sum(self.paid) - sum(amount for _, amount in self.back)

    def until(self, day: int) -> "History":
        """Return what was so at the end of a day; there may be no sale yet."""
        sales = bisect_right(self.days, day)
        back = self.back
        if back and any(of > day for of, _ in back):
            back = tuple(each for each in back if each[0] <= day)
        return History(self.days[:sales], self.paid[:sales], back)


def histories_until(histories: Iterable[History], day: date) -> list[History]:
    """Return the histories as they were at the end of a day, of those who had bought by then."""
    last = day.toordinal()
    return [
        past if past.days[-1] <= last and not past.back else past.until(last)
        for past in histories
        if past.days[0] <= last
    ]


@dataclass(frozen=True)
class Calendar:
    """Periods in a row that end with the one that is asked for.

    What was sold before the first of them counts as sold in it, which thus tells nothing itself.
    """

    first: Period
    last: Period
    active_days: int  # W: how long a sale keeps somebody active

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Return all of them, the oldest first."""
        return self.last.latest(self.last.number - self.first.number + 1)

    def index(self, day: date) -> int:
        """Return the place of the period that holds a day: 0 for the first, below 0 before it."""
        return period_number(self.last.kind, day) - self.first.number

    def marks(self, ordinal: int) -> int:
        """Return what a sale of that day says, as bits.

        Bit k: bought in period k. Bit periods + k: active on the last day of period k.
        """
        periods = self.periods
        index = max(0, self.index(date.fromordinal(ordinal)))
        bits = 1 << index
        while index < len(periods) and ordinal > self._last_days[index] - self.active_days:
            bits |= 1 << (len(periods) + index)
            index += 1
        return bits

    def newcomer_marks(self, ordinal: int) -> int:
        """Return what a first sale of that day says: bit k, new on the day before period k."""
        days_before, settled_by = self._new_between
        first, after = bisect_left(days_before, ordinal), bisect_left(settled_by, ordinal)
        return max(0, (1 << after) - (1 << first))

    @cached_property
    def _last_days(self) -> tuple[int, ...]:
        return tuple(period.last.toordinal() for period in self.periods)

    @cached_property
    def _new_between(self) -> tuple[list[int], list[int]]:
        """Return the days before the periods, and the last first days of who is new no more."""
        ends = [period.before.last for period in self.periods]
        settled_by = [months_back(end, NEW_MONTHS).toordinal() for end in ends]
        return [end.toordinal() for end in ends], settled_by


@dataclass(frozen=True)
class Pasts:
    """Customers put together by the periods in which they bought and were active at the end.

    Far fewer pasts than customers: each question is asked once for each past.
    """

    calendar: Calendar
    customers: Mapping[tuple[int, int], int]
    """How many customers have the marks of all their sales, and of the first one."""

    @classmethod
    def of(cls, histories: Iterable[History], calendar: Calendar) -> "Pasts":
        """Put customers together."""
        marks = _Marks(calendar).__getitem__
        newcomer = _NewcomerMarks(calendar).__getitem__
        return cls(
            calendar,
            Counter(
                (reduce(or_, map(marks, past.days)), newcomer(past.days[0])) for past in histories
            ),
        )

    def held(self, period: Period) -> CustomersHeld:
        """Return whom a period began and ended with, and what became of them."""
        index = self.calendar.index(period.first)
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

    def newcomers_held(self, period: Period) -> CustomersHeld:
        """Return of those who were new and active at a period's start how many stayed."""
        index = self.calendar.index(period.first)
        if index < 1:
            return CustomersHeld()
        start = stayed = 0
        for (active, new), customers in self._newcomers.items():
            if new >> index & 1 and active >> (index - 1) & 1:
                start += customers
                stayed += customers if active >> index & 1 else 0
        return CustomersHeld(start, stayed)

    def buyers(self, *periods: Period) -> int:
        """Return how many customers bought in each of these periods."""
        indexes = [self.calendar.index(period.first) for period in periods]
        if min(indexes) < 0:
            return 0
        wanted = sum(1 << index for index in set(indexes))
        return sum(
            customers for bought, customers in self._by_periods.items() if bought & wanted == wanted
        )

    @property
    def _places(self) -> int:
        return len(self.calendar.periods)

    @cached_property
    def _by_periods(self) -> Mapping[int, int]:
        every_period = (1 << self._places) - 1
        counts: Counter[int] = Counter()
        for (past, _), customers in self.customers.items():
            counts[past & every_period] += customers
        return counts

    @cached_property
    def _by_activity(self) -> Mapping[tuple[int, int], int]:
        """Count by the ends at which they were active and the period of the first sale."""
        counts: Counter[tuple[int, int]] = Counter()
        for (past, _), customers in self.customers.items():
            counts[past >> self._places, lowest_bit(past)] += customers
        return counts

    @cached_property
    def _newcomers(self) -> Mapping[tuple[int, int], int]:
        """Count by the ends at which they were active and the starts at which they were new."""
        counts: Counter[tuple[int, int]] = Counter()
        for (past, new), customers in self.customers.items():
            if new:
                counts[past >> self._places, new] += customers
        return counts


class _Marks(dict[int, int]):
    """The calendar's marks of each day, worked out once."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar

    def __missing__(self, ordinal: int) -> int:
        marks = self[ordinal] = self._calendar.marks(ordinal)
        return marks


class _NewcomerMarks(dict[int, int]):
    """The calendar's marks of each day of a first sale, worked out once."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar

    def __missing__(self, ordinal: int) -> int:
        marks = self[ordinal] = self._calendar.newcomer_marks(ordinal)
        return marks


def lowest_bit(bits: int) -> int:
    """Return the place of the lowest bit that is set."""
    return (bits & -bits).bit_length() - 1


def bits_of(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set, the lowest first."""
    while bits:
        yield lowest_bit(bits)
        bits &= bits - 1
