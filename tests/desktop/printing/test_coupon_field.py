"""On every size of coupon, however full, nothing runs into anything else."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdf
import pypdfium2
import pytest
from PIL import Image

from desktop.printing.coupon import COUPON_PAPERS, draw_coupons
from desktop.printing.coupon_sheet import CouponSheet
from desktop.printing.look import ShopLook

Codes = Callable[[bytes, int], list[str]]


def picture(width: int, height: int) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height), (0, 0, 255)).save(content, "PNG")
    return content.getvalue()


FULL = CouponSheet(
    look=ShopLook("喫茶コモレビ " * 4, logo=picture(90, 30)),
    title="季節のフルーツパフェ Seasonal parfait 抹茶アイスクリームとゼリー添え with tea",
    title2="A second title that goes on and on with everything in it",
    code="C7K29QXM4TAB",
    valid_from=date(2026, 12, 1),
    valid_until=date(2026, 12, 25),
    for_name="ジョナサン・アレクサンダー・フィッツジェラルド",
    conditions=("from ¥1,000", "for Cakes, Drinks, Beans", "¥500 off at most"),
    uses=3,
    words="Thank you for your patience during the works in our street. " * 3,
    picture=picture(400, 300),
)
SHORT = CouponSheet(ShopLook("花"), "Tea", "C7K29QXM4TAB", title2="お茶", words="Sit down.")


def printed(sheet: CouponSheet, paper: str = "a6", *, count: int = 1) -> bytes:
    to = io.BytesIO()
    draw_coupons([replace(sheet, code=f"9QXM4TAB{n:04}") for n in range(count)], to, paper=paper)
    return to.getvalue()


def boxes(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Return where each line of text stands on the first page."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    found = [page.get_rect(place) for place in range(page.count_rects())]
    document.close()
    return found


FRIEND = "bring a friend: ALEXANDR23"


@pytest.mark.parametrize(
    "sheet", [FULL, SHORT, replace(FULL, picture=None), replace(FULL, friend=FRIEND)]
)
@pytest.mark.parametrize("paper", COUPON_PAPERS)
def test_no_line_of_text_touches_another(paper: str, sheet: CouponSheet) -> None:
    lines = boxes(printed(sheet, paper))
    assert len(lines) >= 5
    for place, (left, bottom, right, top) in enumerate(lines):
        for other_left, other_bottom, other_right, other_top in lines[place + 1 :]:
            across = min(right, other_right) - max(left, other_left)
            down = min(top, other_top) - max(bottom, other_bottom)
            assert across <= 0.1 or down <= 0.1, (lines[place], paper)


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("paper", COUPON_PAPERS)
def test_the_fullest_coupons_read_back(paper: str, dpi: int, codes: Codes) -> None:
    assert len(codes(printed(FULL, paper, count=6), dpi)) == 6


def test_a_picture_has_its_place_where_there_is_room_and_none_where_there_is_not() -> None:
    for paper, shown in (("a6", True), ("a4", True), ("labels-letter-3x10", False)):
        document = pypdfium2.PdfDocument(printed(replace(SHORT, picture=picture(400, 300)), paper))
        pixels = document[0].render(scale=1).to_pil().convert("RGB")
        document.close()
        counted = {colour: count for count, colour in pixels.getcolors(1 << 20) or []}
        assert (counted.get((0, 0, 255), 0) > 900) == shown, paper


def test_a_picture_leaves_the_code_its_white() -> None:
    tall = replace(SHORT, picture=picture(100, 900))
    document = pypdfium2.PdfDocument(printed(tall))
    page = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    right, foot = page.width - 26, page.height - 26
    beside_code = page.crop((right - 74, foot - 74 - 13, right, foot - 75))
    assert [colour for _, colour in beside_code.getcolors() or []] == [(255, 255, 255)]


def test_a_thousand_coupons_of_one_look_hold_its_picture_once() -> None:
    pdf = printed(FULL, "a4", count=1000)
    assert len(pdf) < 1000 * 1500 + len(printed(FULL, "a4"))
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 125


@pytest.mark.parametrize("paper", COUPON_PAPERS)
@pytest.mark.parametrize("sheet", [replace(FULL, friend=FRIEND), replace(SHORT, friend=FRIEND)])
def test_a_code_for_friends_is_shown_whole_or_not_at_all(paper: str, sheet: CouponSheet) -> None:
    document = pypdfium2.PdfDocument(printed(sheet, paper))
    text = "".join(document[0].get_textpage().get_text_range().split())
    document.close()
    assert ("bringafriend" in text) == ("ALEXANDR23" in text)
    if sheet.title == SHORT.title:
        assert "ALEXANDR23" in text
