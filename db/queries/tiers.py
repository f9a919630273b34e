"""Which tiers there are, and where a customer stands."""

import json
from datetime import date
from fractions import Fraction
from typing import Any

from sqlite_utils import Database

from db.clock import milliseconds
from db.moment import Moment
from db.rules.shop import NO_GIFT, Gift
from db.rules.tiers import Progress, Tier, TierTrack, track

# A sale counts on its own day for what is left of it; one that was refunded whole is as if it had
# never been. An amount below zero is a refund taken in from a file, tied to no sale.
_PROGRESS = """
WITH back (sale, amount, money, points) AS (
  SELECT sale, sum(amount), sum(money_back), sum(points_less) FROM refunds
  WHERE customer_id = :customer AND at <= :until GROUP BY sale
)
SELECT day, paid - coalesce(money, 0), sales.points - coalesce(back.points, 0), sales.amount >= 0
FROM sales LEFT JOIN back ON back.sale = sales.id
WHERE customer_id = :customer AND at <= :until
  AND (back.amount IS NULL OR back.amount < sales.total)
ORDER BY at, sales.rowid
"""

_LATEST = """
SELECT * FROM tier_versions JOIN tiers ON id = tier_id
WHERE since = (SELECT max(since) FROM tier_versions AS later WHERE later.tier_id = tiers.id)
"""


def all_tiers(db: Database) -> list[Tier]:
    """Return every tier, the lowest first."""
    rows = db.query(_LATEST)
    return sorted((_tier_of_row(row) for row in rows), key=lambda tier: tier.rank)


def tier_track(moment: Moment, customer_id: str, *, on: date | None = None) -> TierTrack:
    """Return the customer's tier as of the moment, and the way to the next one."""
    tiers = all_tiers(moment.db)
    if not tiers:
        return TierTrack(None, (), None, 0)
    progress = progress_of(moment.db, customer_id, until_ms=milliseconds(moment.now))
    return track(progress, tiers, on=on or moment.today)


def progress_of(db: Database, customer_id: str, *, until_ms: int) -> list[Progress]:
    """Return what is left of each of the customer's sales at an instant, in order of time."""
    rows = db.conn.execute(_PROGRESS, {"customer": customer_id, "until": until_ms}).fetchall()
    return [
        Progress(date.fromisoformat(day), paid, points, bool(visit))
        for day, paid, points, visit in rows
    ]


def _tier_of_row(row: dict[str, Any]) -> Tier:
    window = json.loads(row["window"])
    return Tier(
        id=row["id"],
        name=row["name"],
        threshold=row["threshold"],
        measure=row["measure"],
        multiplier=Fraction(row["multiplier"]),
        keep_months=row["keep_months"],
        window_months=None if window == "calendar_year" else window["months"],
        drop=row["drop_rule"],
        since=date.fromisoformat(row["since"]),
        gift=Gift(**json.loads(row["gift"])) if row["gift"] else NO_GIFT,
    )
