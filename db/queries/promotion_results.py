"""What became of promotions: which points they gave, and how their days did beside others."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlite_utils import Database

from db.moment import Moment
from db.queries.promotion_days import PromotionDays, promotion_days
from db.queries.promotions import all_promotions, promotion_named
from db.queries.sales import first_sale_day
from db.rules.promotion_results import PromotionResult, compare_days
from db.rules.promotions import Promotion

_YEAR = timedelta(days=365)
_SOLD = """
SELECT day, sum(paid) FROM sales INDEXED BY sales_by_day
WHERE day BETWEEN :first AND :last AND amount >= 0 GROUP BY day
"""
_GIVEN = """
SELECT promotion_id, sum(points), count(*), count(DISTINCT customer_id) FROM promotion_uses
WHERE day BETWEEN :first AND :last AND points > 0 GROUP BY promotion_id
"""


@dataclass(frozen=True)
class PromotionPaid:
    """A promotion and what became of it."""

    promotion: Promotion
    result: PromotionResult


def promotion_results(
    moment: Moment, *, first: date | None = None, last: date | None = None
) -> list[PromotionPaid]:
    """Return what became of each promotion from the first day to the last, in the order of adding.

    Today is left out, since it is not over; by default the year that ended yesterday is looked at.
    """
    last = min(last or moment.today, moment.today - timedelta(days=1))
    first = first or last - _YEAR + timedelta(days=1)
    span = {"first": first.isoformat(), "last": last.isoformat()}
    given = {
        promotion_id: (points, sales, customers)
        for promotion_id, points, sales, customers in moment.db.conn.execute(_GIVEN, span)
    }
    held = {each.promotion.id: each for each in promotion_days(moment, first=first, last=last)}
    sold = _sold(moment.db, first, last)
    found = []
    for promotion in all_promotions(moment.db):
        points, sales, customers = given.get(promotion.id, (0, 0, 0))
        result = PromotionResult(
            first=first, last=last, points=points, sales=sales, customers=customers,
            point_value=moment.settings.point_value,
        )  # fmt: skip
        found.append(PromotionPaid(promotion, _compared(result, held.get(promotion.id), sold)))
    return found


def promotion_result(
    moment: Moment, name: str, *, first: date | None = None, last: date | None = None
) -> PromotionPaid:
    """Return what became of one promotion; raises BadRequest for a name that is none."""
    wanted = promotion_named(moment.db, name).id
    found = promotion_results(moment, first=first, last=last)
    return next(each for each in found if each.promotion.id == wanted)


def _compared(
    result: PromotionResult, held: PromotionDays | None, sold: dict[date, int]
) -> PromotionResult:
    if held is None:
        return result
    days = set(held.days) - held.waits
    compared = compare_days(sold, days)
    return replace(
        result,
        days=len(days & sold.keys()),
        compared=compared.compared,
        others=compared.others,
        revenue=compared.revenue,
        expected=compared.expected,
        reach=compared.reach,
    )


def _sold(db: Database, first: date, last: date) -> dict[date, int]:
    """Return what was sold on each day, to customers and others; since the shop's first sale."""
    begun = first_sale_day(db)
    if begun is None:
        return {}
    span = {"first": max(first, begun).isoformat(), "last": last.isoformat()}
    rows = db.conn.execute(_SOLD, span).fetchall()
    return {date.fromisoformat(day): int(paid) for day, paid in rows}
