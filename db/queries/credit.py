"""Store credit in the book: what customers hold of it, and what all of it comes to."""

import json
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.clock import milliseconds
from db.moment import Moment
from db.queries.merging import family_of
from db.rules.payments import least_from

_MOVEMENTS = """
SELECT at, delta FROM facts INDEXED BY facts_of_customer
WHERE customer IN (SELECT value FROM json_each(?)) AND account = 'credit'
ORDER BY at, hlc, origin, seq
"""
_MONTH = """
SELECT iif(kind = 'credit.undo', iif(delta < 0, 'credit.add', 'credit.take'), kind) AS of,
  sum(delta)
FROM facts WHERE account = 'credit' AND day BETWEEN ? AND ? GROUP BY of
"""
_BEFORE = "SELECT coalesce(sum(delta), 0) FROM facts WHERE account = 'credit' AND day < ?"
_TOTAL = "SELECT coalesce(sum(total), 0) FROM sums WHERE account = 'credit'"


@dataclass(frozen=True)
class CreditMonth:
    """A period's credit: opening + added − taken − used + returned = closing; minor units."""

    opening: int = 0
    added: int = 0
    used: int = 0
    returned: int = 0
    taken: int = 0  # back by the shop

    @property
    def closing(self) -> int:
        """Return what customers hold on the last day."""
        return self.opening + self.added - self.used + self.returned - self.taken


def credit_held(moment: Moment, customer_id: str) -> int:
    """Return a customer's credit as of the moment, minor units."""
    at_ms = milliseconds(moment.now)
    return sum(delta for at, delta in _movements(moment.db, customer_id) if at <= at_ms)


def credit_left(moment: Moment, customer_id: str) -> int:
    """Return what of a customer's credit can be taken at the moment.

    On a slip of an earlier day that is less where it paid for something since.
    """
    return least_from(_movements(moment.db, customer_id), at=milliseconds(moment.now))


def outstanding_credit(db: Database) -> int:
    """Return what all customers hold, minor units."""
    return int(db.conn.execute(_TOTAL).fetchone()[0])


def credit_month(db: Database, *, first: date, last: date) -> CreditMonth:
    """Return what became of credit in a period."""
    moved = dict[str, int](
        db.conn.execute(_MONTH, (first.isoformat(), last.isoformat())).fetchall()
    )
    opening = db.conn.execute(_BEFORE, (first.isoformat(),)).fetchone()[0]
    return CreditMonth(
        opening=opening,
        added=moved.get("credit.add", 0),
        used=-moved.get("credit.use", 0),
        returned=moved.get("credit.return", 0),
        taken=-moved.get("credit.take", 0),
    )


def _movements(db: Database, customer_id: str) -> list[tuple[int, int]]:
    """Return when the credit moved by how much, of all who are this customer now."""
    known = db.conn.execute(
        "SELECT 1 FROM sums WHERE account = 'credit' AND customer = ?", (customer_id,)
    ).fetchone()
    if known is None:
        return []
    family = json.dumps(family_of(db, customer_id))
    return db.conn.execute(_MOVEMENTS, (family,)).fetchall()
