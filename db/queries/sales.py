"""Sales in the book: one by one, by receipt, and those of a day."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from db.clock import instant
from db.errors import UnknownSale


@dataclass(frozen=True)
class DaySale:
    """One sale of a day; `customer` is empty for a sale without one. Amounts in minor units.

    A refund is one below zero, by the name of the sale it was for.
    """

    id: str
    at: datetime  # UTC
    customer: str
    total: int
    points: int
    staff: str | None
    is_refund: bool
    given_back: int  # of a sale, by refunds until now
    may_be_refunded: bool


@dataclass(frozen=True)
class DaySums:
    """What a business date has brought so far."""

    sales: int
    revenue: int  # minor units, less what was handed back on this day
    customers: int
    points: int  # given, by plans and friends too


_OF_DAY = """
WITH traded (id, customer_id, at, total, points, staff, is_refund, given_back, left, place) AS (
  SELECT id, customer_id, at, total, points - points_used, staff, amount < 0, refunded,
    amount >= 0 AND (refunded < total OR total = 0 AND refunded_whole_at IS NULL), rowid
  FROM sales WHERE day = :day
  UNION ALL
  SELECT sale, customer_id, at, -amount, points_returned - points_reversed, staff, TRUE, 0, FALSE,
    rowid
  FROM refunds WHERE day = :day
)
SELECT traded.id, at, coalesce(customers.name, ''), total, points, staff, is_refund, given_back,
  left
FROM traded LEFT JOIN customers ON customers.id = customer_id
ORDER BY at DESC, is_refund DESC, place DESC LIMIT :limit
"""
_SUMS_OF_DAY = """
SELECT count(*) FILTER (WHERE amount >= 0),
  coalesce(sum(paid), 0)
    - (SELECT coalesce(sum(money_back), 0) FROM refunds WHERE refunds.day = :day),
  count(DISTINCT customer_id) FILTER (WHERE amount >= 0),
  (SELECT coalesce(sum(delta), 0) FROM facts
    WHERE account = 'points' AND facts.day = :day AND kind IN ('points.earn', 'points.gift'))
FROM sales WHERE day = :day
"""


def sales_of_day(db: Database, day: date, *, limit: int = 20) -> list[DaySale]:
    """Return the last sales of a business date, and its refunds below zero, the newest first."""
    rows = db.conn.execute(_OF_DAY, {"day": day.isoformat(), "limit": limit}).fetchall()
    return [
        DaySale(
            id=id,
            at=instant(at),
            customer=customer,
            total=total,
            points=points,
            staff=staff,
            is_refund=bool(is_refund),
            given_back=given_back,
            may_be_refunded=bool(left),
        )
        for id, at, customer, total, points, staff, is_refund, given_back, left in rows
    ]


def sums_of_day(db: Database, day: date) -> DaySums:
    """Return what a business date has brought so far."""
    return DaySums(*db.conn.execute(_SUMS_OF_DAY, {"day": day.isoformat()}).fetchone())


def last_sale(db: Database, customer_id: str) -> str | None:
    """Return the customer's latest sale, None before the first."""
    row = db.conn.execute(
        "SELECT id FROM sales WHERE customer_id = ? AND amount >= 0"
        " ORDER BY day DESC, at DESC, rowid DESC LIMIT 1",
        (customer_id,),
    ).fetchone()
    return str(row[0]) if row else None


@dataclass(frozen=True)
class SaleRecord:
    """A sale as it was recorded: amounts in minor units, its breakdown word for word."""

    id: str
    at: datetime  # UTC
    day: date
    customer_id: str | None
    staff: str | None
    amount: int
    total: int
    paid: int
    points: int
    points_used: int
    breakdown: tuple[tuple[str, int], ...]  # label, points
    discounts: tuple[tuple[str, int], ...]  # name, minor units
    receipt: str | None
    till: str | None


def sale_record(db: Database, sale: str) -> SaleRecord:
    """Return a sale as it was recorded; raises UnknownSale."""
    row = db.conn.execute(
        """SELECT sales.id, sales.at, sales.day, sales.customer_id, sales.staff, facts.doc
           FROM sales JOIN facts ON printf('%x-%d', origin, seq) = sales.id
           WHERE sales.id = :sale AND seq = :seq AND kind = 'sale'""",
        {"sale": sale, "seq": sale.rpartition("-")[2]},
    ).fetchone()
    if row is None:
        raise UnknownSale(sale[:40])
    doc = json.loads(row[5])
    return SaleRecord(
        id=row[0],
        at=instant(row[1]),
        day=date.fromisoformat(row[2]),
        customer_id=row[3],
        staff=row[4],
        amount=doc["amount"],
        total=doc["total"],
        paid=doc["paid"],
        points=doc.get("points", 0),
        points_used=doc.get("points_used", 0),
        breakdown=tuple((line["label"], line["points"]) for line in doc.get("breakdown", ())),
        discounts=tuple((found["name"], found["amount"]) for found in doc.get("discounts", ())),
        receipt=doc.get("receipt"),
        till=doc.get("till"),
    )


def sale_with_receipt(db: Database, *, receipt: str, till: str, day: str) -> str | None:
    """Return the sale that has this receipt of this till and business date, None for none."""
    row = db.conn.execute(
        "SELECT printf('%x-%d', origin, seq) FROM facts WHERE claim = ?",
        (receipt_claim(receipt=receipt, till=till, day=day),),
    ).fetchone()
    return str(row[0]) if row else None


def receipt_claim(*, receipt: str, till: str, day: str) -> str:
    """Return what a receipt may claim only once: its till, number and day."""
    return f"receipt:{till}:{receipt}:{day}"


def first_sale_day(db: Database) -> date | None:
    """Return the day of the first sale ever, None before there is one."""
    row = db.conn.execute("SELECT day FROM sales WHERE amount >= 0 ORDER BY day LIMIT 1").fetchone()
    return date.fromisoformat(row[0]) if row else None


def check_sale_exists(db: Database, sale: str) -> None:
    """Raise UnknownSale where the book holds no sale of that name."""
    if not db.conn.execute("SELECT 1 FROM sales WHERE id = ?", (sale,)).fetchone():
        raise UnknownSale(sale)
