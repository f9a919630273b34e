"""Who spent most in a month, for the summary and for thanks."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.rules.periods import last_day_of_month

# An amount below zero is a refund taken in from a file: no visit, but money given back. Neither is
# a sale a visit that was refunded whole by the month's end. Money goes by the day of the refund.
_BEST = """
WITH back (sale, amount) AS (
  SELECT sale, sum(amount) FROM refunds WHERE day <= :last GROUP BY sale
), traded (customer_id, visit, money) AS (
  SELECT customer_id,
    iif(sales.amount >= 0 AND (back.amount IS NULL OR back.amount < sales.total), day, NULL), paid
  FROM sales LEFT JOIN back ON back.sale = sales.id
  WHERE customer_id IS NOT NULL AND day BETWEEN :first AND :last
  UNION ALL SELECT customer_id, NULL, -money_back FROM refunds
  WHERE customer_id IS NOT NULL AND day BETWEEN :first AND :last
)
SELECT id, number, name, visits, spent FROM (
  SELECT customer_id, count(DISTINCT visit) AS visits, sum(money) AS spent
  FROM traded GROUP BY customer_id
) JOIN customers ON id = customer_id
WHERE visits > 0 ORDER BY spent DESC, visits DESC, number LIMIT :limit
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
    last = last_day_of_month(month)
    asked = {"first": month.isoformat(), "last": last.isoformat(), "limit": limit}
    return [BestCustomer(*row) for row in db.conn.execute(_BEST, asked).fetchall()]
