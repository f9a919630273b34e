import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from desktop.i18n import speaking
from desktop.printing.coupon import COUPON_PAPERS, draw_coupon, draw_coupons, fields_of
from desktop.printing.coupon_sheet import CouponSheet
from desktop.printing.look import ShopLook

Texts = Callable[[bytes], list[str]]
Codes = Callable[[bytes, int], list[str]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]

CAKE = CouponSheet(
    look=ShopLook("Café Komorebi"),
    title="Slice of cake",
    title2="お誕生日ケーキ",
    code="C7K29QXM4TAB",
    valid_until=date(2026, 12, 25),
    for_name="田中 美咲",
    conditions=("with any drink",),
    words="Come and sit by the window.",
)
LONG = CouponSheet(
    look=ShopLook("喫茶コモレビ " * 6),
    title="季節のフルーツパフェ Seasonal parfait 抹茶アイスクリームとゼリー添え with tea",
    code="7H3K29QXM4TA",
    valid_from=date(2026, 12, 1),
    valid_until=date(2026, 12, 25),
    for_name="ジョナサン・アレクサンダー・フィッツジェラルド Montgomery-Fitzgerald",
    conditions=tuple(f"condition number {n} that takes some room" for n in range(9)),
    uses=3,
    words="Thank you for your patience during the works in our street. " * 4,
)


def _printed(*sheets: CouponSheet, paper: str = "a6") -> bytes:
    to = io.BytesIO()
    draw_coupons(sheets, to, paper=paper)
    return to.getvalue()


@pytest.mark.parametrize("paper", COUPON_PAPERS)
def test_a_coupon_says_shop_reward_person_last_day_and_code(paper: str, texts: Texts) -> None:
    text = texts(_printed(CAKE, paper=paper))[0]
    for expected in ("Café Komorebi", "お誕生日ケーキ", "田中 美咲", "25 Dec 2026", "once"):
        assert expected in text
    assert "C7K2-9QXM-4TAB" in text
    assert "with any drink" in text


@pytest.mark.parametrize("paper", COUPON_PAPERS)
def test_a_coupon_speaks_japanese(paper: str, texts: Texts) -> None:
    with speaking("ja"):
        text = texts(_printed(CAKE, paper=paper))[0]
    for expected in ("2026年12月25日まで有効", "1回限り", "田中 美咲 様"):
        assert expected in text


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("paper", COUPON_PAPERS)
def test_every_coupon_of_a_batch_reads_back(paper: str, dpi: int, codes: Codes) -> None:
    batch = [replace(CAKE, code=f"9QXM4TAB{n:04}") for n in range(12)]
    batch[5] = replace(LONG, code=batch[5].code)
    read = codes(_printed(*batch, paper=paper), dpi)
    assert sorted(read) == [sheet.code for sheet in batch]


@pytest.mark.parametrize("paper", COUPON_PAPERS)
def test_long_names_never_run_over_the_margin(paper: str, ink: Ink) -> None:
    pdf = _printed(LONG, LONG, paper=paper)
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    left, bottom, right, top = ink(pdf)[0]
    edge = 9  # three millimetres
    assert left >= edge
    assert bottom >= edge
    assert right <= float(page.mediabox.width) - edge
    assert top <= float(page.mediabox.height) - edge


def test_lines_of_a_full_coupon_do_not_touch_each_other(texts: Texts) -> None:
    text = texts(_printed(LONG))[0]
    assert "From 1 Dec 2026 to 25 Dec 2026" in text
    assert "3 times" in text
    assert "…" in text  # nine conditions have no room, and that is said


def test_a_letter_no_font_owns_is_replaced_and_the_rest_can_still_be_copied(texts: Texts) -> None:
    sheet = replace(CAKE, title="ケーキ🍰ひとつ", for_name="\U00020bb7野 花子")
    text = texts(_printed(sheet))[0]
    assert "ケーキ〓ひとつ" in text
    assert "〓野 花子" in text


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "No last day"),
        (date(2026, 12, 1), None, "From 1 Dec 2026"),
        (date(2026, 12, 1), date(2027, 1, 9), "From 1 Dec 2026 to 9 Jan 2027"),
    ],
)
def test_a_coupon_says_from_when_until_when(
    first: date | None, last: date | None, said: str, texts: Texts
) -> None:
    assert said in texts(_printed(replace(CAKE, valid_from=first, valid_until=last)))[0]


def test_the_same_coupons_give_the_same_bytes() -> None:
    assert _printed(CAKE, LONG, paper="a4") == _printed(CAKE, LONG, paper="a4")


@pytest.mark.parametrize(
    ("paper", "fields"),
    [
        ("a6", 1), ("a4", 8), ("letter", 8), ("receipt58", 1), ("labels-2x5", 10),
        ("labels-2x6", 12), ("labels-3x7", 21), ("labels-2x7", 14), ("labels-letter-2x5", 10),
        ("labels-letter-3x10", 30),
    ],
)  # fmt: skip
def test_a_page_holds_as_many_as_its_paper_has_fields(
    paper: str, fields: int, texts: Texts
) -> None:
    assert fields_of(paper) == fields
    assert len(texts(_printed(*[CAKE] * (fields + 1), paper=paper))) == 2


def test_a_used_sheet_of_labels_begins_at_its_first_free_one(codes: Codes) -> None:
    batch = [replace(CAKE, code=f"9QXM4TAB{n:04}") for n in range(4)]
    to = io.BytesIO()
    draw_coupons(batch, to, paper="labels-2x5", start=9)
    pages = pypdf.PdfReader(io.BytesIO(to.getvalue())).pages
    assert ["0000" in page.extract_text() for page in pages] == [True, False]
    assert ["0003" in page.extract_text() for page in pages] == [False, True]
    assert len(codes(to.getvalue(), 203)) == 4


def test_what_a_batch_has_in_common_is_stored_once() -> None:
    batch = [replace(CAKE, code=f"9QXM4TAB{n:04}") for n in range(80)]
    assert len(_printed(*batch, paper="a4")) < 80 * 1500 + len(_printed(CAKE))


def test_one_coupon_is_a_batch_of_one() -> None:
    to = io.BytesIO()
    draw_coupon(CAKE, to)
    assert to.getvalue() == _printed(CAKE)
