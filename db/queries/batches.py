"""Coupons that were made together, such as a flyer's: what became of them, what came back."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlite_utils import Database

from db.errors import BadRequest

# A coupon that was reprinted is one coupon; what it took off before still counts.
_STANDS = "replaced_by IS NULL"
_USED = f"{_STANDS} AND used >= uses"
_VOIDED = f"{_STANDS} AND used < uses AND voided_on IS NOT NULL"
_EXPIRED = f"{_STANDS} AND used < uses AND voided_on IS NULL AND valid_until < :day"
OPEN = f"{_STANDS} AND used < uses AND voided_on IS NULL AND coalesce(valid_until, '9') >= :day"
_BATCHES = f"""
SELECT batch AS name, count(*) FILTER (WHERE {_STANDS}) AS issued,
  count(*) FILTER (WHERE {_USED}) AS used, count(*) FILTER (WHERE {_VOIDED}) AS voided,
  count(*) FILTER (WHERE {_EXPIRED}) AS expired, count(*) FILTER (WHERE {OPEN}) AS still_open,
  sum(used) AS times_used, sum(discount) AS discount,
  min(issued_on) AS issued_on, min(valid_from) AS valid_from,
  CASE WHEN count(valid_until) = count(*) THEN max(valid_until) END AS valid_until,
  CASE WHEN count(DISTINCT terms ->> 'name') = 1 THEN max(terms ->> 'name') ELSE '' END AS gives
FROM coupons WHERE batch IS NOT NULL AND (:batch IS NULL OR batch = :batch)
GROUP BY batch ORDER BY min(issued_on) DESC, max(rowid) DESC
"""  # noqa: S608 - our own words
# A use that was refunded whole brought no sale.
_SALES = """
WITH came (id) AS MATERIALIZED (
  SELECT DISTINCT uses.doc ->> 'sale' FROM coupons JOIN facts AS uses
    ON uses.claim > 'coupon:' || coupons.code || ':' AND uses.claim < 'coupon:' || coupons.code || ';'
  WHERE coupons.batch = :batch AND coupons.used > 0
), sold AS MATERIALIZED (
  SELECT sales.id, customer_id, day, sales.at, paid - coalesce(
    (SELECT sum(money_back) FROM refunds WHERE sale = sales.id), 0) AS kept
  FROM came JOIN sales ON sales.id = came.id WHERE refunded_whole_at IS NULL
), buyers AS MATERIALIZED (
  SELECT customer_id, min(day) AS day, min(at) AS at FROM sold
  WHERE customer_id IS NOT NULL GROUP BY customer_id
)
SELECT (SELECT count(*) FROM sold), (SELECT coalesce(sum(kept), 0) FROM sold), count(*),
  count(*) FILTER (WHERE NOT EXISTS (
    SELECT 1 FROM sales WHERE customer_id = buyers.customer_id AND at < buyers.at AND amount >= 0)),
  count(*) FILTER (WHERE EXISTS (
    SELECT 1 FROM sales WHERE customer_id = buyers.customer_id AND day > buyers.day
      AND amount >= 0 AND refunded_whole_at IS NULL))
FROM buyers
"""  # noqa: E501 - one question


@dataclass(frozen=True)
class Batch:
    """Coupons of one name; each stands in one of used, voided, expired and still open."""

    name: str
    issued: int
    used: int
    voided: int
    expired: int
    still_open: int
    times_used: int  # more than `used` where a coupon goes several times
    discount: int  # minor units
    issued_on: date
    valid_from: date
    valid_until: date | None  # the last of them; None: some have no last day
    gives: str  # the name of what they give, nothing where they give different things

    @property
    def used_percent(self) -> Fraction:
        """Return which part of the coupons was used up."""
        return Fraction(100 * self.used, self.issued)


@dataclass(frozen=True)
class BatchReturns:
    """What came with the coupons of a batch; amounts in minor units."""

    sales: int
    revenue: int  # paid, less what was given back
    customers: int
    first_time: int  # of them: their first sale ever came with the coupon
    came_back: int  # of them: who bought again on a later day

    @property
    def came_back_percent(self) -> Fraction | None:
        """Return which part of the customers came back; None where there were none."""
        return Fraction(100 * self.came_back, self.customers) if self.customers else None


def all_batches(db: Database, *, on: date) -> list[Batch]:
    """Return every batch, the latest first, as it stands on a day."""
    return _batches(db, None, on)


def batch_named(db: Database, name: str, *, on: date) -> Batch:
    """Return a batch as it stands on a day; raises BadRequest where none has the name."""
    found = _batches(db, name, on)
    if not found:
        raise BadRequest("batch", "no_batch", name)
    return found[0]


def batch_returns(db: Database, name: str) -> BatchReturns:
    """Return the sales that came with a batch, and who came."""
    return BatchReturns(*db.conn.execute(_SALES, {"batch": name}).fetchone())


def open_codes(db: Database, batch: str, *, on: date) -> list[str]:
    """Return the codes of a batch that can still be used, from a day to come too."""
    return [code for code, _ in open_coupons(db, batch, on=on)]


def open_coupons(db: Database, batch: str, *, on: date) -> list[tuple[str, str | None]]:
    """Return the codes of a batch that can still be used, each with its owner."""
    question = f"""SELECT code, customer_id FROM coupons
        WHERE batch = :batch AND {OPEN} ORDER BY code"""  # noqa: S608 - our own words
    return list(db.conn.execute(question, {"batch": batch, "day": on.isoformat()}).fetchall())


def how_many_batches(db: Database) -> int:
    """Return the number of batches."""
    row = db.conn.execute(
        "SELECT count(DISTINCT batch) FROM coupons WHERE batch IS NOT NULL"
    ).fetchone()
    return int(row[0])


def _batches(db: Database, name: str | None, on: date) -> list[Batch]:
    rows = db.query(_BATCHES, {"batch": name, "day": on.isoformat()})
    return [Batch(**{**row, **_days(row)}) for row in rows]


def _days(row: dict[str, Any]) -> dict[str, date | None]:
    names = ("issued_on", "valid_from", "valid_until")
    return {name: date.fromisoformat(row[name]) if row[name] else None for name in names}
