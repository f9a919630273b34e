"""A book of an older Okaeri opens, stays whole, and goes on by today's rules."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from db import checks
from db.connection import open_book
from db.session import Session
from desktop.feed import answer

BOOKS = sorted(Path(__file__).parent.glob("*.okaeri"))


def ask(session: Session, **request: object) -> dict[str, Any]:
    return answer(session, json.dumps(request).encode())


@pytest.fixture(params=BOOKS, ids=lambda path: str(path.name))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "shop.okaeri"
    shutil.copy(request.param, path)
    return path


def test_an_old_book_is_brought_up_to_date_and_kept_as_it_was(old: Path) -> None:
    before = old.read_bytes()
    db = open_book(old)
    assert checks.problems(db) == []
    db.conn.close()
    kept = list(old.parent.glob("*.before-*"))
    assert [path.read_bytes()[:16] for path in kept] == [before[:16]]


def test_sales_of_old_are_refunded_by_the_rules_they_were_made_by(old: Path) -> None:
    db = open_book(old)
    session = Session(db)
    sales = dict(db.conn.execute("SELECT amount, id FROM sales").fetchall())
    # 1,780 paid with 20 points: 17 + Gold 8 + plan 17; ¥980 left of the ¥1,760 give 9 + 4 + 9
    half = ask(session, op="refund", sale=sales[1780], amount="780", at="2026-01-22T10:00")
    assert (half["points_returned"], half["points_reversed"]) == (8, 42 - (9 + 4 + 9))
    # 980 of drinks and 500 of tobacco, which earned nothing
    mixed = ask(session, op="refund", sale=sales[1480], amount="740", at="2026-01-22T10:00")
    assert mixed["points_reversed"] == 9 - 4
    assert ask(session, op="refund", sale=sales[400], at="2026-03-01T10:00")["balance"] is None
    assert checks.problems(db) == []
    db.conn.close()
