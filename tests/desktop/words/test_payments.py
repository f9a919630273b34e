"""Vouchers and credit in words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from db.queries.credit import CreditMonth
from db.queries.month import MonthFigures
from db.queries.vouchers import VoucherMonth, VoucherMovement
from db.rules.shop import ShopSettings
from db.rules.vouchers import Voucher
from db.usecases.refunds import RefundOutcome
from desktop.i18n import use_language
from desktop.words.payments import (
    movement_lines,
    owed_words,
    refund_lines,
    state_words,
    until_words,
)

TODAY = date(2026, 11, 22)
VOUCHER = Voucher("47Q14XGBK3W5", 3000, 2000, TODAY)
BACK = RefundOutcome(
    "r", "s", None, amount=1780, money_back=1780, points_reversed=0, points_returned=0,
    balance=None, debt=None, coupons_freed=(),
)  # fmt: skip


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def test_each_state_has_its_words() -> None:
    ended = replace(VOUCHER, valid_until=date(2026, 11, 21))
    found = (
        VOUCHER, replace(VOUCHER, left=0), ended, replace(VOUCHER, voided_on=TODAY),
    )  # fmt: skip
    told = [state_words(voucher, today=TODAY)[0] for voucher in found]
    assert told == ["good", "used up", "has ended", "declared void"]
    assert until_words(VOUCHER) == "No last day"
    assert until_words(ended) == "Good until 21 Nov 2026"


def test_a_refund_that_is_handed_over_whole_needs_no_line() -> None:
    assert refund_lines(BACK, ShopSettings()) == []
    ways = replace(BACK, to_credit=300, to_vouchers=(("47Q14XGBK3W5", 1000),))
    assert ways.cash_back == 480
    assert refund_lines(ways, ShopSettings()) == [
        ("Back to voucher 47Q1-4XGB-K3W5", "¥1,000"), ("Back to the credit", "¥300"),
    ]  # fmt: skip


def test_what_is_owed_beside_points_is_told_where_there_is_any() -> None:
    month = MonthFigures(TODAY.replace(day=1), TODAY, TODAY, 90)
    assert owed_words(month, ShopSettings()) == ""
    owed = replace(month, credit=CreditMonth(added=500), vouchers=VoucherMonth(closing=3000))
    said = "Beside the points: ¥500 of credit, and ¥3,000 on vouchers."
    assert owed_words(owed, ShopSettings()) == said


@pytest.mark.parametrize("kind", ["issue", "use", "return", "void", "undo"])
def test_each_movement_has_its_words(kind: str) -> None:
    at = datetime(2026, 11, 22, 1, 14, tzinfo=UTC)
    moved = VoucherMovement(kind, at, TODAY, -400, 600, None, None)
    ((words, figure),) = movement_lines([moved], ShopSettings())
    assert words.startswith("22 Nov 2026 · ")
    assert figure == "−¥400"
