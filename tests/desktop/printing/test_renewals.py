"""The list of renewals keeps each member whole, with a box, what to say and room for a note."""

import io
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest

from desktop.i18n import speaking
from desktop.printing.look import ShopLook
from desktop.printing.renewals import (
    RENEWAL_PAPERS,
    RenewalLine,
    RenewalsSheet,
    RenewalWeek,
    draw_renewals,
)

Texts = Callable[[bytes], list[str]]
Touching = Callable[[bytes], list[tuple[str, str]]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]

TANAKA = RenewalLine(
    "Misaki Tanaka", "2000 0000 0001 5 · 090-0000-0001", "Coffee Pass", "until 28 Nov 2026", "¥980",
    "Renew today and get 100 extra points.",
)  # fmt: skip
LIST = RenewalsSheet(
    ShopLook("Café Komorebi"),
    "Renewals",
    "As of 22 Nov 2026",
    (
        RenewalWeek("23–29 Nov", "1 member · ¥980", (TANAKA,)),
        RenewalWeek("30 Nov–6 Dec", "1 member · ¥980", (replace(TANAKA, name="Ken", late=True),)),
    ),
    "Nobody is to be spoken to.",
)
LONG = replace(
    LIST,
    look=ShopLook("喫茶コモレビ " * 9, address=("東京都" * 30,)),
    title="更新のご案内 " * 9,
    weeks=tuple(
        RenewalWeek(
            f"週 {n} " * 14, "KRW 1,234,567,890 " * 4,
            tuple(
                RenewalLine("Montgomery-Fitzgerald " * 5, "2000 0000 0001 5 · 090-0000-0001 " * 3,
                            "Unlimited coffee 飲み放題 " * 4, "until 28 February 2027 " * 4,
                            "KRW 1,234,567,890", "Say something kind. " * 16)
                for _ in range(9)
            ),
        )
        for n in range(4)
    ),
)  # fmt: skip


def printed(sheet: RenewalsSheet, paper: str = "a4") -> bytes:
    to = io.BytesIO()
    draw_renewals(sheet, to, paper=paper)
    return to.getvalue()


@pytest.mark.parametrize("paper", RENEWAL_PAPERS)
def test_each_member_stands_under_their_week(paper: str, texts: Texts) -> None:
    (text,) = (" ".join(page.split()) for page in texts(printed(LIST, paper)))
    for expected in (
        "Renewals", "As of 22 Nov 2026", "23–29 Nov", "1 member · ¥980", "Misaki Tanaka",
        "090-0000-0001", "Coffee Pass", "until 28 Nov 2026", "Renew today", "Note", "Ken",
    ):  # fmt: skip
        assert expected in text
    with speaking("ja"):
        assert "メモ" in "".join(texts(printed(LIST, paper)))


def test_where_there_is_nobody_it_says_so(texts: Texts) -> None:
    assert "Nobody is to be spoken to." in texts(printed(replace(LIST, weeks=())))[0]


@pytest.mark.parametrize("paper", RENEWAL_PAPERS)
def test_a_long_list_goes_on_under_its_week_and_stays_on_its_pages(
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
    assert all("週" in text for text in texts(pdf))


def test_the_same_list_gives_the_same_bytes() -> None:
    assert printed(LONG) == printed(LONG)


@pytest.mark.parametrize("paper", RENEWAL_PAPERS)
@pytest.mark.parametrize("sheet", [LIST, LONG])
def test_no_line_runs_into_another(sheet: RenewalsSheet, paper: str, touching: Touching) -> None:
    assert touching(printed(sheet, paper)) == []
