"""The floors do the same work: the same rows, the same figures, the same care for the disk."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.connection import open_book
from db.floors import (
    DuckDbMonth,
    asked_of_sales,
    bare_insert,
    bare_questions,
    statements_of,
)
from db.journal import Draft
from db.queries.month import month_figures
from db.session import Action, Session
from tests.db.queries.handed_back import refund_of
from tests.db.queries.past_days import on_day

Record = Callable[[int], None]


@pytest.fixture
def record_by_chance(session: Session) -> Record:
    """Return what writes three years of a shop by chance: refunds, anonymous sales, discounts."""

    def record(seed: int) -> None:
        chance = random.Random(seed)
        with session.write(Action.IMPORT_PURCHASES, f"chance-{seed}") as tx:
            for _ in range(300):
                customer = chance.choice([None, *"abcdefghijklmnopqrst"])
                day = date(2024, 1, 1) + timedelta(days=int(chance.triangular(0, 1000, 900)))
                amount = chance.choice([0, 100, 990, -40])
                paid = amount if amount < 0 else amount * chance.choice([10, 9]) // 10
                told: dict[str, object] = {"amount": amount, "total": paid, "paid": paid}
                if amount < 0:
                    told["refund"] = True
                account, delta = ("spent", paid) if customer else (None, None)
                sold = on_day(tx, day).post(Draft("sale", told, customer, account, delta))
                if paid > 0 and chance.random() < 0.2:
                    later = day + timedelta(days=chance.randrange(60))
                    money = chance.choice([paid, paid // 2])
                    on_day(tx, later).post(refund_of(sold.id, customer, money, whole=money == paid))

    return record


@pytest.mark.parametrize("seed", range(3))
def test_duckdb_comes_to_the_same_figures(
    session: Session, record_by_chance: Record, seed: int
) -> None:
    record_by_chance(seed)
    duck = DuckDbMonth(session.db)
    months = ("2023-12", "2024-02", "2025-06", "2026-02", "2026-09", "2027-01")
    for first, active_days in zip(months, (90, 1, 20, 400, 90, 90), strict=True):
        month = date.fromisoformat(f"{first}-01")
        settings = replace(session.settings, active_days=active_days)
        ours = month_figures(session.db, month=month, today=session.today, settings=settings)
        assert duck.figures(month=month, active_days=active_days) == asked_of_sales(ours)


def test_duckdb_answers_for_a_book_without_sales_too(session: Session) -> None:
    month = date(2026, 10, 1)
    ours = month_figures(session.db, month=month, today=session.today, settings=session.settings)
    assert DuckDbMonth(session.db).figures(month=month, active_days=90) == asked_of_sales(ours)


def test_a_question_is_heard_as_it_was_asked(session: Session) -> None:
    with statements_of(session.db) as statements:
        session.db.conn.execute("SELECT ?, ?", ("o'clock", 4)).fetchall()
    session.db.conn.execute("SELECT 'not heard'").fetchall()
    assert statements == ["SELECT 'o''clock', 4"]
    bare_questions(session.path)(statements)


def test_a_bare_insert_is_as_safe_as_a_books(tmp_path: Path) -> None:
    path = tmp_path / "bare.okaeri"
    insert = bare_insert(path)
    insert()
    insert()
    db = open_book(path)
    assert db["bare"].count == 2
    assert db.conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert db.conn.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    db.conn.close()
