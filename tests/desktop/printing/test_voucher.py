"""A gift voucher says what it is worth, until when, and is scanned like money is counted."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from desktop.i18n import speaking
from desktop.printing.look import ShopLook
from desktop.printing.voucher import VOUCHER_PAPERS, VoucherSheet, draw_voucher

Texts = Callable[[bytes], list[str]]
Codes = Callable[[bytes, int], list[str]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]

FIVE = VoucherSheet(
    ShopLook("Café Komorebi"),
    "7H3K29QXM4TA",
    "¥5,000",
    until=date(2027, 5, 21),
    small_print=("Good for all goods of this shop.", "Issued by Café Komorebi, 090-0000-1234."),
)
LONG = replace(
    FIVE,
    look=ShopLook("喫茶コモレビ " * 9, colour="#ffffff"),
    amount="KRW 1,234,567,890",
    left="KRW 1,234,567,889",
    until=None,
    for_name="ジョナサン・アレクサンダー・フィッツジェラルド Montgomery-Fitzgerald, Jonathan 🍰",
    small_print=FIVE.small_print * 3,
)


def printed(sheet: VoucherSheet, paper: str = "a6") -> bytes:
    to = io.BytesIO()
    draw_voucher(sheet, to, paper=paper)
    return to.getvalue()


@pytest.mark.parametrize("paper", VOUCHER_PAPERS)
def test_a_voucher_says_its_worth_its_end_and_who_issued_it(paper: str, texts: Texts) -> None:
    text = " ".join(texts(printed(FIVE, paper))[0].split())
    for expected in (
        "Café Komorebi", "Gift voucher", "¥5,000", "Until 21 May 2027", "7H3K-29QX-M4TA",
        "Good for all goods", "090-0000-1234",
    ):  # fmt: skip
        assert expected in text
    assert "left" not in text
    with speaking("ja"):
        japanese = " ".join(texts(printed(replace(FIVE, left="¥1,200"), paper))[0].split())
    for expected in ("商品券", "残り ¥1,200", "2027年5月21日まで有効"):
        assert expected in japanese


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("paper", VOUCHER_PAPERS)
@pytest.mark.parametrize("sheet", [FIVE, LONG])
def test_every_voucher_reads_back(sheet: VoucherSheet, paper: str, dpi: int, codes: Codes) -> None:
    assert codes(printed(sheet, paper), dpi) == ["7H3K29QXM4TA"]


@pytest.mark.parametrize("paper", VOUCHER_PAPERS)
def test_the_longest_words_stay_on_the_voucher_and_its_worth_is_whole(
    paper: str, ink: Ink, texts: Texts
) -> None:
    pdf = printed(LONG, paper)
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    left, bottom, right, top = ink(pdf)[0]
    assert left >= 9
    assert bottom >= 9
    assert right <= float(page.mediabox.width) - 9
    assert top <= float(page.mediabox.height) - 9
    text = texts(pdf)[0]
    assert "KRW 1,234,567,890" in text
    assert "KRW 1,234,567,889 left" in text
    assert "No last day" in text


def test_the_same_voucher_gives_the_same_bytes_with_a_title_and_a_language() -> None:
    assert printed(FIVE) == printed(FIVE)
    reader = pypdf.PdfReader(io.BytesIO(printed(FIVE)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Gift voucher"
    assert str(reader.root_object["/Lang"]) == "en"
