"""The list of follow-ups keeps each customer whole, with a box, a number, why, room for a note."""

import io
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest

from desktop.i18n import speaking
from desktop.printing.follow_ups import (
    FOLLOW_UP_PAPERS,
    FollowUpEntry,
    FollowUpGroup,
    FollowUpsSheet,
    draw_follow_ups,
)
from desktop.printing.look import ShopLook

Texts = Callable[[bytes], list[str]]
Touching = Callable[[bytes], list[tuple[str, str]]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]

TANAKA = FollowUpEntry(
    "Misaki Tanaka", "090-0000-0001", "due 14:00, late", "The beans were stale.", "Call", late=True
)
LIST = FollowUpsSheet(
    ShopLook("Café Komorebi"),
    "Whom to speak to",
    "As of 22 Nov 2026",
    (
        FollowUpGroup("Late", "1 customer", (TANAKA,)),
        FollowUpGroup("Birthdays", "1 customer", (replace(TANAKA, name="Ken", beside=""),)),
    ),
    "Nobody is to be spoken to.",
)
LONG = replace(
    LIST,
    look=ShopLook("喫茶コモレビ " * 9, address=("東京都" * 30,)),
    title="今日お声がけする方 " * 9,
    groups=tuple(
        FollowUpGroup(
            f"種類 {n} " * 14, "1,234 customers",
            tuple(
                FollowUpEntry("Montgomery-Fitzgerald " * 5, "+49 151 0000 0000 000 " * 3,
                              "nobody has spoken to them yet " * 4, "Say something kind. " * 16,
                              "Tell them at the counter " * 4)
                for _ in range(9)
            ),
        )
        for n in range(4)
    ),
)  # fmt: skip


def printed(sheet: FollowUpsSheet, paper: str = "a4") -> bytes:
    to = io.BytesIO()
    draw_follow_ups(sheet, to, paper=paper)
    return to.getvalue()


@pytest.mark.parametrize("paper", FOLLOW_UP_PAPERS)
def test_each_customer_stands_under_their_kind(paper: str, texts: Texts) -> None:
    (text,) = (" ".join(page.split()) for page in texts(printed(LIST, paper)))
    for expected in (
        "Whom to speak to", "As of 22 Nov 2026", "Late", "1 customer", "Misaki Tanaka",
        "090-0000-0001", "due 14:00, late", "The beans were stale.", "Call", "Note", "Ken",
    ):  # fmt: skip
        assert expected in text
    with speaking("ja"):
        assert "メモ" in "".join(texts(printed(LIST, paper)))


def test_where_there_is_nobody_it_says_so(texts: Texts) -> None:
    assert "Nobody is to be spoken to." in texts(printed(replace(LIST, groups=())))[0]


@pytest.mark.parametrize("paper", FOLLOW_UP_PAPERS)
def test_a_long_list_goes_on_under_its_kind_and_stays_on_its_pages(
    paper: str, ink: Ink, texts: Texts
) -> None:
    pdf = printed(LONG, paper)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) > 2
    for page, (left, bottom, right, top) in zip(pages, ink(pdf), strict=True):
        assert left >= 9
        assert bottom >= 9
        assert right <= float(page.mediabox.width) - 9
        assert top <= float(page.mediabox.height) - 9
    assert all("種類" in text for text in texts(pdf))
    assert pdf == printed(LONG, paper)


@pytest.mark.parametrize("paper", FOLLOW_UP_PAPERS)
@pytest.mark.parametrize("sheet", [LIST, LONG])
def test_no_line_runs_into_another(sheet: FollowUpsSheet, paper: str, touching: Touching) -> None:
    assert touching(printed(sheet, paper)) == []
