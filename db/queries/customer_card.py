"""All that the counter shows of one customer, as of a moment."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median_low

from db.clock import milliseconds
from db.moment import Moment
from db.queries.coupons import coupons_of
from db.queries.credit import credit_held
from db.queries.points import Holdings, account_at, holdings
from db.queries.referrals import friends_of
from db.queries.subscriptions import subscription_at
from db.queries.tiers import tier_track
from db.queries.vouchers import vouchers_of
from db.rules.coupons import Coupon
from db.rules.referrals import Link
from db.rules.subscriptions import State, Subscription, state_on
from db.rules.tiers import TierTrack
from db.rules.vouchers import Voucher

# A day is a visit unless all its sales were refunded whole by then.
_VISITS = """
WITH back (sale, amount, money) AS (
  SELECT sale, sum(amount), sum(money_back) FROM refunds
  WHERE customer_id = :customer AND at <= :now GROUP BY sale
)
SELECT day, sum(paid - coalesce(money, 0)),
  max(sales.amount >= 0 AND (back.amount IS NULL OR back.amount < sales.total))
FROM sales LEFT JOIN back ON back.sale = sales.id
WHERE customer_id = :customer AND at <= :now GROUP BY day ORDER BY day
"""
_GAPS_FOR_A_RHYTHM = 2  # from three visits on


@dataclass(frozen=True)
class Visits:
    """How often somebody came and what they spent, net of refunds, in minor units.

    Sales of a day are one visit.
    """

    visits: int
    spent: int
    first: date | None
    last: date | None
    usual_gap_days: int | None  # the median of the gaps between visits


@dataclass(frozen=True)
class CustomerCard:
    """Where a customer stands: points, tier, plan, coupons, visits, friends."""

    customer_id: str
    holdings: Holdings
    points_value: int  # minor units
    tier: TierTrack
    subscription: Subscription | None
    plan_state: State | None
    coupons: tuple[Coupon, ...]
    visits: Visits
    friends: tuple[Link, ...]
    credit: int = 0  # minor units; money, no points
    vouchers: tuple[Voucher, ...] = ()  # in the customer's name, with money on them


def customer_card(moment: Moment, customer_id: str) -> CustomerCard:
    """Return where the customer stands as of the moment."""
    today = moment.today
    held = holdings(account_at(moment, customer_id), on=today)
    subscription = subscription_at(moment, customer_id)
    return CustomerCard(
        customer_id=customer_id,
        holdings=held,
        points_value=max(held.balance, 0) * moment.settings.point_value,
        tier=tier_track(moment, customer_id),
        subscription=subscription,
        plan_state=state_on(subscription, today) if subscription else None,
        coupons=tuple(coupons_of(moment.db, customer_id, on=today)),
        visits=_visits(moment, customer_id),
        friends=tuple(friends_of(moment, customer_id)),
        credit=credit_held(moment, customer_id),
        vouchers=tuple(vouchers_of(moment, customer_id)),
    )


def _visits(moment: Moment, customer_id: str) -> Visits:
    rows = moment.db.conn.execute(
        _VISITS, {"customer": customer_id, "now": milliseconds(moment.now)}
    ).fetchall()
    days = [date.fromisoformat(day) for day, _, visited in rows if visited]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return Visits(
        visits=len(days),
        spent=sum(paid for _, paid, _ in rows),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        usual_gap_days=median_low(gaps) if len(gaps) >= _GAPS_FOR_A_RHYTHM else None,
    )
