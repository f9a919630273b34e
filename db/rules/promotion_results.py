"""Did a promotion pay: its days held against the same weekdays around them without it.

What was sold on a Tuesday with double points is compared with Tuesdays without, up to four weeks
before and after: nobody was held back, so that weather, season and other offers are in it too. The
95 % interval says how far chance alone would reach (two samples in blocks of weekdays, one spread
for all, Student's t).
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from typing import Literal

from db.rules.retention import Percent, percent

Verdict = Literal["more", "less", "cannot_tell", "too_few", "nothing_to_compare", "never_held"]
WEEKS_AROUND = 4
LEAST_DAYS = 5
"""So many days with it and without it there must be before anything is said."""

_Z = Decimal("1.959963984540054")  # 95 % on both sides of the normal distribution
_EXACT = Context(prec=28, rounding=ROUND_HALF_EVEN)  # the same digits on every machine
_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class PromotionResult:
    """What a promotion gave, and how its days did beside the days around; money in minor units."""

    first: date
    last: date  # the days that were looked at
    days: int = 0  # on which it held and the shop sold
    points: int = 0  # that it gave in that time and no refund took back
    sales: int = 0  # in which it gave them
    customers: int = 0  # who got them
    point_value: int = 1
    compared: int = 0  # of its days: those with a day to compare
    others: int = 0  # days without it that they were held against
    revenue: int = 0  # sold on the compared days, to everybody
    expected: Fraction = Fraction(0)  # what the same weekdays without it would make of those days
    reach: Fraction | None = None  # how far chance reaches to both sides; None: too few to say

    @property
    def worth(self) -> int:
        """Return what the points are worth if all of them are used."""
        return self.points * self.point_value

    @property
    def more(self) -> Fraction:
        """Return how much more was sold on its days than expected, below zero: less."""
        return self.revenue - self.expected

    @property
    def more_percent(self) -> Percent:
        """Return that as a share of what was expected."""
        return percent(self.more, self.expected)

    @property
    def low(self) -> Fraction | None:
        """Return the lower end of the 95 % interval of `more`."""
        return None if self.reach is None else self.more - self.reach

    @property
    def high(self) -> Fraction | None:
        """Return the upper end of the 95 % interval of `more`."""
        return None if self.reach is None else self.more + self.reach

    @property
    def verdict(self) -> Verdict:
        """Return what can honestly be said."""
        if not self.days:
            return "never_held"
        if not self.compared:
            return "nothing_to_compare"
        if self.reach is None:
            return "too_few"
        if self.more - self.reach > 0:
            return "more"
        return "less" if self.more + self.reach < 0 else "cannot_tell"


@dataclass(frozen=True)
class Comparison:
    """The days that can be compared, and what they come to."""

    compared: int
    others: int
    revenue: int
    expected: Fraction
    reach: Fraction | None


def compare_days(
    sold: Mapping[date, int], with_it: Collection[date], *, usable: Collection[date] | None = None
) -> Comparison:
    """Hold the days with a promotion against the same weekdays around them without it.

    `sold` has each day on which the shop sold anything; of days not `usable` nothing is taken.
    """
    days = set(sold) if usable is None else set(sold) & set(usable)
    held = set(with_it) & days
    around = {day: _around(day, held, days) for day in sorted(held)}
    compared = [day for day, others in around.items() if others]
    others = set().union(*around.values()) if around else set()
    with_promotion, without = _by_weekday(compared, sold), _by_weekday(others, sold)
    expected = sum(
        (len(values) * _mean(without[weekday]) for weekday, values in with_promotion.items()),
        Fraction(0),
    )
    return Comparison(
        compared=len(compared),
        others=len(others),
        revenue=sum(sold[day] for day in compared),
        expected=expected,
        reach=_reach(with_promotion, without),
    )


def _around(day: date, held: Collection[date], days: Collection[date]) -> set[date]:
    near = (day + weeks * _WEEK for weeks in range(-WEEKS_AROUND, WEEKS_AROUND + 1) if weeks)
    return {each for each in near if each in days and each not in held}


def _by_weekday(days: Collection[date], sold: Mapping[date, int]) -> dict[int, list[int]]:
    values: dict[int, list[int]] = defaultdict(list)
    for day in days:
        values[day.weekday()].append(sold[day])
    return values


def _mean(values: Sequence[int]) -> Fraction:
    return Fraction(sum(values), len(values))


def _reach(
    with_promotion: Mapping[int, Sequence[int]], without: Mapping[int, Sequence[int]]
) -> Fraction | None:
    """Return half the 95 % interval of the sum of differences; None where days are too few."""
    blocks = [*with_promotion.values(), *without.values()]
    count = sum(map(len, with_promotion.values()))
    if min(count, sum(map(len, without.values()))) < LEAST_DAYS:
        return None
    freedom = sum(len(values) - 1 for values in blocks)
    if freedom < LEAST_DAYS:
        return None
    squares = sum(sum((value - _mean(values)) ** 2 for value in values) for values in blocks)
    spread = Fraction(squares) / freedom
    weight = sum(
        Fraction(len(values)) + Fraction(len(values) ** 2, len(without[weekday]))
        for weekday, values in with_promotion.items()
    )
    with localcontext(_EXACT):
        variance = spread * weight
        error = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
        return Fraction(round(_quantile(freedom) * error, 0))


def _quantile(freedom: int) -> Decimal:
    """Return Student's t for 95 %, by the first two terms of its expansion at the normal one."""
    first = (_Z**3 + _Z) / (4 * freedom)
    second = (5 * _Z**5 + 16 * _Z**3 + 3 * _Z) / (96 * freedom**2)
    return _Z + first + second
