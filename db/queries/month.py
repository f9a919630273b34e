"""A month's figures, as of its last day: everything that the window, the paper and JSON show."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlite_utils import Database

from db.queries.credit import CreditMonth, credit_month
from db.queries.histories import (
    purchase_histories,
    revenue_in,
    spent_by_loyal,
    trade_apart,
)
from db.queries.plan_figures import month_of_plans
from db.queries.points_account import PointsAccount, points_account
from db.queries.stamps import StampCounts, stamp_counts
from db.queries.tier_members import customers_by_tier
from db.queries.vouchers import VoucherMonth, voucher_month
from db.rules.buyers import (
    buyers_in,
    groups_of,
    loyal_since,
    repeats_of,
    stages_of,
    top_buyers,
    trade_of,
)
from db.rules.histories import Calendar, History, Pasts
from db.rules.periods import add_months, last_day_of_month
from db.rules.plan_figures import PlanFigures
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

_MONTHS_OF_HISTORY = 12
# What a refund took back lowers the figures of its own month, as money handed back does; a coupon
# that was lost and reprinted was neither issued nor voided by that.
_COUPONS = """
SELECT count(*) FILTER (WHERE kind = 'coupon.issue' AND doc ->> 'reason' IS NOT 'replaced'),
  count(*) FILTER (WHERE kind = 'coupon.use') - count(*) FILTER (WHERE kind = 'coupon.return'),
  count(*) FILTER (WHERE kind = 'coupon.void' AND doc ->> 'replaced_by' IS NULL),
  coalesce(sum(doc ->> 'discount') FILTER (WHERE kind = 'coupon.use'), 0)
    - coalesce(sum(doc ->> 'discount') FILTER (WHERE kind = 'coupon.return'), 0)
FROM facts
WHERE kind IN ('coupon.issue', 'coupon.use', 'coupon.return', 'coupon.void')
  AND day BETWEEN :first AND :last
"""
_COUPONS_EXPIRED = """
SELECT count(*) FROM coupons
WHERE valid_until >= :before AND valid_until < :until AND used < uses
  AND (voided_on IS NULL OR voided_on > valid_until)
"""
_REFERRALS = """
SELECT count(*) FILTER (WHERE kind = 'referral.attach')
    - count(*) FILTER (WHERE kind = 'referral.detach'),
  count(*) FILTER (WHERE kind = 'referral.qualify')
    - count(*) FILTER (WHERE kind IN ('referral.reverse', 'referral.decline'))
    + count(*) FILTER (WHERE kind = 'referral.reopen' AND doc ->> 'declined'),
  count(*) FILTER (WHERE kind IN ('points.gift', 'coupon.issue') AND doc ->> 'reason' = 'referral')
    - count(*) FILTER (WHERE kind = 'points.reverse' AND doc ->> 'reason' = 'referral')
FROM facts
WHERE kind IN ('referral.attach', 'referral.detach', 'referral.qualify', 'referral.reverse',
    'referral.decline', 'referral.reopen', 'points.gift', 'coupon.issue', 'points.reverse')
  AND day BETWEEN :first AND :last
"""
_REWARDS_VOIDED = """
SELECT count(*) FROM facts AS voided
JOIN facts AS issued ON issued.claim = 'coupon.issue:' || (voided.doc ->> 'code')
WHERE voided.kind = 'coupon.void' AND voided.doc ->> 'reason' IN ('refund', 'undo')
  AND voided.day BETWEEN :first AND :last AND issued.doc ->> 'reason' = 'referral'
"""


@dataclass(frozen=True)
class CouponCounts:
    """What became of coupons in the month; used less those that refunds gave back."""

    issued: int = 0
    used: int = 0
    voided: int = 0
    expired: int = 0
    discount: int = 0  # minor units they took off sales


@dataclass(frozen=True)
class ReferralCounts:
    """Friends brought in the month, and their rewards, less those that refunds took back."""

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
class MonthFigures:
    """All figures of one month, as of its last day; of the present month: so far."""

    month: date  # its first day
    last_day: date
    as_of: date  # up to which day time has run: today in the present month, else the last day
    active_days: int
    customers: CustomersHeld = field(default_factory=CustomersHeld)
    trade: Trade = field(default_factory=Trade)
    repeats: Repeats = field(default_factory=Repeats)
    top: TopBuyers = field(default_factory=TopBuyers)
    cohorts: tuple[Cohort, ...] = ()  # oldest first, those of months without newcomers left out
    stages: Stages = field(default_factory=Stages)
    groups: Mapping[str, int] = field(default_factory=dict)  # by scores, "555": customers
    points: PointsAccount = field(default_factory=PointsAccount)
    coupons: CouponCounts = field(default_factory=CouponCounts)
    credit: CreditMonth = field(default_factory=CreditMonth)
    vouchers: VoucherMonth = field(default_factory=VoucherMonth)
    stamps: StampCounts = field(default_factory=StampCounts)
    tiers: Mapping[str, int] = field(default_factory=dict)  # name: customers
    plans: PlanFigures = field(default_factory=PlanFigures)
    referrals: ReferralCounts = field(default_factory=ReferralCounts)
    feedback: Feedback = field(default_factory=Feedback)
    history: tuple[PastMonth, ...] = ()  # twelve months, oldest first; the last one is this


def month_figures(
    db: Database, *, month: date, today: date, settings: ShopSettings
) -> MonthFigures:
    """Return the figures of the month that begins on that day.

    Everything is counted as of the month's last day. In the present month, points, coupons and
    plans have run out only if they had by today. Changes since the month before are shown against
    the same question asked for that month.
    """
    last = last_day_of_month(month)
    as_of = today if month <= today <= last else last
    histories = purchase_histories(db, month=month)
    bought = buyers_in(histories, month)
    first_day = min((past.days[0] for past in histories), default=month.toordinal())
    calendar = Calendar(date.fromordinal(first_day).replace(day=1), month, settings.active_days)
    pasts = Pasts.of(histories, calendar)
    return MonthFigures(
        month=month,
        last_day=last,
        as_of=as_of,
        active_days=settings.active_days,
        customers=pasts.held(month),
        trade=trade_of(bought, month=month, apart=trade_apart(db, month=month)),
        repeats=repeats_of(histories, bought, pasts, month=month),
        top=top_buyers(bought),
        cohorts=pasts.cohorts(),
        stages=_stages(db, histories, month=month),
        groups=groups_of(histories),
        points=points_account(db, first=month, last=last, on=as_of, settings=settings),
        coupons=_coupons(db, first=month, last=last, on=as_of),
        credit=credit_month(db, first=month, last=last),
        vouchers=voucher_month(db, first=month, last=last, on=as_of),
        stamps=stamp_counts(db, first=month, last=last),
        tiers=customers_by_tier(db, on=as_of),
        plans=month_of_plans(db, month=month, today=today),
        referrals=_referrals(db, first=month, last=last),
        history=_history(db, pasts, month=month),
    )


def _coupons(db: Database, *, first: date, last: date, on: date) -> CouponCounts:
    span = {"first": first.isoformat(), "last": last.isoformat()}
    issued, used, voided, discount = db.conn.execute(_COUPONS, span).fetchone()
    before = (first - timedelta(days=1)).isoformat()
    due = {"before": before, "until": on.isoformat()}
    (expired,) = db.conn.execute(_COUPONS_EXPIRED, due).fetchone()
    return CouponCounts(issued, used, voided, expired, discount)


def _referrals(db: Database, *, first: date, last: date) -> ReferralCounts:
    span = {"first": first.isoformat(), "last": last.isoformat()}
    attached, qualified, rewards = db.conn.execute(_REFERRALS, span).fetchone()
    (voided,) = db.conn.execute(_REWARDS_VOIDED, span).fetchone()
    return ReferralCounts(attached, qualified, rewards - voided)


def _stages(db: Database, histories: list[History], *, month: date) -> Stages:
    last = last_day_of_month(month)
    stages = stages_of(histories, last_day=last)
    if stages.loyal == 0:
        return stages
    spent, before = spent_by_loyal(db, month=month, loyal_since=loyal_since(last))
    return replace(stages, loyal_spent=spent, loyal_spent_before=before)


def _history(db: Database, pasts: Pasts, *, month: date) -> tuple[PastMonth, ...]:
    months = [add_months(month, -back) for back in reversed(range(_MONTHS_OF_HISTORY))]
    return tuple(
        PastMonth(past, pasts.held(past), pasts.buyers(past), revenue_in(db, past))
        for past in months
    )
