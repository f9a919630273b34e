"""A month's figures, as of its last day: everything that the window, the paper and JSON show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlite_utils import Database

from db.rules.retention import (
    Cohort,
    CustomersHeld,
    PastMonth,
    Percent,
    Repeats,
    Stages,
    TopBuyers,
    Trade,
    percent,
)
from db.rules.shop import ShopSettings


@dataclass(frozen=True)
class PointsAccount:
    """A month's points: opening + earned − redeemed − expired − reversed + returned + adjusted."""

    opening: int = 0
    earned: int = 0
    redeemed: int = 0
    expired: int = 0
    reversed: int = 0
    returned: int = 0
    adjusted: int = 0  # corrections and opening balances
    pending: int = 0  # given, but not usable yet on the last day
    outstanding: int = 0  # left in lots on the last day, those pending included
    liability: int = 0  # minor units: points outstanding × their value

    @property
    def closing(self) -> int:
        """Return what customers hold together on the last day, less debt."""
        given = self.opening + self.earned + self.returned + self.adjusted
        return given - self.redeemed - self.expired - self.reversed


@dataclass(frozen=True)
class CouponCounts:
    """What became of coupons in the month."""

    issued: int = 0
    used: int = 0
    voided: int = 0
    expired: int = 0
    discount: int = 0  # minor units they took off sales


@dataclass(frozen=True)
class PlanFigures:
    """Members on plans: who joined and left in the month, and what they bring in."""

    active: int = 0  # on the last day, time of grace included
    started: int = 0
    ended: int = 0  # fell due in the month and were not renewed
    mrr: int = 0  # minor units a month, on the last day
    mrr_at_start: int = 0
    mrr_lost: int = 0
    mrr_reduced: int = 0
    mrr_increased: int = 0
    by_plan: Mapping[str, int] = field(default_factory=dict)  # active members by plan's name

    @property
    def gross_revenue_churn_percent(self) -> Percent:
        """Return lost and reduced revenue as a share of that at the start."""
        return percent(self.mrr_lost + self.mrr_reduced, self.mrr_at_start)

    @property
    def net_revenue_churn_percent(self) -> Percent:
        """Return the same less what others pay more; below zero where plans grow."""
        lost = self.mrr_lost + self.mrr_reduced - self.mrr_increased
        return percent(lost, self.mrr_at_start)


@dataclass(frozen=True)
class ReferralCounts:
    """Friends brought in the month."""

    attached: int = 0
    qualified: int = 0
    rewards: int = 0


@dataclass(frozen=True)
class Feedback:
    """Answers of 0–10 in the month."""

    answers: int = 0
    promoters: int = 0
    passives: int = 0
    detractors: int = 0

    @property
    def nps(self) -> Percent:
        """Return the share of promoters less that of detractors."""
        return percent(self.promoters - self.detractors, self.answers)


@dataclass(frozen=True)
class RewardCost:
    """What coupons and points used took off the month's sales, in minor units."""

    new: int = 0
    returning: int = 0


@dataclass(frozen=True)
class MonthFigures:
    """All figures of one month, as of its last day."""

    month: date  # its first day
    last_day: date
    active_days: int
    customers: CustomersHeld = field(default_factory=CustomersHeld)
    trade: Trade = field(default_factory=Trade)
    repeats: Repeats = field(default_factory=Repeats)
    top: TopBuyers = field(default_factory=TopBuyers)
    cohorts: tuple[Cohort, ...] = ()  # oldest first, those of months without newcomers left out
    stages: Stages = field(default_factory=Stages)
    rfm: Mapping[str, int] = field(default_factory=dict)  # "555": how many customers
    points: PointsAccount = field(default_factory=PointsAccount)
    coupons: CouponCounts = field(default_factory=CouponCounts)
    stamps: int = 0
    tiers: Mapping[str, int] = field(default_factory=dict)  # name: how many customers
    plans: PlanFigures = field(default_factory=PlanFigures)
    referrals: ReferralCounts = field(default_factory=ReferralCounts)
    feedback: Feedback = field(default_factory=Feedback)
    reward_cost: RewardCost = field(default_factory=RewardCost)
    history: tuple[PastMonth, ...] = ()  # twelve months, the last one is this


def month_figures(
    db: Database, *, month: date, today: date, settings: ShopSettings
) -> MonthFigures:
    """Return the figures of the month that begins on that day; sales after today are none yet.

    Asked for the month before as well, it gives what changes are shown against.
    """
    raise NotImplementedError
