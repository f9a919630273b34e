"""Gift vouchers: codes that are no coupon's, states, last days."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import UnknownVoucher, VoucherNotValid
from db.rules.coupons import ALPHABET, code_of, spoken_code
from db.rules.vouchers import (
    Voucher,
    check_voucher,
    is_short,
    last_day_after_return,
    read_voucher_code,
    state_on,
    voucher_key,
)

KEY = bytes(range(32))
TODAY = date(2026, 11, 22)
VOUCHER = Voucher("47Q14XGBK3W5", 3000, 3000, TODAY)
PARTS = st.text(ALPHABET, min_size=8, max_size=8)


@given(part=PARTS)
def test_a_voucher_s_code_is_read_as_people_type_it(part: str) -> None:
    code = code_of(part, key=voucher_key(KEY))
    typed = spoken_code(code).lower().replace("0", "o").replace("1", "l")
    assert read_voucher_code(f" {typed} ", coupon_key=KEY) == code


def test_a_wrong_letter_a_coupon_and_no_code_at_all_are_told_apart() -> None:
    code = code_of("47Q14XGB", key=voucher_key(KEY))
    wrong = ("1" if code[0] != "1" else "2") + code[1:]
    for text, problem in (
        (wrong, "letter"),
        (code_of("47Q14XGB", key=KEY), "coupon"),
        ("47Q14XGB", "unknown"),
        ("美咲", "unknown"),
    ):
        with pytest.raises(UnknownVoucher) as refusal:
            read_voucher_code(text, coupon_key=KEY)
        assert refusal.value.problem == problem


def test_another_shop_s_voucher_is_known_without_a_network() -> None:
    other = code_of("47Q14XGB", key=voucher_key(bytes(32)))
    with pytest.raises(UnknownVoucher) as refusal:
        read_voucher_code(other, coupon_key=KEY)
    assert refusal.value.problem == "letter"


def test_a_voucher_is_void_before_it_is_used_up_and_used_up_before_it_has_ended() -> None:
    ended = replace(VOUCHER, valid_until=date(2026, 11, 21))
    assert state_on(VOUCHER, TODAY) == "issued"
    assert state_on(replace(VOUCHER, left=1), TODAY) == "issued"
    assert state_on(ended, TODAY) == "expired"
    assert state_on(replace(ended, left=0), TODAY) == "used"
    assert state_on(replace(ended, left=0, voided_on=TODAY), TODAY) == "voided"


def test_it_pays_on_its_whole_last_day_and_never_once_it_is_void() -> None:
    last = replace(VOUCHER, valid_until=TODAY)
    check_voucher(last, TODAY)
    for voucher, day, problem in (
        (last, date(2026, 11, 23), "expired"),
        (replace(VOUCHER, voided_on=TODAY), TODAY, "voided"),
    ):
        with pytest.raises(VoucherNotValid) as refusal:
            check_voucher(voucher, day)
        assert (refusal.value.problem, refusal.value.end) == (problem, "2026-11-22")


@pytest.mark.parametrize(
    ("issued", "until", "short"),
    [
        (date(2026, 11, 22), date(2027, 5, 21), True),
        (date(2026, 11, 22), date(2027, 5, 22), False),
        (date(2026, 8, 31), date(2027, 2, 27), True),
        (date(2026, 8, 31), date(2027, 2, 28), False),
        (date(2026, 11, 22), None, False),
    ],
)
def test_short_is_what_ends_within_six_months(
    issued: date, until: date | None, short: bool
) -> None:
    assert is_short(replace(VOUCHER, issued_on=issued, valid_until=until)) is short


def test_money_that_comes_back_can_be_used_for_some_time_but_a_short_voucher_stays_short() -> None:
    def after(voucher: Voucher, today: date) -> date | None:
        return last_day_after_return(voucher, today=today, return_days=30)

    assert after(VOUCHER, TODAY) is None
    year = replace(VOUCHER, valid_until=date(2027, 11, 21))
    assert after(year, date(2027, 10, 1)) == date(2027, 11, 21)
    assert after(year, date(2027, 12, 1)) == date(2027, 12, 31)
    half = replace(VOUCHER, valid_until=date(2027, 5, 1))
    assert after(half, date(2027, 5, 1)) == date(2027, 5, 21)
    assert after(half, date(2027, 6, 1)) == date(2027, 5, 21)  # it has ended for good
