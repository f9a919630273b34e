"""Trials: what a promotion, or another rate of earning, would have given on the shop's own past.

These are the question and the answer; trial_walk.py goes through the sales.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple

from db.rules.money import Rounding
from db.rules.periods import add_months
from db.rules.points import Rate
from db.rules.promotions import Conditions
from db.rules.retention import Percent, percent

Kind = Literal["promotion", "earning"]
# Where a trial cannot know what was: the rates of earning, and the tiers, plans and tags, are
# those of today; staff are taken to call it every day; its own dates are put aside.
Assumption = Literal["rates", "levels", "tags", "called", "dates"]
Goods = tuple[tuple[str | None, int, bool], ...]

_MONTHS = 12
_LONGEST_SEASON = timedelta(days=366)


class PastSale(NamedTuple):  # there is one for each sale, made anew for each trial
    """A sale as a trial sees it, less what was refunded of it; money in minor units."""

    customer: str
    at: int  # milliseconds since 1970
    day: date
    total: int  # after discounts
    paid: int  # by money
    given: int  # points, at the time
    # What is left of each category's lines after the discounts, in a unit of this sale's own, and
    # whether they earn; nothing: all of it earns at the shop's rate.
    goods: Goods = ()


@dataclass(frozen=True)
class Level:
    """A customer as a trial sees them: tier, plan and tags are those of today."""

    tiers: frozenset[str] = frozenset()  # the tier held, and those below it
    plan: str | None = None
    tags: frozenset[str] = frozenset()
    birthday: str | None = None
    factors: tuple[Fraction, ...] = ()  # the multipliers of tier and plan


@dataclass(frozen=True)
class Earning:
    """So many points for so much money, by the shop's rate or by that of a category."""

    rate: Rate
    rounding: Rounding = "down"
    categories: Mapping[str, Rate] = field(default_factory=dict)  # those with a rate of their own


@dataclass(frozen=True, kw_only=True)
class TrialSums:
    """What a trial comes to; money in minor units."""

    sales: int = 0  # looked at: with a customer, and not refunded whole
    touched: int = 0  # would have given another number of points
    given: int = 0  # points that the rules in force gave at the time
    before: int = 0  # what it is held against: these, or what the rates of today would have given
    points: int = 0  # that the trial adds to them; below zero: it gives less
    worth: int = 0  # of these points
    revenue: int = 0  # paid for the sales
    touched_revenue: int = 0  # paid for those that were touched

    @property
    def after(self) -> int:
        """Return the points that the sales would have given."""
        return self.before + self.points

    @property
    def percent_of_revenue(self) -> Percent:
        """Return the worth as a share of what was paid for all sales."""
        return percent(self.worth, self.revenue)

    @property
    def percent_of_touched(self) -> Percent:
        """Return the worth as a share of what was paid for the sales that were touched."""
        return percent(self.worth, self.touched_revenue)

    @property
    def points_per_sale(self) -> Fraction | None:
        """Return the points added to each sale that was touched."""
        return Fraction(self.points, self.touched) if self.touched else None


@dataclass(frozen=True, kw_only=True)
class TrialMonth(TrialSums):
    """What a trial comes to in one month."""

    month: date  # its first day


@dataclass(frozen=True)
class TrialCustomer:
    """A customer who would have got something, and on how many sales."""

    customer_id: str
    points: int
    sales: int
    name: str = ""


@dataclass(frozen=True)
class Trial:
    """The answer to "what would it have cost?", and what it takes for granted."""

    kind: Kind
    first: date
    last: date
    totals: TrialSums
    months: tuple[TrialMonth, ...]  # from the first one with a sale on, oldest first
    customers: int  # who would have got other points
    most: tuple[TrialCustomer, ...]  # ten for whom it makes most difference
    assumptions: tuple[Assumption, ...]


def last_whole_months(today: date, months: int = _MONTHS) -> tuple[date, date]:
    """Return the first and last day of so many whole months before today's."""
    this_month = today.replace(day=1)
    return add_months(this_month, -months), this_month - timedelta(days=1)


def season_before(conditions: Conditions, today: date) -> tuple[date, date] | None:
    """Return the same days of the latest year in which they are over, for what has both its dates.

    A promotion of three weeks in December is best tried on last year's December.
    """
    first, last = conditions.first_day, conditions.last_day
    if first is None or last is None or last - first > _LONGEST_SEASON:
        return None
    years = 0
    while add_months(last, -12 * years) >= today:
        years += 1
    return add_months(first, -12 * years), add_months(last, -12 * years)


def looks_back(conditions: Conditions) -> bool:
    """Tell whether the sales before the tried days matter: for first sales, visits, absence."""
    return (
        conditions.first_sale
        or conditions.nth_visit is not None
        or conditions.days_since_last_visit is not None
    )
