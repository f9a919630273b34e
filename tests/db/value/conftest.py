"""The sample of CDNOW as the models see it, without a book."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pytest

from db import checks
from db.clock import fixed_clock
from db.connection import create_book, hurried
from db.rules.columns import Kind, find_columns
from db.rules.intake import FileRow, FileTable
from db.session import Session
from db.usecases.intake import Intake, import_customers, import_purchases
from db.value.histories import Histories
from desktop.resources import resource
from tests.db.value.slow_models import Customer

UNTIL = date(1997, 9, 30)


@pytest.fixture(scope="session")
def cdnow() -> Histories:
    """Return what the sample's customers bought in the 39 weeks from which the papers learn."""
    days: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    with resource("samples/cdnow_sample.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["date"])
            if day <= UNTIL:
                days[row["customer_id"]][day] += int(100 * Decimal(row["amount"]))
    firsts = {id: min(bought) for id, bought in days.items()}
    return Histories(
        UNTIL,
        tuple(days),
        np.array([len(bought) - 1 for bought in days.values()]),
        np.array([(max(bought) - min(bought)).days for bought in days.values()]),
        np.array([(UNTIL - first).days for first in firsts.values()]),
        np.array([sum(days[id].values()) - days[id][first] for id, first in firsts.items()]),
    )


@pytest.fixture(scope="session")
def people(cdnow: Histories) -> list[Customer]:
    """Return the same customers one by one."""
    return [
        Customer(x, last / 7, known / 7, paid / 100 / x if x else 0.0)
        for x, last, known, paid in zip(
            cdnow.again.tolist(), cdnow.last_days.tolist(), cdnow.known_days.tolist(),
            cdnow.paid_again.tolist(), strict=True,
        )
    ]  # fmt: skip


def take_in(session: Session, kind: Kind, header: str, rows: Iterable[Sequence[str]]) -> None:
    """Take rows in through the door of files."""
    columns = tuple(header.split())
    lines = tuple(FileRow(line, tuple(cells)) for line, cells in enumerate(rows, start=2))
    table = FileTable(f"{kind}.csv", FileRow(1, columns), lines)
    take = import_customers if kind == "customers" else import_purchases
    report = take(
        session, Intake(table, find_columns(kind, columns)), operation_id=f"{kind} {header}"
    )
    assert report.taken == len(lines), report.bad[:3]


@pytest.fixture(scope="session")
def record_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Return the book of a record shop with 520 of the sample's customers; it is only read."""
    path = tmp_path_factory.mktemp("records") / "records.okaeri"
    session = Session(create_book(path), clock=fixed_clock(datetime(1997, 10, 2, 3, tzinfo=UTC)))
    with resource("samples/cdnow_sample.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["customer_id"], row["date"], row["amount"]) for row in csv.DictReader(file)]
    chosen = [row for row in rows if row[0] <= "0520" and row[1] <= "1997-10-01"]
    people = sorted({number for number, *_ in chosen})
    with hurried(session.db):
        take_in(
            session,
            "customers",
            "number name phone",
            [(number, f"Customer {number}", f"0900000{number}") for number in people],
        )
        take_in(
            session,
            "purchases",
            "customer date amount",
            [(number, day, str(round(Decimal(paid) * 100))) for number, day, paid in chosen],
        )
    yield session
    assert checks.problems(session.db) == []
    session.db.conn.close()
