"""Postcards: the digits stand in their boxes, the address upright, the message has room."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest
from reportlab.lib.units import mm

from desktop.printing.postcard import (
    BOX,
    BOX_LEFTS,
    BOX_TOP,
    HAGAKI,
    POSTCARD_PAPERS,
    PostcardSheet,
    draw_postcards,
    words_fit,
)
from desktop.printing.sheet import A6_LYING
from tests.desktop.printing.conftest import Codes, Ink, Texts
from tests.desktop.printing.post import CODE, COUPON, FAR, FULL, LONG, NEAR, PLAIN, letters_of
from tests.desktop.read_back import about

SHEET = PostcardSheet(
    look=FULL,
    addressee=NEAR,
    greeting="田中 美咲 様",
    paragraphs=("お変わりなくお過ごしでしょうか。",),
    signed="喫茶こもれび",
    coupon=COUPON,
    note="ただいま1,282ポイントです。",
    sender_postcode="150-0000",
    sender_lines=("東京都渋谷区こもれび町1-2-3",),
)


def drawn(sheet: PostcardSheet, paper: str = "hagaki") -> bytes:
    pdf = io.BytesIO()
    draw_postcards([sheet], pdf, paper=paper)
    return pdf.getvalue()


def test_the_boxes_lie_where_the_post_wants_them() -> None:
    # Gaps of 1.3, 1.3, 1.9, 1.1, 1.1 and 1.1 mm; 8 mm from the right, 47.7 mm in all.
    gaps = [round((right - left - BOX[0]) / mm, 2) for left, right in pairwise(BOX_LEFTS)]
    assert gaps == [1.3, 1.3, 1.9, 1.1, 1.1, 1.1]
    assert round((HAGAKI[0] - BOX_LEFTS[-1] - BOX[0]) / mm, 2) == 8
    assert round((BOX_LEFTS[-1] + BOX[0] - BOX_LEFTS[0]) / mm, 2) == 47.7


@pytest.mark.parametrize("boxes", [True, False])
def test_each_digit_stands_in_its_box_and_touches_no_edge(boxes: bool) -> None:
    letters = letters_of(drawn(replace(SHEET, boxes=boxes)))
    foot = HAGAKI[1] - BOX_TOP - BOX[1]
    inside = [
        "".join(
            letter
            for letter, x0, y0, x1, y1 in letters
            if x0 > left + mm * 0.5
            and x1 < left + BOX[0] - mm * 0.5
            and y0 > foot + mm
            and y1 < foot + BOX[1] - mm
        )
        for left in BOX_LEFTS
    ]
    assert inside == list("1500001")


@pytest.mark.parametrize("addressee", [NEAR, FAR, LONG], ids=["near", "far", "long"])
@pytest.mark.parametrize("paper", POSTCARD_PAPERS)
def test_no_letter_of_an_address_runs_off_the_card(addressee: object, paper: str, ink: Ink) -> None:
    width, height = HAGAKI if paper == "hagaki" else A6_LYING
    for left, bottom, right, top in ink(drawn(replace(SHEET, addressee=addressee), paper)):  # type: ignore[arg-type]
        assert left >= 3 * mm
        assert bottom >= 3 * mm
        assert right <= width - 3 * mm
        assert top <= height - 3 * mm


def test_an_upright_address_reads_back_from_top_to_bottom(texts: Texts) -> None:
    front = "".join(texts(drawn(SHEET))[0].split())
    for said in (
        "東京都渋谷区神宮前",
        "こもれび荘101号室",
        "田中美咲様",
        "喫茶こもれび",
        "〒150-0000",
    ):
        assert said in front
    letters = [each for each in letters_of(drawn(SHEET)) if each[0] in "田中美咲様"]
    tops = [top for *_, top in letters[:5]]
    assert tops == sorted(tops, reverse=True)


@pytest.mark.parametrize("paper", POSTCARD_PAPERS)
def test_the_message_reads_back_and_its_coupon_is_scanned(
    paper: str, language: str, texts: Texts, codes: Codes
) -> None:
    pdf = drawn(SHEET, paper)
    message = "".join(texts(pdf)[1].split())
    assert "お変わりなくお過ごしでしょうか。" in message
    assert "ただいま1,282ポイントです。" in message
    for dpi in (203, 300):
        assert codes(pdf, dpi) == [CODE]
    assert about(pdf)[1] == language
    assert drawn(SHEET, paper) == pdf


@pytest.mark.parametrize("paper", POSTCARD_PAPERS)
def test_a_long_message_grows_smaller_until_it_can_be_read_no_more(
    paper: str, texts: Texts
) -> None:
    sentence = "いつもご愛顧いただき、ありがとうございます。"
    fits = [
        words_fit(replace(SHEET, paragraphs=(sentence * n,)), paper=paper) for n in range(1, 60)
    ]
    most = fits.index(False)
    assert most > 6
    assert not any(fits[most:])
    pdf = drawn(replace(SHEET, paragraphs=(sentence * most,)), paper)
    assert "".join(texts(pdf)[1].split()).count(sentence) == most


def test_a_card_that_has_its_boxes_gets_none(texts: Texts) -> None:
    assert "郵便はがき" in texts(drawn(SHEET))[0]
    assert "郵便はがき" not in texts(drawn(replace(SHEET, boxes=False)))[0]


def test_a_shop_without_logo_address_or_coupon_writes_too(texts: Texts) -> None:
    bare = replace(
        SHEET, look=PLAIN, coupon=None, note="", sender_postcode="", sender_lines=(), addressee=FAR
    )
    for paper in POSTCARD_PAPERS:
        assert len(texts(drawn(bare, paper))) == 2


def test_many_postcards_are_two_pages_each(texts: Texts) -> None:
    pdf = io.BytesIO()
    draw_postcards([SHEET] * 3, pdf)
    assert len(texts(pdf.getvalue())) == 6
