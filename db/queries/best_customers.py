"""Who spent most in a month, for the summary and for thanks."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.rules.periods import last_day_of_month

# An amount below zero is a refund taken in from a file: no visit, but money given back.
_BEST = """
SELECT id, number, name, visits, spent FROM (
  SELECT customer_id, count(DISTINCT day) FILTER (WHERE amount >= 0) AS visits,
    sum(paid) AS spent
  FROM sales WHERE customer_id IS NOT NULL AND day BETWEEN ? AND ? GROUP BY customer_id
) JOIN customers ON id = customer_id
WHERE visits > 0 ORDER BY spent DESC, visits DESC, number LIMIT ?
"""


@dataclass(frozen=True)
class BestCustomer:
    """One of a month's best customers; spent is net of refunds, in minor units."""

    id: str
    number: str
    name: str
    visits: int
    spent: int


def best_customers(db: Database, *, month: date, limit: int = 10) -> list[BestCustomer]:
    """Return the month's buyers who spent most, the best first."""
    span = (month.isoformat(), last_day_of_month(month).isoformat(), limit)
    return [BestCustomer(*row) for row in db.conn.execute(_BEST, span).fetchall()]
