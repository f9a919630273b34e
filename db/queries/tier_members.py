"""Which customers hold each tier on a day, worked out from their sales as the counter does."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter

from sqlite_utils import Database

from db.queries.tiers import tier_ladders
from db.rules.tier_walk import held_tier
from db.rules.tiers import Ladders, Measure, Progress, Tier

# Only those whose sales could have reached the lowest tier are worked out one by one; refunds, of
# which few were made, only lower it.
_COULD_REACH = """
SELECT customer_id FROM sales WHERE customer_id IS NOT NULL AND day <= :on
  AND (:those IS NULL OR customer_id IN (SELECT value FROM json_each(:those)))
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
    """Return how many customers hold each tier at the end of a day, the lowest tier first.

    One that was stopped is named as long as somebody holds it.
    """
    return count_by_tier(db, tiers_held(db, on=on), on=on)


def count_by_tier(db: Database, holders: Mapping[str, Tier], *, on: date) -> dict[str, int]:
    """Return how many hold each tier that is named on a day, of the holders then."""
    held = Counter(tier.id for tier in holders.values())
    tiers = tier_ladders(db).on(on).tiers
    return {tier.name: held[tier.id] for tier in tiers if tier.offered or held[tier.id]}


def tiers_held(db: Database, *, on: date, of: Iterable[str] | None = None) -> dict[str, Tier]:
    """Return the tier, as it is on the day, of each customer, or of these, who holds one then."""
    ladders = tier_ladders(db)
    return {
        customer_id: held.tier
        for customer_id, progress in progress_of_those_who_could(db, ladders, on=on, of=of)
        if (held := held_tier(progress, ladders, on=on)) is not None
    }


def progress_of_those_who_could(
    db: Database, ladders: Ladders, *, on: date, of: Iterable[str] | None = None
) -> Iterator[tuple[str, list[Progress]]]:
    """Yield the sales, less refunds, of each customer who may have reached one of the tiers."""
    least: dict[str, int] = {}
    for tier in ladders.versions:
        if tier.offered and tier.since <= on:
            least[tier.measure] = min(tier.threshold, least.get(tier.measure, tier.threshold))
    if not least:
        return
    reached = " OR ".join(_REACHED[measure] for measure in _REACHED if measure in least)
    question = _PROGRESS.format(could_reach=_COULD_REACH.format(reached=reached))
    those = None if of is None else json.dumps(sorted(of))
    rows = db.conn.execute(question, {**least, "on": on.isoformat(), "those": those})
    date_of = cache(date.fromisoformat)  # a whole shop's sales lie on few days
    for customer_id, sales in groupby(rows, key=itemgetter(0)):
        yield (
            customer_id,
            [
                Progress(date_of(day), paid, points, bool(visit))
                for _, day, paid, points, visit in sales
            ],
        )
