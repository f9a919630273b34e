"""The slip of a plan's payment says for which days, what was paid and what it brought."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pypdf
import pytest
from PySide6.QtWidgets import QApplication

from desktop.i18n import speaking
from desktop.printing.coupon_sheet import CouponSheet
from desktop.printing.look import ShopLook
from desktop.printing.plan_receipt import (
    PLAN_RECEIPT_PAPERS,
    PlanReceiptSheet,
    draw_plan_receipt,
)
from desktop.receipt_raster import dots_of

Texts = Callable[[bytes], list[str]]
Touching = Callable[[bytes], list[tuple[str, str]]]
Codes = Callable[[bytes, int], list[str]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]

LOOK = ShopLook("Café Komorebi", address=("1-2-3 Komorebi",))
PAID = PlanReceiptSheet(
    LOOK,
    title="Plan changed",
    paid_at=datetime.fromisoformat("2026-11-22T10:14+09:00"),
    staff="Aoi",
    number="2000000000015",
    plan="Whole Year",
    period="22 Nov 2026 to 21 Nov 2027",
    amounts=(("Price", "¥9,800"), ("Credit for days left", "−¥980")),
    paid="¥8,820",
    notes=("until now: Coffee Pass",),
    earned=("+50 points",),
    next_steps=("Next renewal by 21 Nov 2027: ¥9,800.",),
    referral_line="bring a friend: MISAKI7",
    words="Thank you.",
    coupons=(CouponSheet(LOOK, "Slice of cake", "7H3K29QXM4TA"),),
)
LONG = replace(
    PAID,
    look=ShopLook("喫茶コモレビ " * 9),
    plan="Unlimited coffee, tea and cake of the house 朝のお客さま専用プラン",
    amounts=(("Price of a very long name indeed", "KRW 1,234,567,890"),),
    paid="KRW 1,234,567,890",
)


def printed(sheet: PlanReceiptSheet, paper: str = "receipt80") -> bytes:
    to = io.BytesIO()
    draw_plan_receipt(sheet, to, paper=paper)
    return to.getvalue()


@pytest.mark.parametrize("paper", PLAN_RECEIPT_PAPERS)
def test_everything_stands_on_the_slip_and_the_number_is_masked(paper: str, texts: Texts) -> None:
    (text,) = (" ".join(page.split()) for page in texts(printed(PAID, paper)))
    for expected in (
        "Café Komorebi", "22 Nov 2026 10:14 · Aoi", "Plan changed", "Whole Year",
        "22 Nov 2026 to 21 Nov 2027", "until now: Coffee Pass", "¥9,800", "−¥980", "¥8,820", "Paid",
        "+50 points", "Next renewal by 21 Nov 2027", "MISAKI7", "Thank you.", "Slice of cake",
        "···· 0001 5",
    ):  # fmt: skip
        assert expected in text
    assert "2000" not in text
    with speaking("ja"):
        assert "お支払い" in "".join(texts(printed(PAID, paper)))


@pytest.mark.parametrize("paper", PLAN_RECEIPT_PAPERS)
def test_its_coupon_is_cut_off_and_scanned(paper: str, codes: Codes) -> None:
    assert codes(printed(PAID, paper), 203) == ["7H3K29QXM4TA"]


@pytest.mark.parametrize("paper", PLAN_RECEIPT_PAPERS)
def test_the_longest_words_stay_on_the_roll(paper: str, ink: Ink) -> None:
    pdf = printed(LONG, paper)
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    left, bottom, right, top = ink(pdf)[0]
    assert left >= 9
    assert bottom >= 9
    assert right <= float(page.mediabox.width) - 9
    assert top <= float(page.mediabox.height) - 9


@pytest.mark.parametrize(("paper", "dots"), [("receipt80", 576), ("receipt58", 384)])
def test_it_is_the_same_bytes_each_time_and_black_dots_on_the_head(
    qapp: QApplication, paper: str, dots: int
) -> None:
    del qapp
    assert printed(PAID, paper) == printed(PAID, paper)
    (page,) = dots_of(printed(PAID, paper), dots=dots)
    assert (page.mode, page.width) == ("1", dots)


@pytest.mark.parametrize("paper", PLAN_RECEIPT_PAPERS)
@pytest.mark.parametrize("sheet", [PAID, LONG])
def test_no_line_runs_into_another(sheet: PlanReceiptSheet, paper: str, touching: Touching) -> None:
    assert touching(printed(sheet, paper)) == []
