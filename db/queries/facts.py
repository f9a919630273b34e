"""The journal's facts, read in the order in which things happened."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

COLUMNS = (
    "shop", "origin", "seq", "hlc", "at", "day", "staff", "operation", "kind", "v",
    "customer", "account", "delta", "claim", "doc",
)  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """A fact as it stands in the journal; `id` names it in every book."""

    id: str
    at: int  # milliseconds since 1970
    day: str
    staff: str | None
    operation: str
    kind: str
    customer: str | None
    account: str | None
    delta: int | None
    claim: str | None
    doc: dict[str, Any]
    v: int = 1  # the version of this kind's doc


def facts_as_entered(db: Database) -> Iterator[Fact]:
    """Yield every fact in the order in which people entered them."""
    return _facts(db, "", (), order="hlc, origin, seq")


def facts_of_customer(
    db: Database, customer_id: str, *, until_ms: int, kinds: tuple[str, ...] = ()
) -> Iterator[Fact]:
    """Yield a customer's facts, or some kinds of them, up to an instant, in order of time.

    Those of customers who were merged into this one are among them.
    """
    family = (customer_id, *merged_into(db, customer_id))
    where = f"WHERE customer IN ({', '.join('?' * len(family))}) AND at <= ?"
    if kinds:
        where += f" AND kind IN ({', '.join('?' * len(kinds))})"
    return _facts(db, where, (*family, until_ms, *kinds))


def facts_of_kinds(db: Database, kinds: tuple[str, ...]) -> Iterator[Fact]:
    """Yield every fact of some kinds, in order of time."""
    return _facts(db, f"WHERE kind IN ({', '.join('?' * len(kinds))})", kinds)


def merged_into(db: Database, customer_id: str) -> list[str]:
    """Return the ids of those who were merged into a customer."""
    rows = db.conn.execute("SELECT id FROM merged_customers WHERE kept_id = ?", (customer_id,))
    return [id for (id,) in rows.fetchall()]


def fact_id(origin: int, seq: int) -> str:
    """Return the name of a fact in every book: its counter and its number there."""
    return f"{origin:x}-{seq}"


def fact_of_row(row: Mapping[str, Any]) -> Fact:
    """Return the fact that a row of the journal holds."""
    return Fact(
        id=fact_id(row["origin"], row["seq"]),
        at=row["at"],
        day=row["day"],
        staff=row["staff"],
        operation=row["operation"],
        kind=row["kind"],
        customer=row["customer"],
        account=row["account"],
        delta=row["delta"],
        claim=row["claim"],
        doc=json.loads(row["doc"]),
        v=row["v"],
    )


def _facts(
    db: Database, where: str, values: tuple[object, ...], *, order: str = "at, hlc, origin, seq"
) -> Iterator[Fact]:
    rows = db.query(
        f"SELECT {', '.join(COLUMNS)} FROM facts {where} ORDER BY {order}",  # noqa: S608
        values,
    )
    return (fact_of_row(row) for row in rows)
