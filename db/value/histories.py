"""What each customer bought, as the models need it: how often again, when last, for how long.

A customer's history is (x, t_x, T): purchases after the first one, the weeks from the first to the
last, and from the first to the day that is asked for. Purchases of one day are one (rules.md §10).
Many customers share a history, and a likelihood is asked once for each history.
"""

from collections.abc import Iterable
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
# makes nobody a buyer, and lowers what was paid after the first day.
_PURCHASES = """
SELECT customer_id, group_concat(day), group_concat(paid)
FROM sales INDEXED BY sales_of_customer
WHERE customer_id IS NOT NULL AND day <= :until AND amount >= 0
GROUP BY customer_id
"""
_TAKEN_BACK = """
SELECT refunds.customer_id, refunds.day, money_back, sales.day
FROM refunds LEFT JOIN sales ON sales.id = refunds.sale
WHERE refunds.customer_id IS NOT NULL AND refunds.day <= :until
UNION ALL
SELECT customer_id, day, -paid, NULL FROM sales INDEXED BY sales_of_customer
WHERE customer_id IS NOT NULL AND day <= :until AND amount < 0
"""
_NO_DAY = -1


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


@dataclass(frozen=True)
class Purchases:
    """Every purchase and refund of customers up to a day; what came later can be left out."""

    customer_ids: tuple[str, ...]
    customers: Whole  # of each purchase, as a place among the ids; in order
    days: Whole  # ordinals
    paid: Whole  # minor units
    refund_customers: Whole
    refund_days: Whole
    refund_sale_days: Whole  # of the sale that was taken back, −1 where none is named
    refunded: Whole  # minor units handed back

    def histories(self, until: date) -> Histories:
        """Return what every customer had bought by the end of a day."""
        known = self.days <= until.toordinal()
        key = (self.customers[known] << 32) | self.days[known]
        by_day, places = np.unique(key, return_inverse=True)  # same-day purchases are one
        paid = np.bincount(places, self.paid[known], len(by_day)).astype(np.int64)
        customers, first, counts = np.unique(by_day >> 32, return_index=True, return_counts=True)
        days = by_day & ((1 << 32) - 1)
        last = first + counts - 1
        sums = np.zeros(len(self.customer_ids), np.int64)
        np.add.at(sums, by_day >> 32, paid)
        first_days = np.full(len(self.customer_ids), _NO_DAY)
        first_days[customers] = days[first]
        return Histories(
            until,
            tuple(self.customer_ids[place] for place in customers.tolist()),
            counts - 1,
            days[last] - days[first],
            until.toordinal() - days[first],
            (sums - self._taken_back(until, first_days))[customers] - paid[first],
        )

    def _taken_back(self, until: date, first_days: Whole) -> Whole:
        """Return what each customer was handed back, but for sales of the first day."""
        of_first = self.refund_sale_days == first_days[self.refund_customers]
        counts = (self.refund_days <= until.toordinal()) & ~of_first
        back = np.zeros(len(self.customer_ids), np.int64)
        np.add.at(back, self.refund_customers[counts], self.refunded[counts])
        return back


def read_histories(db: Database, until: date) -> Histories:
    """Return what every customer bought by the end of a day."""
    return read_purchases(db, until).histories(until)


def read_purchases(db: Database, until: date) -> Purchases:
    """Return every purchase and refund of customers by the end of a day, in one pass."""
    asked = {"until": until.isoformat()}
    with nothing_to_collect():
        rows = db.conn.execute(_PURCHASES, asked).fetchall()
        back = db.conn.execute(_TAKEN_BACK, asked).fetchall()
        ids, days, paid = zip(*rows, strict=True) if rows else ((), (), ())
        ordinal = _Ordinals()
        counts = [text.count(",") + 1 for text in days]
        places = {id: place for place, id in enumerate(ids)}
        back = [row for row in back if row[0] in places]
        return Purchases(
            ids,
            np.repeat(np.arange(len(ids)), counts),
            _column(map(ordinal.__getitem__, _all(days))),
            _column(map(int, _all(paid))),
            _column(places[id] for id, *_ in back),
            _column(ordinal[day] for _, day, *_ in back),
            _column(ordinal[day] if day else _NO_DAY for *_, day in back),
            _column(money for _, _, money, _ in back),
        )


def _all(texts: tuple[str, ...]) -> list[str]:
    """Return what stands between the commas of many texts, in order."""
    return ",".join(texts).split(",") if texts else []


def _column(values: Iterable[int]) -> Whole:
    return np.fromiter(values, np.int64)


class _Ordinals(dict[str, int]):
    """The ordinal of each day as the book writes it, read once."""

    def __missing__(self, day: str) -> int:
        ordinal = self[day] = date.fromisoformat(day).toordinal()
        return ordinal
