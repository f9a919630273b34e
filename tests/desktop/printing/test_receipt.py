import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from desktop.i18n import speaking
from desktop.printing.coupon_sheet import CouponSheet
from desktop.printing.look import ShopLook
from desktop.printing.receipt import (
    RECEIPT_PAPERS,
    Discount,
    ExpiringPoints,
    Payment,
    PointsLine,
    ReceiptSheet,
    Refund,
    draw_receipt,
)
from desktop.printing.roll import ROLLS

Texts = Callable[[bytes], list[str]]
Codes = Callable[[bytes, int], list[str]]
Ink = Callable[[bytes], list[tuple[float, float, float, float]]]

TEN_FOURTEEN = datetime(2026, 11, 22, 10, 14, tzinfo=timezone(timedelta(hours=9)))
SLIP = ReceiptSheet(
    look=ShopLook("Café Komorebi"),
    sold_at=TEN_FOURTEEN,
    printed_at=TEN_FOURTEEN,
    currency="JPY",
    digits=0,
    sale_minor=1780,
    paid_minor=1780,
    staff="Mio",
    number="2000004128739",
    breakdown=(PointsLine("base", 17), PointsLine("Gold ×1.5", 8), PointsLine("Rainy day ×2", 17)),
    earned=42,
    balance=1282,
    expiring=ExpiringPoints(120, date(2026, 12, 31)),
    next_steps=("2 stamps to a free coffee",),
    words="Thank you, and okaeri!",
)


def _printed(sheet: ReceiptSheet, paper: str = "receipt80") -> bytes:
    to = io.BytesIO()
    draw_receipt(sheet, to, paper=paper)
    return to.getvalue()


@pytest.mark.parametrize("paper", RECEIPT_PAPERS)
def test_a_slip_says_what_was_paid_what_it_earned_and_what_that_makes(
    paper: str, texts: Texts
) -> None:
    text = " ".join(texts(_printed(SLIP, paper))[0].split())
    for expected in (
        "22 Nov 2026 10:14 · Mio",
        "¥1,780",
        "Gold ×1.5",
        "+17",
        "+42 → 1,282 points",
        "31 Dec 2026",
        "2 stamps to a free coffee",
    ):
        assert expected in text


def test_a_slip_speaks_japanese(texts: Texts) -> None:
    with speaking("ja"):
        text = texts(_printed(SLIP))[0]
    for expected in ("2026年11月22日 10:14", "お買い上げ", "+42 → 1,282 ポイント"):
        assert expected in text


def test_a_slip_shows_only_the_last_digits_of_a_member_number(texts: Texts) -> None:
    text = texts(_printed(SLIP))[0]
    assert "2873 9" in text
    assert "2000" not in text


def test_discounts_and_points_used_are_taken_off_in_sight(texts: Texts) -> None:
    used = replace(
        SLIP,
        paid_minor=1480,
        discounts=(Discount("Birthday coupon", 200),),
        points_used=100,
        points_used_minor=100,
    )
    text = texts(_printed(used))[0]
    for expected in ("Birthday coupon", "−¥200", "100 points used", "−¥100", "Paid", "¥1,480"):
        assert expected in text


def test_a_sale_without_a_customer_speaks_of_no_points(texts: Texts) -> None:
    nobody = replace(
        SLIP, number=None, breakdown=(), earned=None, balance=None, expiring=None, next_steps=()
    )
    assert "point" not in texts(_printed(nobody))[0]


def test_one_point_is_no_points(texts: Texts) -> None:
    text = texts(_printed(replace(SLIP, earned=1, balance=1, expiring=None)))[0]
    assert "+1 → 1 point\n" in text


def test_a_balance_below_nothing_is_said_with_its_sign(texts: Texts) -> None:
    text = texts(_printed(replace(SLIP, earned=None, balance=-30, expiring=None)))[0]
    assert "−30 points" in text


def test_a_copy_says_so_and_when_it_was_printed(texts: Texts) -> None:
    later = TEN_FOURTEEN + timedelta(days=1)
    text = texts(_printed(replace(SLIP, is_copy=True, printed_at=later)))[0]
    assert "Copy, printed 23 Nov 2026 10:14" in text


@pytest.mark.parametrize("paper", RECEIPT_PAPERS)
def test_long_labels_never_run_over_the_margin(paper: str, ink: Ink) -> None:
    long = replace(
        SLIP,
        look=ShopLook("喫茶コモレビ " * 6),
        currency="USD",
        digits=2,
        paid_minor=1,
        breakdown=(*SLIP.breakdown, PointsLine("雨の日ポイント2倍 " * 5, 123456)),
        discounts=(Discount("A coupon with a name nobody will ever read to its end", 177900000),),
    )
    left, _, right, _ = ink(_printed(long, paper))[0]
    width, margin = ROLLS[paper]
    assert margin - 0.5 <= left
    assert right <= width - margin + 0.5


def test_the_same_slip_gives_the_same_bytes() -> None:
    assert _printed(SLIP) == _printed(SLIP)


def test_what_credit_and_vouchers_paid_is_said_with_what_is_left(texts: Texts) -> None:
    paid = replace(
        SLIP,
        payments=(Payment("Gift voucher ····4TAB", 1000, 2000), Payment("Store credit", 300, 700)),
        refunds=(Refund(date(2026, 11, 23), 500),),
    )
    text = " ".join(texts(_printed(paid))[0].split())
    for expected in (
        "Gift voucher ····4TAB ¥1,000", "¥2,000 left", "Store credit ¥300", "¥700 left",
        "By cash or card ¥480", "Refunded, 23 Nov 2026 −¥500",
    ):  # fmt: skip
        assert expected in text


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("paper", RECEIPT_PAPERS)
def test_coupons_that_the_sale_brought_hang_below_and_read_back(
    paper: str, dpi: int, codes: Codes, texts: Texts
) -> None:
    coupons = tuple(
        CouponSheet(SLIP.look, f"Coffee {n}", f"9QXM4TAB{n:04}", for_name="田中 美咲")
        for n in range(3)
    )
    pdf = _printed(replace(SLIP, coupons=coupons, referral_code="MISAKI7"), paper)
    assert codes(pdf, dpi) == [coupon.code for coupon in coupons]
    (text,) = texts(pdf)
    assert "Coffee 2" in text
    assert "bring a friend: MISAKI7" in text
