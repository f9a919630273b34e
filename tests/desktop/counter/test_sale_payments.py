"""What is to pay for the sale that is typed."""

from dataclasses import replace
from datetime import date

import pytest

from db.rules.payments import PayWith
from db.rules.shop import ShopSettings
from db.rules.vouchers import Voucher
from desktop.counter.sale_payments import SalePayments
from desktop.i18n import use_language

SETTINGS = ShopSettings()
VOUCHER = Voucher("47Q14XGBK3W5", 3000, 2000, date(2026, 11, 22))


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def test_vouchers_pay_before_the_credit_each_once() -> None:
    payments = SalePayments(held_credit=500)
    assert payments.is_empty()
    payments.credit = True
    payments.put_on(VOUCHER)
    payments.put_on(VOUCHER)
    assert payments.pay_with() == (PayWith(VOUCHER.code), PayWith())
    assert not payments.is_empty()
    payments.begin_anew()
    assert payments.is_empty()
    assert payments.held_credit == 500


def test_credit_is_offered_while_there_is_some_that_does_not_pay_yet() -> None:
    assert SalePayments().offers(SETTINGS) == ("", "")
    payments = SalePayments()
    payments.hold(500, ())
    assert payments.offers(SETTINGS) == ("Use credit ¥500", "")
    payments.credit = True
    assert payments.offers(SETTINGS) == ("", "")


def test_vouchers_in_their_name_are_offered_one_after_the_other() -> None:
    payments, other = SalePayments(), replace(VOUCHER, code="other", left=30)
    payments.hold(0, (VOUCHER, other))
    assert payments.offers(SETTINGS) == ("", "Use voucher ¥2,000")
    payments.put_on(VOUCHER)
    assert payments.offers(SETTINGS) == ("", "Use voucher ¥30")
    payments.put_on(other)
    assert payments.own_voucher() is None


def test_credit_that_is_gone_by_now_is_not_asked_for() -> None:
    payments = SalePayments(held_credit=0, credit=True)
    assert payments.pay_with() == ()
    assert payments.chips(None, SETTINGS) == []


def test_chips_say_what_is_held_and_take_off_what_is_theirs() -> None:
    payments = SalePayments(held_credit=500, vouchers=[VOUCHER], credit=True)
    words = [(chip.key, chip.words) for chip in payments.chips(None, SETTINGS)]
    assert words == [("voucher:47Q14XGBK3W5", "Voucher ¥2,000"), ("credit:", "Credit ¥500")]
    assert not payments.take_off("coupon:47Q14XGBK3W5")
    assert all(payments.take_off(key) for key, _ in words)
    assert payments.is_empty()
