"""What each customer bought up to a month's last day, read in one pass over one index."""

from datetime import date

from sqlite_utils import Database

from db.rules.histories import History
from db.rules.periods import add_months, last_day_of_month
from db.rules.retention import Trade

# A refund lowers what was spent by its own day and leaves the sale counted; one taken in from a
# file is an amount below zero, and makes nobody a buyer. Whoever has no sale is no customer yet.
_HISTORIES = """
SELECT group_concat(day) FILTER (WHERE amount >= 0) AS days,
  sum(paid) - coalesce((SELECT sum(money_back) FROM refunds INDEXED BY refunds_of_customer
    WHERE refunds.customer_id = sales.customer_id AND refunds.day <= :last), 0),
  coalesce(sum(paid) FILTER (WHERE day >= :first AND amount >= 0), 0),
  coalesce(sum(amount - paid) FILTER (WHERE day >= :first AND amount >= 0), 0)
FROM sales INDEXED BY sales_of_customer
WHERE customer_id IS NOT NULL AND day <= :last
GROUP BY customer_id HAVING days IS NOT NULL
"""
_APART = """
SELECT coalesce(-sum(paid) FILTER (WHERE customer_id IS NOT NULL AND amount < 0), 0),
  count(*) FILTER (WHERE customer_id IS NULL AND amount >= 0),
  coalesce(sum(paid) FILTER (WHERE customer_id IS NULL AND amount >= 0), 0),
  coalesce(-sum(paid) FILTER (WHERE customer_id IS NULL AND amount < 0), 0)
FROM sales INDEXED BY sales_by_day WHERE day BETWEEN :first AND :last
"""
_HANDED_BACK = """
SELECT coalesce(sum(money_back) FILTER (WHERE customer_id IS NOT NULL), 0),
  coalesce(sum(money_back) FILTER (WHERE customer_id IS NULL), 0)
FROM refunds INDEXED BY refunds_by_day WHERE day BETWEEN :first AND :last
"""
_REVENUE = """
SELECT coalesce(sum(paid), 0) FROM sales INDEXED BY sales_by_day
WHERE day BETWEEN ? AND ? AND amount >= 0 AND customer_id IS NOT NULL
"""
_SPENT_BY_LOYAL = """
SELECT coalesce(sum(paid) FILTER (WHERE day >= :year), 0),
  coalesce(sum(paid) FILTER (WHERE day < :year), 0)
FROM sales INDEXED BY sales_by_day
WHERE day BETWEEN :year_before AND :last AND customer_id IN
  (SELECT customer_id FROM sales INDEXED BY sales_by_day
   WHERE day <= :loyal AND amount >= 0 AND customer_id IS NOT NULL)
"""
_HANDED_BACK_TO_LOYAL = """
SELECT coalesce(sum(money_back) FILTER (WHERE day >= :year), 0),
  coalesce(sum(money_back) FILTER (WHERE day < :year), 0)
FROM refunds INDEXED BY refunds_by_day
WHERE day BETWEEN :year_before AND :last AND EXISTS
  (SELECT 1 FROM sales INDEXED BY sales_of_customer
   WHERE sales.customer_id = refunds.customer_id AND sales.day <= :loyal AND sales.amount >= 0)
"""


def purchase_histories(db: Database, *, month: date) -> list[History]:
    """Return the history of each customer who has bought by the end of the month."""
    rows = db.conn.execute(
        _HISTORIES,
        {
            "first": month.isoformat(),
            "last": last_day_of_month(month).isoformat(),
        },
    )
    ordinal = _Ordinals().__getitem__
    return [
        History(sorted(map(ordinal, days.split(","))), *money) for days, *money in rows.fetchall()
    ]


def trade_apart(db: Database, *, month: date) -> Trade:
    """Return the month's refunds, and its sales and refunds without a customer."""
    span = {"first": month.isoformat(), "last": last_day_of_month(month).isoformat()}
    refunds, sales, revenue, refunds_apart = db.conn.execute(_APART, span).fetchone()
    back, back_apart = db.conn.execute(_HANDED_BACK, span).fetchone()
    return Trade(
        refunds=refunds + back,
        anonymous_sales=sales,
        anonymous_revenue=revenue,
        anonymous_refunds=refunds_apart + back_apart,
    )


def revenue_in(db: Database, month: date) -> int:
    """Return what was paid for the month's sales with a customer, in minor units."""
    span = (month.isoformat(), last_day_of_month(month).isoformat())
    return int(db.conn.execute(_REVENUE, span).fetchone()[0])


def spent_by_loyal(db: Database, *, month: date, loyal_since: date) -> tuple[int, int]:
    """Return what customers who had bought by a day spent in the year to the month, and before.

    Both are net of refunds, in minor units; the year before is the twelve months before the year.
    """
    span = {
        "loyal": loyal_since.isoformat(),
        "year_before": add_months(month, -23).isoformat(),
        "year": add_months(month, -11).isoformat(),
        "last": last_day_of_month(month).isoformat(),
    }
    spent, spent_before = db.conn.execute(_SPENT_BY_LOYAL, span).fetchone()
    back, back_before = db.conn.execute(_HANDED_BACK_TO_LOYAL, span).fetchone()
    return spent - back, spent_before - back_before


class _Ordinals(dict[str, int]):
    """The ordinal of each day as the book writes it, read once."""

    def __missing__(self, day: str) -> int:
        ordinal = self[day] = date.fromisoformat(day).toordinal()
        return ordinal
