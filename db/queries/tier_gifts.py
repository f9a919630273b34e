"""What customers were given on arriving at a tier, and have not given back."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.queries.facts import Fact, facts_of_customer
from db.queries.tiers import tier_ladders
from db.rules.periods import add_months, last_day_of_month
from db.rules.tiers import Tier

_KINDS = ("points.gift", "points.reverse", "coupon.issue")
_FOR_EVER_MS = 2**62
# Of a coupon that was lost, the one that came for it counts.
_VOID = """
WITH RECURSIVE living (code) AS (
  SELECT ?
  UNION
  SELECT replaced_by FROM living JOIN coupons USING (code) WHERE replaced_by IS NOT NULL
)
SELECT 1 FROM living JOIN coupons USING (code)
WHERE replaced_by IS NULL AND voided_on IS NOT NULL
"""
_NAMED = """
SELECT doc ->> 'id' FROM facts
WHERE kind IN ('tier.add', 'tier.edit') AND doc ->> 'name' = ? ORDER BY seq LIMIT 1
"""


@dataclass(frozen=True)
class TierGift:
    """A gift for arriving at a tier: for a stay from its day to `until`, the tier's first look."""

    fact: Fact
    tier_id: str
    day: date
    until: date


def tier_gifts(db: Database, customer_id: str) -> list[TierGift]:
    """Return what the customer was given by tiers and still has, or has used."""
    facts = list(facts_of_customer(db, customer_id, until_ms=_FOR_EVER_MS, kinds=_KINDS))
    reversed_lots = {fact.doc.get("lot") for fact in facts if fact.kind == "points.reverse"}
    gifts = []
    for fact in facts:
        if fact.doc.get("reason") != "tier" or fact.kind == "points.reverse":
            continue
        void = fact.kind == "coupon.issue" and _is_void(db, fact.doc["code"])
        tier = _tier_then(db, fact)
        if tier is not None and not void and fact.id not in reversed_lots:
            day = date.fromisoformat(fact.day)
            until = last_day_of_month(add_months(day, tier.keep_months))
            gifts.append(TierGift(fact, tier.id, day, until))
    return gifts


def _tier_then(db: Database, gift: Fact) -> Tier | None:
    """Return the tier that a gift was for, as it was that day; old gifts tell its name alone."""
    tier_id = gift.doc.get("tier_id")
    if tier_id is None:
        row = db.conn.execute(_NAMED, (gift.doc.get("tier"),)).fetchone()
        tier_id = row[0] if row else None
    return tier_ladders(db).on(date.fromisoformat(gift.day)).by_id.get(str(tier_id))


def _is_void(db: Database, code: str) -> bool:
    return db.conn.execute(_VOID, (code,)).fetchone() is not None
