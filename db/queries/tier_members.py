"""Which customers hold each tier on a day, worked out from their sales as the counter does."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter

from sqlite_utils import Database

from db.queries.tiers import all_tiers
from db.rules.tiers import Measure, Progress, Tier, track

# Only those whose sales could have reached the lowest tier are worked out one by one; refunds, of
# which few were made, only lower it.
_COULD_REACH = """
SELECT customer_id FROM sales WHERE customer_id IS NOT NULL AND day <= :on
GROUP BY customer_id HAVING {reached}
"""
_PROGRESS = """
WITH back (sale, amount, money, points) AS (
  SELECT sale, sum(amount), sum(money_back), sum(points_less) FROM refunds
  WHERE day <= :on GROUP BY sale
)
SELECT customer_id, day, paid - coalesce(money, 0), sales.points - coalesce(back.points, 0),
  sales.amount >= 0
FROM sales LEFT JOIN back ON back.sale = sales.id
WHERE customer_id IN ({could_reach}) AND day <= :on
  AND (back.amount IS NULL OR back.amount < sales.total)
ORDER BY customer_id, at, sales.rowid
"""
_REACHED: dict[Measure, str] = {
    "spend": "total(max(paid, 0)) >= :spend",
    "points": "total(max(points, 0)) >= :points",
    "visits": "count(DISTINCT day) >= :visits",
}


def customers_by_tier(db: Database, *, on: date) -> dict[str, int]:
    """Return how many customers hold each tier at the end of a day, the lowest tier first."""
    held = Counter(tier.name for tier in tiers_held(db, on=on).values())
    return {tier.name: held[tier.name] for tier in all_tiers(db) if tier.since <= on}


def tiers_held(db: Database, *, on: date) -> dict[str, Tier]:
    """Return the tier of each customer who holds one at the end of a day."""
    tiers = [tier for tier in all_tiers(db) if tier.since <= on]
    if not tiers:
        return {}
    return {
        customer_id: standing.held.tier
        for customer_id, progress in _progress_of_those_who_could(db, tiers, on=on)
        if (standing := track(progress, tiers, on=on)).held is not None
    }


def _progress_of_those_who_could(
    db: Database, tiers: list[Tier], *, on: date
) -> Iterator[tuple[str, list[Progress]]]:
    least: dict[str, int] = {}
    for tier in tiers:
        least[tier.measure] = min(tier.threshold, least.get(tier.measure, tier.threshold))
    reached = " OR ".join(_REACHED[measure] for measure in _REACHED if measure in least)
    question = _PROGRESS.format(could_reach=_COULD_REACH.format(reached=reached))
    rows = db.conn.execute(question, {**least, "on": on.isoformat()})
    date_of = cache(date.fromisoformat)  # a whole shop's sales lie on few days
    for customer_id, sales in groupby(rows, key=itemgetter(0)):
        yield (
            customer_id,
            [
                Progress(date_of(day), paid, points, bool(visit))
                for _, day, paid, points, visit in sales
            ],
        )
