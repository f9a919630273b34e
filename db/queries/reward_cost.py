"""What rewards took off a period's sales and what they promised, by who they went to; breakage."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlite_utils import Database

from db.queries.merging import kept_ids
from db.rules.histories import History
from db.rules.reward_cost import Breakage, RewardCost, RewardParts
from db.rules.spans import Period

_REDUCED = """
SELECT id, customer_id, amount - total, total - paid, paid FROM sales INDEXED BY sales_by_day
WHERE day BETWEEN ? AND ? AND amount > paid AND amount >= 0 AND customer_id IS NOT NULL
"""
_COUPONS = """
SELECT doc ->> 'sale' AS sale, sum(doc ->> 'discount') FROM facts
WHERE kind = 'coupon.use' AND day BETWEEN ? AND ? AND sale IS NOT NULL GROUP BY sale
"""
_GIVEN = """
SELECT customer, sum(delta) FROM facts INDEXED BY facts_of_account
WHERE account = 'points' AND day BETWEEN ? AND ? AND kind IN ('points.earn', 'points.gift')
GROUP BY customer
"""
# A lot whose last day has passed moves no more: what is left in it is what lapsed.
_ENDED = """
SELECT count(*) FILTER (WHERE expires_on < :on),
  coalesce(sum(points) FILTER (WHERE expires_on < :on), 0),
  coalesce(sum(points_left) FILTER (WHERE expires_on < :on), 0),
  coalesce(sum(points) FILTER (WHERE expires_on >= :on OR expires_on IS NULL), 0),
  coalesce(sum(points) FILTER (WHERE expires_on >= :on), 0)
FROM lots WHERE day <= :on
"""


class Reduced(NamedTuple):
    """A sale of the period for which a customer paid less than its amount; minor units."""

    customer_id: str
    coupons: int
    discounts: int
    points_used: int
    paid: int

    @property
    def with_coupon(self) -> bool:
        """Tell whether a coupon or a discount took something off; points used are none."""
        return self.coupons + self.discounts > 0


@dataclass(frozen=True)
class Reductions:
    """All sales of a period for which less was paid, and the points given in it."""

    sales: tuple[Reduced, ...] = ()
    points: Mapping[str, int] = field(default_factory=dict)  # given, by customer

    def sales_with_coupon(self) -> Counter[str]:
        """Return how many sales with a coupon or a discount each customer made."""
        return Counter(sale.customer_id for sale in self.sales if sale.with_coupon)

    def taken_off(self) -> Counter[str]:
        """Return what was taken off each customer's sales, in minor units."""
        found: Counter[str] = Counter()
        for sale in self.sales:
            found[sale.customer_id] += sale.coupons + sale.discounts + sale.points_used
        return found


def reductions_in(db: Database, period: Period) -> Reductions:
    """Return what was taken off a period's sales with a customer, and the points given in it."""
    span = (period.first.isoformat(), period.last.isoformat())
    by_coupons = dict(db.conn.execute(_COUPONS, span).fetchall())
    rows = db.conn.execute(_REDUCED, span).fetchall()
    now = kept_ids(db)
    points: Counter[str] = Counter()
    for customer_id, given in db.conn.execute(_GIVEN, span).fetchall():
        points[now.get(customer_id, customer_id)] += given
    return Reductions(
        tuple(
            Reduced(customer_id, coupons, off - coupons, points_used, paid)
            for id, customer_id, off, points_used, paid in rows
            for coupons in (by_coupons.get(id, 0),)
        ),
        points,
    )


def reward_cost(
    reductions: Reductions, histories: Mapping[str, History], *, first: date, point_value: int
) -> RewardCost:
    """Return what rewards cost; new is who had not bought before the first day."""
    day = first.toordinal()

    def had_bought(customer_id: str) -> bool:
        return customer_id in histories and histories[customer_id].days[0] < day

    parts = {True: Counter[str](), False: Counter[str]()}
    for sale in reductions.sales:
        of = parts[had_bought(sale.customer_id)]
        of["coupons"] += sale.coupons
        of["discounts"] += sale.discounts
        of["points_used"] += sale.points_used
    for customer_id, points in reductions.points.items():
        parts[had_bought(customer_id)]["points_given"] += points * point_value
    return RewardCost(new=RewardParts(**parts[False]), returning=RewardParts(**parts[True]))


def breakage(db: Database, *, on: date, outstanding: int, point_value: int) -> Breakage:
    """Return what became of the lots that had ended before a day, and the points owed then."""
    lots, points, lapsed, running, to_a_day = db.conn.execute(
        _ENDED, {"on": on.isoformat()}
    ).fetchone()
    return Breakage(lots, points, lapsed, outstanding, point_value, running, to_a_day)


def only_with_coupons(reductions: Reductions, sales: Iterable[tuple[str, int]]) -> list[str]:
    """Return of buyers, with how many sales each made, who bought with coupons alone."""
    with_coupon = reductions.sales_with_coupon()
    return [id for id, made in sales if with_coupon.get(id) == made]
