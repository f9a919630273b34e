"""What each customer bought, as the models need it: how often again, when last, for how long.

A customer's history is (x, t_x, T): purchases after the first one, the weeks from the first to the
last, and from the first to the day that is asked for. Purchases of one day are one (rules.md §10).
Many customers share a history, and a likelihood is asked once for each history.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from db.collecting import nothing_to_collect

Whole = NDArray[np.int64]
Real = NDArray[np.float64]

DAYS_OF_A_WEEK = 7
# A sale of 0 counts as a purchase. A negative row, from a file, is a refund tied to no sale: it
# makes nobody a buyer, and lowers what was paid after the first day, as a refund of a later sale
# does. What was handed back for sales of the first day is taken off that day.
_HISTORIES = """
WITH by_day AS (
  SELECT customer_id, day, max(amount >= 0) AS bought, sum(paid) AS paid
  FROM sales INDEXED BY sales_of_customer
  WHERE customer_id IS NOT NULL AND day <= :until GROUP BY customer_id, day
),
whole AS (
  SELECT customer_id, sum(bought) AS purchases, min(day) FILTER (WHERE bought) AS first,
    max(day) FILTER (WHERE bought) AS last, sum(paid) AS paid
  FROM by_day GROUP BY customer_id HAVING purchases > 0
)
SELECT whole.customer_id, purchases - 1, first, last, whole.paid, coalesce(
    (SELECT sum(paid) FROM sales INDEXED BY sales_of_customer WHERE customer_id = whole.customer_id
      AND day = first AND amount >= 0), 0)
FROM whole ORDER BY whole.customer_id
"""
_HANDED_BACK = """
SELECT refunds.customer_id, sum(money_back), coalesce(sum(money_back) FILTER (WHERE sales.day =
    (SELECT min(day) FROM sales AS mine INDEXED BY sales_of_customer
      WHERE mine.customer_id = refunds.customer_id AND mine.amount >= 0)), 0)
FROM refunds LEFT JOIN sales ON sales.id = refunds.sale
WHERE refunds.customer_id IS NOT NULL AND refunds.day <= :until GROUP BY refunds.customer_id
"""


@dataclass(frozen=True)
class Histories:
    """The histories of all customers who have bought by a day; a row for each."""

    until: date
    customer_ids: tuple[str, ...]
    again: Whole  # x: days with a purchase after the first such day
    last_days: Whole  # t_x, in days
    known_days: Whole  # T, in days
    paid_again: Whole  # minor units paid after the first day, net of refunds

    @property
    def customers(self) -> int:
        """Return how many customers there are."""
        return len(self.customer_ids)

    @cached_property
    def repeat_customers(self) -> int:
        """Return how many bought on another day than the first."""
        return int((self.again > 0).sum())

    @property
    def oldest_days(self) -> int:
        """Return how many days ago the first one of all bought."""
        return int(self.known_days.max(initial=0))

    @property
    def newest_days(self) -> int:
        """Return how many days ago somebody bought last."""
        return int((self.known_days - self.last_days).min(initial=2**31))

    @cached_property
    def grouped(self) -> "Groups":
        """Return the histories that differ."""
        key = (self.again << 40) | (self.last_days << 20) | self.known_days
        keys, places, counts = np.unique(key, return_inverse=True, return_counts=True)
        mask = (1 << 20) - 1
        return Groups(keys >> 40, (keys >> 20) & mask, keys & mask, counts, places)


@dataclass(frozen=True)
class Groups:
    """The histories that differ, and how many customers have each."""

    again: Whole
    last_days: Whole
    known_days: Whole
    counts: Whole
    places: Whole  # of each customer's history among these

    @cached_property
    def last(self) -> Real:
        """Return t_x in weeks."""
        return self.last_days / DAYS_OF_A_WEEK

    @cached_property
    def known(self) -> Real:
        """Return T in weeks."""
        return self.known_days / DAYS_OF_A_WEEK

    @cached_property
    def kinds_of_again(self) -> tuple[Whole, Whole]:
        """Return the numbers x that occur, and the place of each history's own among them."""
        kinds, places = np.unique(self.again, return_inverse=True)
        return kinds, places


def read_histories(db: Database, until: date) -> Histories:
    """Return what every customer bought by the end of a day."""
    asked = {"until": until.isoformat()}
    with nothing_to_collect():
        rows = db.conn.execute(_HISTORIES, asked).fetchall()
        back = {id: rest for id, *rest in db.conn.execute(_HANDED_BACK, asked).fetchall()}
    ids, again, first, last, paid, paid_first = zip(*rows, strict=True) if rows else ((),) * 6
    first_days, last_days = _ordinals(first), _ordinals(last)
    handed_back = [back[id][0] - back[id][1] if id in back else 0 for id in ids]
    return Histories(
        until,
        ids,
        np.array(again, np.int64),
        last_days - first_days,
        until.toordinal() - first_days,
        np.array(paid, np.int64) - np.array(paid_first, np.int64) - np.array(handed_back, np.int64),
    )


def _ordinals(days: tuple[str, ...]) -> Whole:
    known = {day: date.fromisoformat(day).toordinal() for day in set(days)}
    return np.fromiter((known[day] for day in days), np.int64, len(days))
