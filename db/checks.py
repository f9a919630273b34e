"""The invariants of the book as questions: an empty answer is a whole book.

Run after every test that had a book, after a restore, and by `verify`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from db import derived
from db.connection import empty_book, naming_refusals
from db.environment import BookDamaged
from db.journal import chained_hash
from db.queries.facts import COLUMNS
from db.search import search_differences

ProblemKind = Literal[
    "damaged_file", "foreign_key", "changed_shape", "altered_fact", "missing_fact",
    "foreign_fact", "missing_tail", "derived_table", "search",
]  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """Something that another program did to the book, or that a disk forgot."""

    kind: ProblemKind
    where: str  # a table, or what SQLite said
    seq: int | None = None  # of the fact


def problems(db: Database) -> list[Problem]:
    """Return everything that is wrong with the book, the gravest first."""
    found = _damage(db)
    if any(problem.kind == "damaged_file" for problem in found):
        return found  # nothing read from a damaged file can be trusted
    found += [*_changed_shape(db), *_broken_chain(db), *_foreign_keys(db)]
    if not any(problem.kind == "altered_fact" for problem in found):
        found += _derived_differences(db)
    found += [Problem("search", where) for where in search_differences(db)]
    return found


def _damage(db: Database) -> list[Problem]:
    try:
        with naming_refusals("book"):
            said = db.conn.execute("PRAGMA integrity_check").fetchall()
    except BookDamaged as damage:
        return [Problem("damaged_file", damage.detail or "")]
    return [Problem("damaged_file", line) for (line,) in said if line != "ok"]


def _foreign_keys(db: Database) -> Iterator[Problem]:
    for table, *_ in db.conn.execute("PRAGMA foreign_key_check").fetchall():
        yield Problem("foreign_key", table)


def _changed_shape(db: Database) -> Iterator[Problem]:
    """Compare tables, indexes and triggers with those that the migrations make."""
    expected, actual = _shape(empty_book()), _shape(db)
    for name in sorted(expected.keys() | actual.keys()):
        if expected.get(name) != actual.get(name):
            yield Problem("changed_shape", name)


def _shape(db: Database) -> dict[str, str]:
    rows = db.conn.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_stat%'"
    ).fetchall()
    return dict(rows)


def _broken_chain(db: Database) -> Iterator[Problem]:
    """Walk this counter's facts from the first; every break is named by the fact's number."""
    shop, origin, last_seq, last_hash = db.conn.execute(
        "SELECT shop, origin, last_seq, last_hash FROM book"
    ).fetchone()
    previous, expected_seq = bytes(32), 1
    columns = ", ".join(COLUMNS)
    rows = db.conn.execute(
        f"SELECT {columns}, pos, hash FROM facts WHERE origin = ? ORDER BY seq",  # noqa: S608
        (origin,),
    )
    for *row, pos, digest in rows:
        seq = row[2]
        for missing in range(expected_seq, seq):
            yield Problem("missing_fact", "facts", missing)
        if row[0] != shop or pos is not None or digest != chained_hash(previous, tuple(row)):
            yield Problem("altered_fact", "facts", seq)
        previous, expected_seq = digest, seq + 1
    if expected_seq - 1 != last_seq or (last_seq and previous != last_hash):
        yield Problem("missing_tail", "facts", last_seq)
    for other, seq in db.conn.execute(
        "SELECT origin, seq FROM facts WHERE origin <> ?", (origin,)
    ).fetchall():
        yield Problem("foreign_fact", f"facts of {other:x}", seq)


def _derived_differences(db: Database) -> Iterator[Problem]:
    """Work every derived table out again, aside, and compare row by row."""
    aside = empty_book()
    db.conn.backup(aside.conn)
    derived.rebuild(aside)
    for table in derived.TABLES:
        if _content(db, table) != _content(aside, table):
            yield Problem("derived_table", table)


def _content(db: Database, table: str) -> list[tuple[object, ...]]:
    rows = db.conn.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names
    return sorted(rows, key=repr)
