"""Who can be written to: customers whose address is known, and what they said about letters."""

import json

from sqlite_utils import Database

from db.rules.customers import refuses_letters

_ADDRESSED = """
SELECT id FROM customers JOIN customer_search ON customer_search.customer_id = customers.id
WHERE address IS NOT NULL ORDER BY coalesce(postcode, ''), reading_key, number
"""


def customers_with_address(db: Database) -> list[str]:
    """Return the ids of all whose address is known, by postcode, as the post sorts them."""
    return [str(id) for (id,) in db.conn.execute(_ADDRESSED).fetchall()]


def who_refuses_letters(db: Database, customer_ids: list[str]) -> set[str]:
    """Return which of these customers said no to letters."""
    rows = db.conn.execute(
        "SELECT id, consent FROM customers WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(customer_ids),),
    ).fetchall()
    return {str(id) for id, consent in rows if refuses_letters(json.loads(consent))}
