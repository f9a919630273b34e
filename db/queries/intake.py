"""What the book knows already of a file that comes in: claims, and whose a card or phone is."""

import json
from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True)
class Owner:
    """The customer whom a card or phone belongs to."""

    id: str
    number: str
    name: str
    names: tuple[str, ...]  # theirs, and those of whoever was merged into them


_OWNER = """
SELECT id, number, name,
  (SELECT json_group_array(name) FROM merged_customers WHERE kept_id = customers.id)
FROM customers WHERE id IN ({ids})
"""


def is_claimed(db: Database, claim: str) -> bool:
    """Tell whether something that happens only once has happened, at any counter."""
    asked = "SELECT 1 FROM facts WHERE claim = ?"
    return db.conn.execute(asked, (claim,)).fetchone() is not None


def owner_of_card(db: Database, card: str) -> Owner | None:
    """Return whose member number or bound card this is."""
    ids = (
        "SELECT id FROM customers WHERE number = :text"
        " UNION ALL SELECT customer_id FROM cards WHERE barcode = :text"
    )
    return _owner(db, ids, card)


def owner_of_phone(db: Database, phone: str) -> Owner | None:
    """Return whose phone this is, as it is kept."""
    ids = (
        "SELECT id FROM customers WHERE phone = :text"
        " UNION ALL SELECT kept_id FROM merged_customers WHERE phone = :text"
    )
    return _owner(db, ids, phone)


def _owner(db: Database, ids: str, text: str) -> Owner | None:
    row = db.conn.execute(_OWNER.format(ids=ids), {"text": text}).fetchone()
    if row is None:
        return None
    id, number, name, before = row
    return Owner(id, number, name, (name, *json.loads(before)))
