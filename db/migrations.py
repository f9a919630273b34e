"""The book's shape, step by step: frozen SQL, oldest first; a step once released is never edited.

`db/schema.sql` shows the resulting shape; a test compares the two.
"""

import sqlite3

from sqlite_utils import Database, Migrations

from db.migration_steps import carried_home, coming_back, lasting_bonds, points_explained, the_book

migrations = Migrations("okaeri")


@migrations()
def m0001_the_book(db: Database) -> None:
    """Lay the journal, what people may correct, and what is derived from the journal."""
    _run(db, the_book.SCRIPT)


@migrations()
def m0002_points_explained(db: Database) -> None:
    """Bring promotions, refunds and merged customers, and rates of categories."""
    _run(db, points_explained.SCRIPT)


@migrations()
def m0003_carried_home(db: Database) -> None:
    """Bring stamp cards, streaks, vouchers, pictures, and addresses of customers."""
    _run(db, carried_home.SCRIPT)


@migrations()
def m0004_lasting_bonds(db: Database) -> None:
    """Bring versions of tiers, pauses and changes of plans, and friends who wait for a yes."""
    _run(db, lasting_bonds.SCRIPT)


@migrations()
def m0005_coming_back(db: Database) -> None:
    """Bring answers of customers, promises and contacts, groups, and campaigns."""
    _run(db, coming_back.SCRIPT)


def version() -> int:
    """Return the number of steps that this Okaeri knows; books carry it as `user_version`."""
    return len(migrations.pending(Database(memory=True)))


def _run(db: Database, script: str) -> None:
    """Run a script inside the transaction that is open; `executescript` would end it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
    assert not statement.strip(), "the script's last statement has no end"
