"""What credit and vouchers pay, as the counter shows it."""

from dataclasses import replace

import pytest

from db.rules.payments import Payment
from db.rules.sales import SaleReckoning
from db.rules.shop import ShopSettings
from db.usecases.sales import SaleOutcome
from desktop.counter.payment_lines import left_lines, payment_lines, record_words
from desktop.i18n import use_language

SETTINGS = ShopSettings()
RECKONING = SaleReckoning(1780, (), 1780, 0, 0, 1780, ())
PLAIN = SaleOutcome(None, None, RECKONING, None, None, None, None, tier_is_new=False)
PAID = replace(
    PLAIN, customer_id="c", payments=(Payment(1000, "47Q14XGBK3W5", 0), Payment(300, None, 200))
)


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def test_a_sale_without_them_has_no_lines() -> None:
    assert payment_lines(PLAIN, SETTINGS) == left_lines(PLAIN, SETTINGS) == []


def test_what_is_left_to_pay_stands_in_large_under_what_was_paid() -> None:
    lines = payment_lines(PAID, SETTINGS)
    assert [(line.words, line.figure, line.kind) for line in lines] == [
        ("Amount", "¥1,780", "line"),
        ("Voucher 47Q1-4XGB-K3W5", "−¥1,000", "line"),
        ("Credit", "−¥300", "line"),
        ("Left to pay", "¥480", "due"),
    ]
    less = replace(RECKONING, total=1700, paid=1700)
    assert payment_lines(replace(PAID, reckoning=less), SETTINGS)[0].words.startswith("Voucher")


def test_afterwards_what_is_left_on_each_is_told() -> None:
    told = [(line.words, line.figure) for line in left_lines(PAID, SETTINGS)]
    assert told == [
        ("Left to pay", "¥480"), ("Left on 47Q1-4XGB-K3W5", "¥0"), ("Credit left", "¥200"),
    ]  # fmt: skip


def test_the_button_says_the_money_that_is_taken() -> None:
    assert record_words(PAID, SETTINGS) == "Take ¥480 and give 0 points"
    assert record_words(replace(PAID, customer_id=None), SETTINGS) == "Take ¥480"
