"""Letters: the address shows through the window, the words read back, the coupon is scanned."""

import io
from dataclasses import replace

import pytest
from reportlab.lib.units import mm

from desktop.printing.addressee import Addressee
from desktop.printing.letter import (
    LETTER_PAPERS,
    WINDOWS,
    Figure,
    FriendSlip,
    LetterSheet,
    Window,
    draw_letters,
)
from desktop.printing.sheet import PAGE_SIZES
from tests.desktop.printing.conftest import Codes, Ink, Texts
from tests.desktop.printing.post import CODE, COUPON, FAR, FULL, LONG, NEAR, PLAIN, letters_of
from tests.desktop.read_back import about

SHEET = LetterSheet(
    look=FULL,
    window="japan",
    addressee=NEAR,
    day="2026年11月22日",
    greeting="田中 美咲 様",
    paragraphs=("お変わりなくお過ごしでしょうか。", "一行目\n二行目"),
    closing="お待ちしております。",
    signed="喫茶こもれび",
    figures=(Figure("お持ちのポイント", "1,282"), Figure("期限の近いポイント", "120")),
    coupon=COUPON,
    friend=FriendSlip("A friend who names this code gets 300 points.", "MISAKI7"),
)


def drawn(sheet: LetterSheet, paper: str = "a4") -> bytes:
    pdf = io.BytesIO()
    draw_letters([sheet], pdf, paper=paper)
    return pdf.getvalue()


@pytest.mark.parametrize(("window", "paper"), [("japan", "a4"), ("din", "a4"), ("us", "letter")])
@pytest.mark.parametrize("addressee", [NEAR, FAR, LONG], ids=["near", "far", "long"])
def test_the_whole_address_and_nothing_else_shows_through_the_window(
    window: Window, paper: str, addressee: Addressee
) -> None:
    pdf = drawn(replace(SHEET, window=window, addressee=addressee), paper)
    place, height = WINDOWS[window], PAGE_SIZES[paper][1]
    left, right = place.left * mm, (place.left + place.width) * mm
    top, foot = height - place.top * mm, height - (place.top + place.height) * mm
    seen = "".join(
        letter
        for letter, x0, y0, x1, y1 in letters_of(pdf)
        if x0 >= left - 0.5 and x1 <= right + 0.5 and y0 >= foot - 0.5 and y1 <= top + 0.5
    )
    told = (*addressee.lines, addressee.name) if addressee.name_last else (
        addressee.name, *addressee.lines
    )  # fmt: skip
    assert seen == "".join("".join(told).split())


# Envelopes as they are sold, in mm: the envelope, the opening of its window from the left and the
# top, and the folded sheet. Where a sheet lies is known only to lie within the envelope; DIN 5008
# has its own rule for that, so that its field is the opening itself.
SOLD: dict[
    Window, tuple[tuple[float, float], tuple[float, float, float, float], tuple[float, float]]
]
SOLD = {
    "japan": ((235, 120), (20, 12, 90, 45), (210, 99)),
    "din": ((210, 105), (20, 45, 85, 45), (210, 105)),
    "us": ((241.3, 104.8), (22.2, 63.5, 114.3, 28.6), (215.9, 93.1)),
}


@pytest.mark.parametrize("window", SOLD)
def test_the_address_is_seen_however_the_sheet_slips_in_its_envelope(window: Window) -> None:
    envelope, (left, top, width, height), sheet = SOLD[window]
    place = WINDOWS[window]
    assert place.left >= left
    assert place.top >= top
    assert place.left + place.width <= left + width - (envelope[0] - sheet[0])
    assert place.top + place.height <= top + height - (envelope[1] - sheet[1])


@pytest.mark.parametrize("paper", LETTER_PAPERS)
def test_a_letter_reads_back_whole_in_both_languages(
    paper: str, language: str, texts: Texts, codes: Codes, ink: Ink
) -> None:
    pdf = drawn(SHEET, paper)
    text = "".join("".join(texts(pdf)).split())
    for said in (
        "喫茶こもれび",
        "お変わりなくお過ごしでしょうか。",
        "一行目",
        "二行目",
        "1,282",
        "MISAKI7",
    ):
        assert said in text
    for dpi in (203, 300):
        assert codes(pdf, dpi) == [CODE]
    title, lang = about(pdf)
    assert lang == language
    assert "田中 美咲 様" in title
    for left, bottom, right, top in ink(pdf):
        assert left >= 4 * mm
        assert right <= PAGE_SIZES[paper][0] - 15 * mm
        assert bottom >= 8 * mm
        assert top <= PAGE_SIZES[paper][1] - 8 * mm
    assert drawn(SHEET, paper) == pdf


def test_a_full_letter_has_one_page_and_a_long_one_goes_on_with_nothing_lost(texts: Texts) -> None:
    for window, paper in (("japan", "a4"), ("din", "a4"), ("us", "letter")):
        assert len(texts(drawn(replace(SHEET, window=window), paper))) == 1  # type: ignore[arg-type]
    words = tuple(f"Paragraph {number} of a letter that has much to say." for number in range(60))
    pages = texts(drawn(replace(SHEET, paragraphs=words)))
    assert len(pages) > 1
    assert all(each in " ".join(" ".join(pages).split()) for each in words)


def test_what_a_shop_did_not_say_leaves_no_hole(texts: Texts, codes: Codes) -> None:
    bare = replace(SHEET, look=PLAIN, figures=(), coupon=None, friend=None, paragraphs=())
    pdf = drawn(replace(bare, addressee=Addressee("田中 美咲 様")))
    assert "喫茶こもれび" in texts(pdf)[0]
    assert codes(pdf, 203) == []


def test_letters_that_no_font_owns_become_a_geta(texts: Texts) -> None:
    assert "〓" in texts(drawn(replace(SHEET, paragraphs=("\U0001f600 안녕",))))[0]


def test_many_letters_are_one_file_and_the_logo_is_in_it_once(texts: Texts) -> None:
    pdf = io.BytesIO()
    draw_letters([SHEET] * 20, pdf)
    assert len(texts(pdf.getvalue())) == 20
    assert len(pdf.getvalue()) < 2.5 * len(drawn(SHEET))
