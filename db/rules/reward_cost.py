"""What rewards cost, how much of the trade hangs on coupons, and which points will lapse.

All money in minor units; shares are exact, None where there is nothing to take a share of.
"""

from dataclasses import dataclass, field

from db.rules.retention import Percent, percent

BREAKAGE_LOTS = 100
"""So many lots must have come to their end before anything is expected of the others."""


@dataclass(frozen=True)
class RewardParts:
    """What a period's rewards took off these customers' sales, and what was promised to them."""

    coupons: int = 0
    discounts: int = 0  # of plans, and what a file of purchases brought
    points_used: int = 0  # at their value
    points_given: int = 0  # earned or as a gift, at their value; a promise, not yet a cost

    @property
    def taken_off(self) -> int:
        """Return what the rewards cost: coupons, discounts and points used."""
        return self.coupons + self.discounts + self.points_used


@dataclass(frozen=True)
class RewardCost:
    """What rewards cost, for newcomers of the period and for those who had bought before."""

    new: RewardParts = field(default_factory=RewardParts)
    returning: RewardParts = field(default_factory=RewardParts)


@dataclass(frozen=True)
class CouponDependence:
    """How much of a period's trade came only with a coupon or a discount; points used are none."""

    buyers: int = 0
    buyers_only: int = 0  # all their sales of the period had a coupon or a discount
    revenue: int = 0
    revenue_with: int = 0  # paid for sales with a coupon or a discount

    @property
    def buyers_percent(self) -> Percent:
        """Return the share of buyers who bought only with a coupon or a discount."""
        return percent(self.buyers_only, self.buyers)

    @property
    def revenue_percent(self) -> Percent:
        """Return the share of sales money that came with a coupon or a discount."""
        return percent(self.revenue_with, self.revenue)


@dataclass(frozen=True)
class Breakage:
    """What became of the points of lots whose last day has passed: what was left had lapsed."""

    lots: int = 0
    points: int = 0
    lapsed: int = 0
    outstanding: int = 0  # points that are owed now
    point_value: int = 1
    running: int = 0  # points given in lots that have not come to their end
    running_to_a_day: int = 0  # of these, in lots that have a last day

    @property
    def past_percent(self) -> Percent:
        """Return the share of points that lapsed; None below BREAKAGE_LOTS lots."""
        return percent(self.lapsed, self.points) if self.lots >= BREAKAGE_LOTS else None

    @property
    def percent(self) -> Percent:
        """Return the share of the points owed that will lapse; those that never end never do."""
        if self.past_percent is None or not self.running:
            return self.past_percent
        return self.past_percent * self.running_to_a_day / self.running

    @property
    def expected_points(self) -> int | None:
        """Return how many of the points owed will lapse, rounded half-even; None: too early."""
        return None if self.percent is None else round(self.percent * self.outstanding / 100)

    @property
    def expected_liability(self) -> int | None:
        """Return what the points that will not lapse are worth; None: too early to say."""
        if self.expected_points is None:
            return None
        return (self.outstanding - self.expected_points) * self.point_value
