"""`okaeri campaigns`, `print campaign` and `export campaign`."""

import json
from pathlib import Path

import pytest

from db.connection import open_book
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.campaigns import add_campaign, start_campaign
from db.usecases.customers import add_customer
from tests.desktop.command_line import Run, Shop, refused
from tests.desktop.read_back import text_of

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def book(shop: Shop) -> Path:
    """Return the shop's book with a campaign by letter that was drawn, and one that is planned."""
    session = Session(open_book(shop.book))
    for count in range(4):
        new = NewCustomer(f"Guest {count}", address="見本市1-2-3")
        add_customer(session, new=new, operation_id=f"guest-{count}")
    terms = {"name": "Autumn", "channel": "letter", "message": "Tea, {name}?", "cost_each": "90"}
    add_campaign(session, terms=terms, operation_id="add")
    start_campaign(session, campaign="Autumn", operation_id="start")
    add_campaign(session, terms={"name": "Later"}, operation_id="later")
    session.db.conn.close()
    return shop.book


def test_campaigns_are_told_in_lines_and_as_the_feed_answers(run: Run, book: Path) -> None:
    told = run("campaigns", book=book)
    assert told.status == 0, told
    lines = told.out.splitlines()
    assert lines[0] == "Later: Planned"
    assert any(line.startswith("Autumn: Running until ") for line in lines)
    assert "  0 of 3 came back, 0 of 1 without the letter: too early to say" in lines
    listed = json.loads(run("campaigns", "--json", book=book).out)
    assert [each["campaign"] for each in listed] == ["Later", "Autumn"]


def test_letters_are_printed_and_noted_once(run: Run, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "autumn.pdf"
    draft = run("print", "campaign", "Autumn", "--out", str(out), "--draft", book=book)
    assert "noted" not in draft.out
    told = run("print", "campaign", "Autumn", "--out", str(out), book=book)
    assert (told.status, told.out.splitlines()) == (0, [str(out), "3 contacts were noted."])
    assert text_of(out.read_bytes()).count("Tea, Guest") == 3
    labels = run("print", "campaign", "Autumn", "--as", "labels", "--out", str(out), book=book)
    assert labels.out.splitlines() == [str(out)]
    table = tmp_path / "autumn.csv"
    assert run("export", "campaign", "Autumn", str(table), book=book).status == 0
    assert table.read_text("utf-8-sig").count("Tea, Guest") == 3


def test_what_is_not_there_is_refused(run: Run, book: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "x.pdf")
    refused(run("print", "campaign", "Nope", "--out", out, book=book), "“Nope”")
    refused(run("print", "campaign", "Later", "--out", out, book=book), "has not started")
    for wrong in (("--paper", "a3"), ("--as", "labels", "--start", "99")):
        assert run("print", "campaign", "Autumn", *wrong, "--out", out, book=book).status == 2
