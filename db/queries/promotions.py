"""Promotions: which there are and were, and what they gave."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlite_utils import Database

from db.clock import instant
from db.errors import BadRequest
from db.queries.facts import fact_id
from db.queries.shop import shop_settings
from db.rules.promotion_terms import read_promotion
from db.rules.promotions import Promotion

_PROMOTIONS = """
SELECT id, version, name, multiplier, points, category, conditions, once, points_budget, offered
FROM promotions ORDER BY rowid
"""
_VERSIONS = """
SELECT origin, seq, at, staff, doc FROM facts
WHERE kind IN ('promotion.add', 'promotion.edit') AND json_extract(doc, '$.id') = ?
ORDER BY hlc, origin, seq
"""
_USES = """
SELECT 1 FROM promotion_uses
WHERE promotion_id = ? AND customer_id = ? AND day BETWEEN ? AND ? AND points > 0 LIMIT 1
"""

_Row = tuple[str | int | None, ...]


@dataclass(frozen=True)
class PromotionVersion:
    """A promotion's terms as they were set once; `id` is what sales keep of them."""

    id: str
    at: datetime
    staff: str | None
    promotion: Promotion


@dataclass(frozen=True)
class PromotionTotal:
    """What a promotion gave: in how many sales, and how many points that no refund took back."""

    sales: int = 0
    points: int = 0


def all_promotions(db: Database) -> list[Promotion]:
    """Return every promotion, those no longer offered too, in the order of adding."""
    rows = db.conn.execute(_PROMOTIONS).fetchall()
    return list(_understood(tuple(rows), shop_settings(db).digits)) if rows else []


def promotion_named(db: Database, name: str) -> Promotion:
    """Return the promotion of that name; raises BadRequest that says which there are."""
    promotions = all_promotions(db)
    for promotion in promotions:
        if promotion.name == name:
            return promotion
    names = ", ".join(promotion.name for promotion in promotions)
    raise BadRequest("promotion", "choice", names or "–")


def promotion_versions(db: Database, promotion_id: str) -> list[PromotionVersion]:
    """Return how a promotion was set and changed, the first version first."""
    digits = shop_settings(db).digits
    versions = []
    for origin, seq, at, staff, doc in db.conn.execute(_VERSIONS, (promotion_id,)).fetchall():
        version, terms = fact_id(origin, seq), json.loads(doc)
        id = terms.pop("id")
        promotion = read_promotion(terms, id=id, version=version, digits=digits)
        versions.append(PromotionVersion(version, instant(at), staff, promotion))
    return versions


def uses_within(
    db: Database, promotion_id: str, customer_id: str, *, first: date, last: date
) -> bool:
    """Tell whether a promotion gave the customer points within these days, both included.

    What a refund took back whole was not given.
    """
    asked = (promotion_id, customer_id, first.isoformat(), last.isoformat())
    return db.conn.execute(_USES, asked).fetchone() is not None


def points_given(db: Database, promotion_id: str) -> int:
    """Return the points that a promotion gave and no refund took back."""
    row = db.conn.execute(
        "SELECT points FROM promotion_totals WHERE promotion_id = ?", (promotion_id,)
    ).fetchone()
    return int(row[0]) if row else 0


def promotion_totals(db: Database) -> dict[str, PromotionTotal]:
    """Return what each promotion gave, by its id; those that never gave are not among them."""
    rows = db.conn.execute("SELECT promotion_id, sales, points FROM promotion_totals").fetchall()
    return {promotion_id: PromotionTotal(sales, points) for promotion_id, sales, points in rows}


def called_on(db: Database, promotion_id: str, day: date) -> bool:
    """Tell whether staff said that a promotion holds on this business date."""
    row = db.conn.execute(
        "SELECT 1 FROM promotion_calls WHERE promotion_id = ? AND day = ?",
        (promotion_id, day.isoformat()),
    ).fetchone()
    return row is not None


@lru_cache(maxsize=8)
def _understood(rows: tuple[_Row, ...], digits: int) -> tuple[Promotion, ...]:
    """Understand promotions once; every sale asks for them again, and they rarely change."""
    return tuple(_promotion_of_row(row, digits) for row in rows)


def _promotion_of_row(row: _Row, digits: int) -> Promotion:
    id, version, name, multiplier, points, category, conditions, once, budget, offered = row
    terms = {
        "name": name,
        "multiplier": multiplier,
        "points": points,
        "category": category,
        "when": json.loads(str(conditions)),
        "once": once,
        "points_budget": budget,
        "offered": bool(offered),
    }
    return read_promotion(terms, id=str(id), version=str(version), digits=digits)
