"""Coupons and friends of a period, counted from what people did in it."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

# What a refund took back lowers the figures of its own period, as money handed back does; a coupon
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
    """What became of coupons in the period; used less those that refunds gave back."""

    issued: int = 0
    used: int = 0
    voided: int = 0
    expired: int = 0
    discount: int = 0  # minor units they took off sales


@dataclass(frozen=True)
class ReferralCounts:
    """Friends brought in the period, and their rewards, less those that refunds took back."""

    attached: int = 0
    qualified: int = 0
    rewards: int = 0


def coupon_counts(db: Database, *, first: date, last: date, on: date) -> CouponCounts:
    """Return what became of coupons in a span, and which had run out by a day within it."""
    span = {"first": first.isoformat(), "last": last.isoformat()}
    issued, used, voided, discount = db.conn.execute(_COUPONS, span).fetchone()
    before = (first - timedelta(days=1)).isoformat()
    due = {"before": before, "until": on.isoformat()}
    (expired,) = db.conn.execute(_COUPONS_EXPIRED, due).fetchone()
    return CouponCounts(issued, used, voided, expired, discount)


def referral_counts(db: Database, *, first: date, last: date) -> ReferralCounts:
    """Return the friends brought in a span of days, and what became of their rewards."""
    span = {"first": first.isoformat(), "last": last.isoformat()}
    attached, qualified, rewards = db.conn.execute(_REFERRALS, span).fetchone()
    (voided,) = db.conn.execute(_REWARDS_VOIDED, span).fetchone()
    return ReferralCounts(attached, qualified, rewards - voided)
