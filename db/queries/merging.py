"""Who was merged into whom: every key of those merged finds the one who was kept."""

from sqlite_utils import Database

from db.errors import UnknownCustomer
from db.queries.facts import merged_into

_MERGES = """
SELECT json_extract(doc, '$.merged'), customer FROM facts
WHERE kind = 'customer.merge' AND at <= :until AND customer IN (
  SELECT :kept UNION ALL SELECT id FROM merged_customers WHERE kept_id = :kept
) ORDER BY at, hlc, origin, seq
"""


def kept_ids(db: Database) -> dict[str, str]:
    """Return of everyone who was merged the one who was kept."""
    return dict(db.conn.execute("SELECT id, kept_id FROM merged_customers").fetchall())


def refuse_merged(db: Database, customer_id: str) -> None:
    """Raise UnknownCustomer for one who was merged: all that is theirs goes to the one kept."""
    row = db.conn.execute(
        "SELECT number FROM merged_customers WHERE id = ?", (customer_id,)
    ).fetchone()
    if row is not None:
        raise UnknownCustomer(row[0])


def family_of(db: Database, customer_id: str) -> tuple[str, ...]:
    """Return the customer's id and those of all who were merged into them."""
    return (customer_id, *merged_into(db, customer_id))


def family_at(db: Database, customer_id: str, *, until_ms: int) -> frozenset[str]:
    """Return who was this customer at an instant: those merged later were somebody else."""
    if not merged_into(db, customer_id):
        return frozenset({customer_id})
    asked = {"kept": customer_id, "until": until_ms}
    whose: dict[str, str] = {}
    for merged, kept in db.conn.execute(_MERGES, asked).fetchall():
        owner = whose.get(kept, kept)  # a merging of an earlier day may have been entered later
        whose |= {one: owner for one, now in whose.items() if now == merged}
        whose[merged] = owner
    return frozenset({customer_id, *(one for one, now in whose.items() if now == customer_id)})
