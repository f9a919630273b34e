"""The paper about the end of a day says every figure, and leaves room for a pen."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from desktop.i18n import speaking
from desktop.printing.day import DAY_PAPERS, draw_day
from desktop.printing.day_sheet import DayLine, DayPart, DaySheet, StaffLine
from desktop.printing.roll import ROLLS

Texts = Callable[[bytes], list[str]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]

MIO = StaffLine("Mio", 12, "¥18,390", 1, "−¥1,000", 2, "¥1,960", "¥19,350", "240")
SHEET = DaySheet(
    shop_name="Café Komorebi",
    day=date(2026, 11, 22),
    printed_at=datetime(2026, 11, 22, 19, 5, tzinfo=timezone(timedelta(hours=9))),
    hours="First sale 09:03, last sale 18:42",
    money=DayPart(
        "Money",
        (
            DayLine("All sales", "¥90,580"),
            DayLine("Points used as money", "−¥520"),
            DayLine("Money in", "¥85,920", is_sum=True),
        ),
    ),
    parts=(
        DayPart("Sales and customers", (DayLine("Sales with a customer", "33"),)),
        DayPart("Points", (DayLine("Points given", "1,269"),)),
    ),
    staff=(MIO, replace(MIO, name="Ken", money_in="¥37,560", refunds=0, plan_payments=0)),
    together=replace(MIO, name="Together", money_in="¥56,910"),
)


def printed(sheet: DaySheet, paper: str = "a4") -> bytes:
    to = io.BytesIO()
    draw_day(sheet, to, paper=paper)
    return to.getvalue()


def text_on(pages: list[str]) -> str:
    return " ".join(" ".join(page.split()) for page in pages)


@pytest.mark.parametrize("paper", DAY_PAPERS)
def test_the_day_is_told_with_what_should_be_there_and_by_whom(paper: str, texts: Texts) -> None:
    text = text_on(texts(printed(SHEET, paper)))
    for expected in (
        "Café Komorebi", "End of day", "Sun 22 Nov 2026", "First sale 09:03, last sale 18:42",
        "¥90,580", "−¥520", "¥85,920", "33", "1,269", "Counted in the drawer", "Difference",
        "Mio", "¥18,390", "−¥1,000", "¥1,960", "¥19,350", "Ken", "¥37,560", "22 Nov 2026 19:05",
    ):  # fmt: skip
        assert expected in text


def test_what_was_counted_is_printed_and_what_was_not_is_left_to_a_pen(texts: Texts) -> None:
    counted = (DayLine("Counted in the drawer", "¥85,000"), DayLine("Difference", "−¥920", True))
    for paper in DAY_PAPERS:
        told = text_on(texts(printed(replace(SHEET, counted=counted), paper)))
        assert "¥85,000" in told
        assert "−¥920" in told
    assert "______" in text_on(texts(printed(SHEET, "receipt58")))
    assert "______" not in text_on(texts(printed(replace(SHEET, counted=counted), "receipt58")))


@pytest.mark.parametrize("paper", DAY_PAPERS)
def test_a_day_without_anything_fits_too(paper: str, texts: Texts) -> None:
    empty = replace(SHEET, hours="", staff=(), together=None, parts=())
    (page,) = texts(printed(empty, paper))
    assert "¥85,920" in page
    assert "By whom" not in page


def test_more_people_than_a_page_holds_go_on_to_the_next(texts: Texts) -> None:
    many = tuple(replace(MIO, name=f"Person {number:02}") for number in range(70))
    pages = texts(printed(replace(SHEET, staff=many)))
    assert len(pages) == 3 - 1
    assert all(f"Person {number:02}" in text_on(pages) for number in range(70))
    assert "Together" in pages[-1]
    assert all("End of day" in page for page in pages)


@pytest.mark.parametrize("paper", DAY_PAPERS)
def test_long_names_stay_on_the_paper(paper: str, ink: Ink) -> None:
    long = "とても長い名前のお店とその店長のなまえがここにずっと続いていく株式会社"
    sheet = replace(SHEET, shop_name=long, staff=(replace(MIO, name=long), MIO))
    width = ROLLS[paper][0] if paper in ROLLS else {"a4": 595.3, "letter": 612.0}[paper]
    for left, _, right, _ in ink(printed(sheet, paper)):
        assert left > 0
        assert right < width


@pytest.mark.parametrize("paper", DAY_PAPERS)
def test_the_same_record_gives_the_same_bytes_in_either_language(paper: str) -> None:
    assert printed(SHEET, paper) == printed(SHEET, paper)
    with speaking("ja"):
        japanese = printed(SHEET, paper)
        assert japanese == printed(SHEET, paper)
    assert japanese != printed(SHEET, paper)
