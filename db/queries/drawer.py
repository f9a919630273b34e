"""Who opened the cash drawer without a sale."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from db.clock import instant

_OPENINGS = """
SELECT at, staff, doc ->> 'reason' FROM facts
WHERE kind = 'drawer.open' AND day = ? ORDER BY at, seq
"""


@dataclass(frozen=True)
class DrawerOpening:
    """When the drawer was opened, by whom, and why."""

    at: datetime  # UTC
    staff: str | None  # None: the owner, where nobody was named
    reason: str


def drawer_openings(db: Database, day: date) -> tuple[DrawerOpening, ...]:
    """Return how often the drawer was opened without a sale on a business date, first first."""
    rows = db.conn.execute(_OPENINGS, (day.isoformat(),)).fetchall()
    return tuple(DrawerOpening(instant(at), staff, reason) for at, staff, reason in rows)
