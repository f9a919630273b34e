"""The only writer of facts and of their chain.

A fact is written once and never changed. Its hash covers all its columns and the hash of the one
before it, so that whatever another program alters, removes or inserts is found by `verify`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from db.clock import milliseconds
from db.queries.facts import COLUMNS, Fact, fact_of_row

_INSERT = (
    f"INSERT INTO facts ({', '.join(COLUMNS)}, hash) "  # noqa: S608 - only our own column names
    f"VALUES ({', '.join('?' * (len(COLUMNS) + 1))})"
)
_HLC_STEP = 65536  # a hybrid clock's counter within one millisecond


@dataclass(frozen=True)
class Draft:
    """A fact about to be written: what happened, to whom, and what it adds to which account."""

    kind: str
    doc: Mapping[str, Any] = field(default_factory=dict)
    customer: str | None = None
    account: str | None = None
    delta: int | None = None
    claim: str | None = None
    v: int = 1


@dataclass(frozen=True)
class Circumstances:
    """When, by whom and within which act facts are written."""

    at: datetime
    day: date
    entered: datetime
    staff: str | None
    operation: str


def append(db: Database, draft: Draft, circumstances: Circumstances) -> Fact:
    """Write one fact at the end of the journal, chained to the one before it."""
    return append_all(db, [(draft, circumstances)])[0]


def append_all(db: Database, entries: Iterable[tuple[Draft, Circumstances]]) -> list[Fact]:
    """Write facts at the end of the journal, each chained to the one before it."""
    shop, origin, seq, digest, hlc = db.conn.execute(
        "SELECT shop, origin, last_seq, last_hash, last_hlc FROM book"
    ).fetchone()
    rows = []
    for draft, then in entries:
        seq += 1
        hlc = max(hlc + 1, milliseconds(then.entered) * _HLC_STEP)
        row = (
            shop, origin, seq, hlc, milliseconds(then.at), then.day.isoformat(), then.staff,
            then.operation, draft.kind, draft.v, draft.customer, draft.account, draft.delta,
            draft.claim, canonical(draft.doc),
        )  # fmt: skip
        digest = chained_hash(digest, row)
        rows.append((*row, digest))
    db.conn.executemany(_INSERT, rows)
    db.conn.execute("UPDATE book SET last_seq = ?, last_hash = ?, last_hlc = ?", (seq, digest, hlc))
    return [fact_of_row(dict(zip(COLUMNS, row, strict=False))) for row in rows]


def canonical(value: object) -> str:
    """Return the one JSON text of a value: keys in order, no spaces, every letter as itself."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def chained_hash(previous: bytes, row: tuple[object, ...]) -> bytes:
    """Return the hash of a fact's columns, in the order of COLUMNS, with the hash before it."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(previous + text.encode()).digest()
