"""What each customer bought, read in one pass over one index; what was taken off, and why."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.collecting import nothing_to_collect
from db.rules.histories import History
from db.rules.retention import Trade
from db.rules.spans import Period

# A refund lowers what was spent by its own day and leaves the sale counted; one taken in from a
# file is an amount below zero, and makes nobody a buyer. Whoever has no sale is no customer yet.
_BOUGHT = """
SELECT customer_id, group_concat(day), group_concat(paid) FROM sales INDEXED BY sales_of_customer
WHERE customer_id IS NOT NULL AND amount >= 0 {those} GROUP BY customer_id
"""
_BACK = """
SELECT customer_id, day, money_back FROM refunds WHERE customer_id IS NOT NULL {those}
UNION ALL
SELECT customer_id, day, -paid FROM sales INDEXED BY sales_of_customer
WHERE customer_id IS NOT NULL AND amount < 0 {those}
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
SELECT day, sum(paid) FROM sales INDEXED BY sales_by_day
WHERE day BETWEEN ? AND ? AND amount >= 0 AND customer_id IS NOT NULL GROUP BY day
"""


def purchase_histories(db: Database, *, of: Iterable[str] | None = None) -> dict[str, History]:
    """Return the history of each customer who has ever bought, or of these alone."""
    wanted = {} if of is None else {"wanted": json.dumps(sorted(of))}
    those = "" if of is None else "AND customer_id IN (SELECT value FROM json_each(:wanted))"
    back: dict[str, list[tuple[int, int]]] = {}
    ordinal = _Ordinals().__getitem__
    for customer_id, day, amount in db.conn.execute(_BACK.format(those=those), wanted):
        back.setdefault(customer_id, []).append((ordinal(day), amount))
    rows = db.conn.execute(_BOUGHT.format(those=those), wanted).fetchall()
    with nothing_to_collect():
        return {
            customer_id: _history(
                list(map(ordinal, days.split(","))),
                list(map(int, paid.split(","))),
                tuple(back.get(customer_id, ())),
            )
            for customer_id, days, paid in rows
        }


def trade_apart(db: Database, *, first: date, last: date) -> Trade:
    """Return a period's refunds, and its sales and refunds without a customer."""
    span = {"first": first.isoformat(), "last": last.isoformat()}
    refunds, sales, revenue, refunds_apart = db.conn.execute(_APART, span).fetchone()
    back, back_apart = db.conn.execute(_HANDED_BACK, span).fetchone()
    return Trade(
        refunds=refunds + back,
        anonymous_sales=sales,
        anonymous_revenue=revenue,
        anonymous_refunds=refunds_apart + back_apart,
    )


def revenue_of(db: Database, periods: Iterable[Period]) -> Mapping[Period, int]:
    """Return what was paid for each period's sales with a customer, in minor units."""
    wanted = list(periods)
    span = (wanted[0].first.isoformat(), wanted[-1].last.isoformat())
    days: list[tuple[str, Any]] = db.conn.execute(_REVENUE, span).fetchall()
    found = dict.fromkeys(wanted, 0)
    places = iter(wanted)
    period = next(places)
    for day, paid in sorted(days):
        while day > period.last.isoformat():
            period = next(places)
        found[period] += paid
    return found


def _history(days: list[int], paid: list[int], back: tuple[tuple[int, int], ...]) -> History:
    in_order = sorted(days)
    if in_order != days:  # the index has them in order; nothing promises it
        paid = [amount for _, amount in sorted(zip(days, paid, strict=True))]
    return History(in_order, paid, back)


class _Ordinals(dict[str, int]):
    """The ordinal of each day as the book writes it, read once."""

    def __missing__(self, day: str) -> int:
        ordinal = self[day] = date.fromisoformat(day).toordinal()
        return ordinal
