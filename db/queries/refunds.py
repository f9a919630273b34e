"""Refunds in the book: what was given back of a sale, and all that hung on the sale."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from db.clock import instant
from db.errors import UnknownSale
from db.queries.facts import COLUMNS, Fact, fact_of_row
from db.rules.kept_sales import VERSION, KeptSale, read_sale
from db.rules.refunds import GivenBack

_BEFORE = """
SELECT count(*), coalesce(sum(amount), 0), coalesce(sum(money_back), 0),
  coalesce(sum(points_returned), 0), coalesce(sum(points_reversed), 0),
  coalesce(sum(points_less), 0)
FROM refunds WHERE sale = ?
"""
_REFUNDS = """
SELECT id, at, day, amount, money_back, points_reversed, points_returned, reason, staff
FROM refunds WHERE sale = ? ORDER BY at, rowid
"""


@dataclass(frozen=True)
class RefundLine:
    """One refund of a sale; amounts in minor units."""

    id: str
    at: datetime  # UTC
    day: date
    amount: int  # of the sale's total
    money_back: int
    points_reversed: int
    points_returned: int
    reason: str | None
    staff: str | None


def refunds_of(db: Database, sale: str) -> tuple[RefundLine, ...]:
    """Return the refunds of a sale, the first one first."""
    rows = db.conn.execute(_REFUNDS, (sale,)).fetchall()
    return tuple(
        RefundLine(id, instant(at), date.fromisoformat(day), *rest) for id, at, day, *rest in rows
    )


def sale_fact(db: Database, sale: str) -> Fact:
    """Return the fact of a sale that can be refunded; raises UnknownSale."""
    fact = _fact(db, sale)
    if fact is None or fact.kind != "sale" or fact.doc.get("refund"):
        raise UnknownSale(sale[:40])
    return fact


def kept_sale(db: Database, fact: Fact) -> KeptSale:
    """Return a sale as it was kept, with the categories that earned nothing in its time."""
    if fact.v >= VERSION:
        return read_sale(fact.doc, version=fact.v)
    rows = db.conn.execute(
        "SELECT doc ->> 'name' FROM facts WHERE kind = 'category.add' AND NOT (doc ->> 'earns')"
    ).fetchall()
    return read_sale(fact.doc, version=fact.v, not_earning=frozenset(name for (name,) in rows))


def owner_of_sale(db: Database, sale: str) -> str | None:
    """Return whose sale it is now, after any merge; None: nobody's."""
    row = db.conn.execute("SELECT customer_id FROM sales WHERE id = ?", (sale,)).fetchone()
    return str(row[0]) if row and row[0] else None


def given_back(db: Database, sale: str, kept: KeptSale) -> GivenBack:
    """Return what earlier refunds of a sale came to."""
    sums = db.conn.execute(_BEFORE, (sale,)).fetchone()
    rows = db.conn.execute(
        "SELECT promotion_id, points FROM promotion_uses WHERE sale = ?", (sale,)
    ).fetchall()
    taken_back = {id: kept.promotions[id] - left for id, left in rows}
    refunds, amount, money, returned, reversed_, less = sums
    return GivenBack(refunds, amount, money, returned, reversed_, less, taken_back)


def coupons_on(db: Database, fact: Fact) -> list[Fact]:
    """Return the uses of coupons on a sale, those that another till took for it too."""
    rows = db.query(
        f"SELECT {', '.join(COLUMNS)} FROM facts"  # noqa: S608
        " WHERE kind = 'coupon.use' AND day >= ? AND doc ->> 'sale' = ?",
        (fact.day, fact.id),
    )
    return [fact_of_row(row) for row in rows]


def facts_with(db: Database, fact_id: str) -> list[Fact]:
    """Return the facts of the same act that were written with a fact and after it."""
    first = _fact(db, fact_id)
    assert first is not None
    origin, _, seq = fact_id.rpartition("-")
    rows = db.query(
        f"SELECT {', '.join(COLUMNS)} FROM facts WHERE origin = ? AND seq >= ? ORDER BY seq",  # noqa: S608
        (int(origin, 16), int(seq)),
    )
    found = []
    for row in rows:
        if row["operation"] != first.operation:
            break
        found.append(fact_of_row(row))
    return found


def _fact(db: Database, fact_id: str) -> Fact | None:
    origin, _, seq = fact_id.rpartition("-")
    try:
        place = (int(origin, 16), int(seq))
    except ValueError:
        return None
    if not all(0 <= part < 2**63 for part in place):
        return None
    rows = db.query(
        f"SELECT {', '.join(COLUMNS)} FROM facts WHERE origin = ? AND seq = ?",  # noqa: S608
        place,
    )
    row = next(rows, None)
    return fact_of_row(row) if row and fact_of_row(row).id == fact_id else None
