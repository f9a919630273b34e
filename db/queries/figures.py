"""A period's figures, as of its last day: everything that the window, the paper and JSON show."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlite_utils import Database

from db.queries.credit import CreditMonth, credit_month
from db.queries.feedback import feedback_counts
from db.queries.histories import purchase_histories, revenue_of, trade_apart
from db.queries.period_counts import CouponCounts, ReferralCounts, coupon_counts, referral_counts
from db.queries.plan_figures import period_of_plans
from db.queries.points_account import PointsAccount, points_account
from db.queries.reward_cost import (
    Reductions,
    breakage,
    only_with_coupons,
    reductions_in,
    reward_cost,
)
from db.queries.stamps import StampCounts, stamp_counts
from db.queries.tier_members import customers_by_tier
from db.queries.vouchers import VoucherMonth, voucher_month
from db.rules.buyers import (
    Buyer,
    buyers_in,
    groups_of,
    repeats_of,
    stages_of,
    top_buyers,
    trade_of,
)
from db.rules.cohorts import cohorts_of
from db.rules.feedback import FeedbackCounts
from db.rules.groups import GroupName, named_groups
from db.rules.histories import Calendar, History, Pasts, histories_until
from db.rules.plan_figures import PlanFigures
from db.rules.retention import (
    Cohort,
    CustomersHeld,
    PastPeriod,
    Repeats,
    Stages,
    TopBuyers,
    Trade,
)
from db.rules.reward_cost import Breakage, CouponDependence, RewardCost
from db.rules.shop import ShopSettings
from db.rules.spans import Period, PeriodKind, period_of

_PERIODS_OF_HISTORY = 12


@dataclass(frozen=True)
class PeriodFigures:
    """All figures of one period, as of its last day; of the present one: so far."""

    first_day: date
    last_day: date
    as_of: date  # up to which day time has run: today in the present period, else the last day
    active_days: int
    kind: PeriodKind = "month"
    customers: CustomersHeld = field(default_factory=CustomersHeld)
    trade: Trade = field(default_factory=Trade)
    repeats: Repeats = field(default_factory=Repeats)
    top: TopBuyers = field(default_factory=TopBuyers)
    cohorts: tuple[Cohort, ...] = ()  # by month, oldest first, those without newcomers left out
    stages: Stages = field(default_factory=Stages)
    groups: Mapping[str, int] = field(default_factory=dict)  # by scores, "555": customers
    dependence: CouponDependence = field(default_factory=CouponDependence)
    reward_cost: RewardCost = field(default_factory=RewardCost)
    points: PointsAccount = field(default_factory=PointsAccount)
    breakage: Breakage = field(default_factory=Breakage)
    coupons: CouponCounts = field(default_factory=CouponCounts)
    credit: CreditMonth = field(default_factory=CreditMonth)
    vouchers: VoucherMonth = field(default_factory=VoucherMonth)
    stamps: StampCounts = field(default_factory=StampCounts)
    tiers: Mapping[str, int] = field(default_factory=dict)  # name: customers
    plans: PlanFigures = field(default_factory=PlanFigures)
    referrals: ReferralCounts = field(default_factory=ReferralCounts)
    feedback: FeedbackCounts = field(default_factory=FeedbackCounts)
    history: tuple[PastPeriod, ...] = ()  # twelve of the kind, oldest first; the last one is this

    @property
    def period(self) -> Period:
        """Return the period."""
        return Period(self.kind, self.first_day, self.last_day)

    @property
    def month(self) -> date:
        """Return the first day, where the period is a month."""
        return self.first_day

    @property
    def named_groups(self) -> Mapping[GroupName, int]:
        """Return how many customers each group by recency, frequency and money has."""
        return named_groups(self.groups)

    @property
    def second_visit_period(self) -> Period | None:
        """Return the period whose newcomers have all had 60 days to come again."""
        first = self.repeats.second_visit_month
        return None if first is None else period_of(self.kind, first)


def period_figures(
    db: Database, *, period: Period, today: date, settings: ShopSettings
) -> PeriodFigures:
    """Return the figures of a period, all read anew.

    Everything is counted as of its last day, and in the present one as of today: nobody is lost
    because of days to come. Changes are shown against the period before, asked alike.
    """
    histories = purchase_histories(db)
    figures = figures_of(db, histories, period=period, today=today, settings=settings)
    return replace(
        figures,
        tiers=customers_by_tier(db, on=figures.as_of),
        plans=period_of_plans(db, period=period, today=today),
    )


def figures_of(
    db: Database,
    everybody: Mapping[str, History],
    *,
    period: Period,
    today: date,
    settings: ShopSettings,
) -> PeriodFigures:
    """Return a period's figures, all but tiers and plans, from what everybody ever bought."""
    whole, period = period, period.until(today)
    first, last = period.first, period.last
    histories = histories_until(everybody.values(), last)
    bought = buyers_in(histories, period)
    reductions = reductions_in(db, period)
    points = points_account(db, first=first, last=last, on=last, settings=settings)
    pasts = Pasts.of(histories, _calendar(histories, period, settings.active_days))
    return PeriodFigures(
        first_day=first,
        last_day=whole.last,
        as_of=last,
        active_days=settings.active_days,
        kind=period.kind,
        customers=pasts.held(period),
        trade=_trade(db, bought, everybody, reductions, period=period),
        repeats=repeats_of(histories, bought, pasts, period=period),
        top=top_buyers(bought),
        cohorts=cohorts_of(histories, until=last),
        stages=stages_of(histories, last_day=last),
        groups=groups_of(histories),
        dependence=_dependence(everybody, bought, reductions, period=period),
        reward_cost=reward_cost(
            reductions, everybody, first=first, point_value=settings.point_value
        ),
        points=points,
        breakage=breakage(
            db, on=last, outstanding=points.outstanding, point_value=settings.point_value
        ),
        coupons=coupon_counts(db, first=first, last=last, on=last),
        credit=credit_month(db, first=first, last=last),
        vouchers=voucher_month(db, first=first, last=last, on=last),
        stamps=stamp_counts(db, first=first, last=last),
        referrals=referral_counts(db, first=first, last=last),
        feedback=feedback_counts(db, first=first, last=last),
        history=_history(db, pasts, period=period),
    )


def _calendar(histories: list[History], period: Period, active_days: int) -> Calendar:
    oldest = min((past.days[0] for past in histories), default=period.first.toordinal())
    first = period_of(period.kind, date.fromordinal(oldest))
    # Two more than are told: the first one only gathers what was before, the next one begins it.
    return Calendar(max(first, period.latest(_PERIODS_OF_HISTORY + 2)[0]), period, active_days)


def _trade(
    db: Database,
    bought: list[Buyer],
    everybody: Mapping[str, History],
    reductions: Reductions,
    *,
    period: Period,
) -> Trade:
    apart = trade_apart(db, first=period.first, last=period.last)
    first = period.first.toordinal()
    taken_off = reductions.taken_off()
    new = (off for id, off in taken_off.items() if everybody[id].days[0] >= first)
    return replace(
        trade_of(bought, apart=apart), taken_off=taken_off.total(), taken_off_new=sum(new)
    )


def _dependence(
    everybody: Mapping[str, History],
    bought: list[Buyer],
    reductions: Reductions,
    *,
    period: Period,
) -> CouponDependence:
    last = period.last.toordinal()
    sales = {
        id: len([day for day in everybody[id].days if period.first.toordinal() <= day <= last])
        for id in reductions.sales_with_coupon()
    }
    return CouponDependence(
        buyers=len(bought),
        buyers_only=len(only_with_coupons(reductions, sales.items())),
        revenue=sum(buyer.revenue for buyer in bought),
        revenue_with=sum(sale.paid for sale in reductions.sales if sale.with_coupon),
    )


def _history(db: Database, pasts: Pasts, *, period: Period) -> tuple[PastPeriod, ...]:
    periods = period.latest(_PERIODS_OF_HISTORY)
    revenue = revenue_of(db, periods)
    return tuple(
        PastPeriod(
            past.first,
            pasts.held(past),
            pasts.buyers(past),
            revenue[past],
            pasts.newcomers_held(past),
        )
        for past in periods
    )
