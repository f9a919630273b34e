"""What was done last at this counter, as it can be undone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlite_utils import Database

from db.clock import instant
from db.moment import Moment
from db.queries.facts import COLUMNS, Fact, fact_of_row

_BACKWARDS = f"""
SELECT {", ".join(COLUMNS)} FROM facts
WHERE origin = (SELECT origin FROM book) ORDER BY seq DESC LIMIT 5000
"""  # noqa: S608 - our own words
_OF_DAY = f"SELECT * FROM ({_BACKWARDS}) WHERE day = ? ORDER BY seq DESC"  # noqa: S608


@dataclass(frozen=True)
class Act:
    """Something that people did, in one transaction; its facts in the order of writing."""

    operation: str
    action: str  # a word of db.session.Action
    facts: tuple[Fact, ...]
    undone: bool

    @property
    def at(self) -> datetime:
        """Return when it happened, in UTC."""
        return instant(self.facts[0].at)

    @property
    def day(self) -> str:
        """Return its business date, ISO 8601."""
        return self.facts[0].day

    @property
    def customer_id(self) -> str | None:
        """Return whom it was about, None: nobody."""
        return next((fact.customer for fact in self.facts if fact.customer), None)


def acts_of_today(moment: Moment) -> Iterator[Act]:
    """Yield what was entered at this counter for today, the last act first."""
    rows = moment.db.query(_OF_DAY, (moment.today.isoformat(),))
    for operation, facts in groupby(map(fact_of_row, rows), key=_operation_of):
        yield _act(moment.db, operation, tuple(facts)[::-1])


def act_named(db: Database, operation: str) -> Act | None:
    """Return the act with this id among the last ones, None where there is none."""
    for name, facts in groupby(map(fact_of_row, db.query(_BACKWARDS)), key=_operation_of):
        if name == operation:
            return _act(db, operation, tuple(facts)[::-1])
    return None


def undo_claim(operation: str) -> str:
    """Return what undoing an act claims, since it can happen only once."""
    return f"undo:{operation}"


def _operation_of(fact: Fact) -> str:
    return fact.operation


def _act(db: Database, operation: str, facts: tuple[Fact, ...]) -> Act:
    row = db.conn.execute("SELECT action FROM operations WHERE id = ?", (operation,)).fetchone()
    undone = db.conn.execute(
        "SELECT 1 FROM facts WHERE claim = ?", (undo_claim(operation),)
    ).fetchone()
    return Act(operation, str(row[0]) if row else "", facts, undone is not None)
