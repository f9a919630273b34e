"""Five slips, each of which says and shows the code, can be torn off and is read by the scanner."""

import io
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from desktop.i18n import speaking
from desktop.printing.friend_slips import (
    FRIEND_PAPERS,
    SLIPS,
    FriendSlipSheet,
    draw_friend_slips,
)
from desktop.printing.look import ShopLook
from desktop.receipt_raster import dots_of

Texts = Callable[[bytes], list[str]]
Touching = Callable[[bytes], list[tuple[str, str]]]
Codes = Callable[[bytes, int], list[str]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]

SLIP = FriendSlipSheet(
    ShopLook("Café Komorebi", address=("1-2-3 Komorebi",)),
    "MISAKI7",
    "Misaki thought of you",
    "Your first purchase of ¥1,000 or more brings you 200 points, and Misaki 300 points.",
)
LONG = replace(
    SLIP,
    look=ShopLook("喫茶コモレビ " * 9, address=("東京都" * 30,), colour="#ffffff"),
    code="ALEXANDR2345",
    heading="ジョナサン・アレクサンダー・フィッツジェラルドさんからのご紹介です",
    words="はじめてのお買い物が¥1,234,567以上で、あなたに「ケーキと飲み物のセット」のクーポン、"
    "アレクサンダーさんに「ケーキと飲み物のセット」のクーポンをさしあげます。" * 2,
)


def printed(sheet: FriendSlipSheet, paper: str = "a4") -> bytes:
    to = io.BytesIO()
    draw_friend_slips(sheet, to, paper=paper)
    return to.getvalue()


@pytest.mark.parametrize("paper", FRIEND_PAPERS)
def test_each_slip_says_it_all(paper: str, texts: Texts) -> None:
    text = " ".join(" ".join(texts(printed(SLIP, paper))).split())
    for expected in ("Café Komorebi", "MISAKI7", "Misaki thought of you", "¥1,000 or more",
                     "Say this code", "1-2-3 Komorebi"):  # fmt: skip
        assert expected in text
    with speaking("ja"):
        assert "このコードをお伝えください" in "".join(texts(printed(SLIP, paper)))


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("paper", FRIEND_PAPERS)
@pytest.mark.parametrize("sheet", [SLIP, LONG])
def test_all_five_read_back(sheet: FriendSlipSheet, paper: str, dpi: int, codes: Codes) -> None:
    assert codes(printed(sheet, paper), dpi) == [sheet.code] * SLIPS


def test_sheets_are_one_page_and_rolls_one_slip_after_the_other() -> None:
    counts = {paper: len(pypdf.PdfReader(io.BytesIO(printed(SLIP, paper))).pages)
              for paper in FRIEND_PAPERS}  # fmt: skip
    assert counts == {"a4": 1, "letter": 1, "a6": 1, "receipt80": SLIPS, "receipt58": SLIPS}


@pytest.mark.parametrize("paper", FRIEND_PAPERS)
def test_the_longest_words_stay_on_the_page(paper: str, ink: Ink, texts: Texts) -> None:
    pdf = printed(LONG, paper)
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    left, bottom, right, top = ink(pdf)[0]
    assert left >= 9
    assert bottom >= 9
    assert right <= float(page.mediabox.width) - 9
    assert top <= float(page.mediabox.height) - 9
    assert "ALEXANDR2345" in "".join(texts(pdf))


def test_the_same_slips_give_the_same_bytes() -> None:
    assert printed(LONG) == printed(LONG)


@pytest.mark.parametrize(("paper", "dots"), [("receipt80", 576), ("receipt58", 384)])
def test_on_a_roll_each_slip_is_black_dots(qapp: QApplication, paper: str, dots: int) -> None:
    del qapp
    pages = dots_of(printed(SLIP, paper), dots=dots)
    assert [(page.mode, page.width) for page in pages] == [("1", dots)] * SLIPS


@pytest.mark.parametrize("paper", FRIEND_PAPERS)
@pytest.mark.parametrize("sheet", [SLIP, LONG])
def test_no_line_runs_into_another(sheet: FriendSlipSheet, paper: str, touching: Touching) -> None:
    assert touching(printed(sheet, paper)) == []
