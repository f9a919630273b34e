"""The record behind the monthly retention summary: every figure of it, worked out by `db`."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction


@dataclass(frozen=True)
class KeyFigures:
    """The eight figures a month is judged by; None where there is no figure."""

    retention_percent: Fraction | None
    churn_percent: Fraction | None
    repeat_rate_percent: Fraction | None
    second_visit_percent: Fraction | None
    returning_share_percent: Fraction | None  # of the revenue with members
    average_sale_minor: Fraction | None
    plan_members: int
    points_owed: int


@dataclass(frozen=True)
class PointsAccount:
    """Where the month's points came from and went; all positive except what was adjusted."""

    opening: int
    earned: int
    redeemed: int
    expired: int
    reversed: int
    returned: int
    adjusted: int
    closing: int
    pending: int
    liability_minor: int


@dataclass(frozen=True)
class HistoryMonth:
    """One month of the last twelve."""

    month: date  # its first day
    retention_percent: Fraction | None
    buyers: int
    revenue_minor: int


@dataclass(frozen=True)
class Cohort:
    """The newcomers of one month, and how many of them bought so many months later."""

    month: date  # its first day
    size: int
    active: tuple[int, ...]  # of month +0, +1 …; months to come are absent


@dataclass(frozen=True)
class OtherFigures:
    """The month's further figures, each told in one line."""

    month_on_month_percent: Fraction | None  # of last month's buyers, those who bought again
    returning_rate_percent: Fraction | None  # of the buyers, those with two or more sales to date
    repeat_rate_to_date_percent: Fraction | None
    customers_to_date: int
    sales_per_buyer: Fraction | None
    top20_count: int
    top20_share_percent: Fraction | None


@dataclass(frozen=True)
class PlanFigures:
    """The members who pay for a plan, and what they bring in."""

    started: int
    ended: int
    monthly_minor: int  # recurring revenue a month
    net_revenue_churn_percent: Fraction | None
    by_plan: tuple[tuple[str, int], ...]  # a plan's name and its members


@dataclass(frozen=True)
class TopCustomer:
    """One of the month's best customers."""

    name: str
    visits: int
    spent_minor: int


@dataclass(frozen=True)
class SummarySheet:
    """All that is printed on a retention summary, already decided by `db`."""

    shop_name: str
    first_day: date
    last_day: date
    printed_at: datetime  # in the shop's zone
    currency: str
    digits: int
    window_days: int

    # Counting customers, as in the rules: active at the start, at the end, and between.
    start: int
    end: int
    gained: int
    first_time: int
    reactivated: int
    retained: int
    lapsed: int

    figures: KeyFigures
    previous: KeyFigures | None  # of the month before; None where the book begins
    second_visit_month: date | None  # whose newcomers the second-visit figure looks at
    second_visit_size: int

    sales: int
    buyers: int
    new_customers: int
    returning_customers: int
    revenue_minor: int
    revenue_new_minor: int
    revenue_returning_minor: int
    refunds_minor: int  # positive
    net_revenue_minor: int
    anonymous_sales: int
    anonymous_revenue_minor: int

    points: PointsAccount
    history: tuple[HistoryMonth, ...]  # oldest first, this month last
    cohorts: tuple[Cohort, ...] = ()  # oldest first
    others: OtherFigures | None = None
    plans: PlanFigures | None = None
    top_customers: tuple[TopCustomer, ...] = ()
