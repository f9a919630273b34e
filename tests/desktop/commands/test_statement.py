"""`okaeri statement` and its paper: the figures of the feed, for eyes and for other programs."""

import json
from pathlib import Path

import pytest

from tests.desktop.command_line import Run, Shop, refused
from tests.desktop.read_back import about, text_of

pytestmark = pytest.mark.usefixtures("english")


def test_the_lines_stand_under_each_other_with_the_balance(run: Run, shop: Shop) -> None:
    told = run("statement", shop.customer, book=shop.book)
    assert told.status == 0
    lines = told.out.splitlines()
    assert lines[0].startswith("田中 美咲 · No. ")
    assert "Line by line" in lines
    assert any(line.split()[1:3] == ["+19", "19"] and "Sale ¥1,980" in line for line in lines)
    assert "Where the points lie" in lines


def test_as_json_it_is_what_the_feed_answers(run: Run, shop: Shop) -> None:
    told = json.loads(run("statement", shop.customer, "--json", book=shop.book).out)
    assert told["customer"] == shop.customer
    assert told["lines"][0]["cause"]["sale"] == shop.sale
    changes = sum(line["change"]["points"] for line in told["lines"])
    assert told["opening"]["points"] + changes == told["closing"]["points"] == 19
    assert "ok" not in told


def test_from_a_day_on_the_rest_is_brought_forward(run: Run, shop: Shop) -> None:
    told = run("statement", shop.customer, "--from", "2026-11-01", book=shop.book)
    assert "Brought forward" in told.out
    assert "Nothing has moved the points in this time." in told.out
    assert "Sale ¥1,980" in told.out, "the lot is still there"


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_paper_can_be_read_back(run: Run, shop: Shop, tmp_path: Path, paper: str) -> None:
    out = tmp_path / "statement.pdf"
    asked = ("print", "statement", shop.customer, "--out", out, "--paper", paper)
    printed = run(*asked, book=shop.book)
    assert (printed.status, printed.out) == (0, f"{out}\n")
    text = text_of(out.read_bytes())
    for said in ("Points statement", "田中 美咲", "花の店", "Sale ¥1,980", "+19"):
        assert said in text
    title, _ = about(out.read_bytes())
    assert title == "Points statement, 田中 美咲"


def test_the_paper_begins_on_the_day_that_is_named(run: Run, shop: Shop, tmp_path: Path) -> None:
    out = tmp_path / "statement.pdf"
    asked = ("print", "statement", shop.customer, "--from", "2026-11-01", "--out", out)
    assert run(*asked, book=shop.book).status == 0
    assert "1 Nov 2026 to" in text_of(out.read_bytes())


@pytest.mark.parametrize(
    ("asked", "saying"),
    [
        (("statement", "nobody"), "nobody"),
        (("statement", "A-77", "--from", "2026-02-30"), "2026-02-30"),
        (("print", "statement", "nobody", "--out", "x.pdf"), "nobody"),
    ],
)
def test_what_cannot_be_said_is_refused_in_a_sentence(
    run: Run, shop: Shop, asked: tuple[str, ...], saying: str
) -> None:
    refused(run(*asked, book=shop.book), saying)
