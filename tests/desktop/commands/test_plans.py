"""`okaeri plans` and `okaeri renewals`: the feed's figures, for eyes and for other programs."""

import json
from pathlib import Path

import pytest

from db.clock import fixed_clock
from db.connection import open_book
from db.queries.customers import customer_named
from db.rules.periods import parse_instant
from db.session import Session
from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import start_subscription
from tests.desktop.command_line import Run, Shop, refused

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def book(shop: Shop) -> Path:
    """Return the shop's book, whose customer is on a plan until 27 November."""
    session = Session(open_book(shop.book))
    zone = session.settings.timezone
    then = session.with_request(clock=fixed_clock(parse_instant("2026-10-28T10:00", zone=zone)))
    add_plan(then, NewPlan("Club", "980", "month"), operation_id="plan")
    customer = customer_named(session.db, shop.customer, country="JP")
    start_subscription(
        then, customer_id=customer, plan="Club", trial=None, paid=None, operation_id="join"
    )
    session.db.conn.close()
    return shop.book


def test_a_month_is_told_in_lines(run: Run, book: Path) -> None:
    told = run("plans", "2026-10", book=book)
    assert told.status == 0, told
    lines = told.out.splitlines()
    assert lines[0] == "October 2026"
    assert "  Members on a plan: 1 (1 running)" in lines
    assert "  Net revenue churn: –" in told.out
    assert "  New members: +¥980" in lines
    assert "  Club: 1  ¥980" in lines


def test_as_json_both_are_what_the_feed_answers(run: Run, book: Path) -> None:
    told = json.loads(run("plans", "--json", book=book).out)
    assert told["figures"]["from"] == "2026-11-01"
    assert "ok" not in told
    due = json.loads(run("renewals", "--json", book=book).out)
    assert [each["plan"] for each in due["renewals"]] == ["Club"]


def test_renewals_are_told_week_by_week(run: Run, book: Path) -> None:
    told = run("renewals", book=book)
    assert told.out.splitlines() == [
        "Next week: 1 member, ¥980",
        "  2026-11-27  田中 美咲's Club ends on Friday.  ¥980",
    ]
    assert run("renewals", "--weeks", "1", book=book).out == (
        "Nobody's plan is due in this time.\n"
    )


def test_a_month_that_is_none_is_refused(run: Run, book: Path) -> None:
    refused(run("plans", "2026-13", book=book), "2026-13")


def test_the_list_is_saved_for_a_spreadsheet(run: Run, book: Path, tmp_path: Path) -> None:
    for ending in ("csv", "xlsx"):
        file = tmp_path / f"renewals.{ending}"
        assert run("export", "renewals", file, book=book).status == 0
        assert file.stat().st_size > 100
    assert "ends on Friday" in (tmp_path / "renewals.csv").read_text(encoding="utf-8-sig")
    assert run("export", "renewals", tmp_path / "renewals.txt", book=book).status == 2
