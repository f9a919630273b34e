"""`okaeri figures`: any period in lines or as the feed answers it, and who is behind a figure."""

import json

import pytest

from tests.desktop.command_line import Run, Shop, refused

pytestmark = pytest.mark.usefixtures("english")


def test_a_period_is_told_in_lines(run: Run, shop: Shop) -> None:
    told = run("figures", "2026-Q4", book=shop.book)
    assert told.status == 0, told
    lines = told.out.splitlines()
    assert lines[0] == "Q4 2026"
    assert any(line.startswith("Retention ") for line in lines)
    assert any(line.startswith("Points owed ") for line in lines)


def test_as_json_it_is_what_the_feed_answers(run: Run, shop: Shop) -> None:
    told = json.loads(run("figures", "2026-W47", "--json", book=shop.book).out)
    assert (told["period"], told["from"], told["to"]) == ("2026-W47", "2026-11-16", "2026-11-22")
    behind = json.loads(run("figures", "2026", "--behind", "buyers", "--json", book=shop.book).out)
    assert behind["figure"] == "buyers"
    assert behind["total"] == behind["amount"] == len(behind["customers"])
    assert "ok" not in behind


def test_the_customers_behind_a_figure_are_told_in_lines(run: Run, shop: Shop) -> None:
    told = run("figures", "2026", "--behind", "revenue", "--limit", "1", book=shop.book)
    assert told.status == 0, told
    assert " in all" in told.out.splitlines()[0]


@pytest.mark.parametrize(
    ("words", "saying"),
    [(("2026-13",), "2026-13"), (("2026", "--behind", "nobody"), "figure")],
)
def test_what_cannot_be_meant_is_refused(
    run: Run, shop: Shop, words: tuple[str, ...], saying: str
) -> None:
    refused(run("figures", *words, book=shop.book), saying)
