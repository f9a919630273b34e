"""What credit and vouchers pay of a sale, and how money of refunds finds its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadAmount, BadRequest, NotEnoughCredit
from db.rules.payments import (
    Payment,
    Source,
    going_back,
    least_from,
    payments_doc,
    read_payments,
    split,
)


def test_named_amounts_go_first_and_the_others_pay_what_is_left() -> None:
    sources = [Source("A", 1000, None), Source(None, 500, 300)]
    assert split(sources, to_pay=1780) == (Payment(1000, "A", 0), Payment(300, None, 200))
    assert split(sources, to_pay=700) == (Payment(400, "A", 600), Payment(300, None, 200))
    assert split([Source("A", 1000, None), Source("B", 50, None)], to_pay=1000) == (
        Payment(1000, "A", 0), Payment(0, "B", 50),
    )  # fmt: skip
    assert split([Source("A", 1000, None)], to_pay=0) == (Payment(0, "A", 1000),)
    assert split([], to_pay=1780) == ()


def test_no_source_gives_more_than_it_holds_and_all_together_no_more_than_is_to_pay() -> None:
    with pytest.raises(NotEnoughCredit) as short:
        split([Source(None, 500, 501)], to_pay=1000)
    assert (short.value.needed, short.value.left, short.value.voucher) == (501, 500, None)
    with pytest.raises(NotEnoughCredit) as empty:
        split([Source("47Q14XGBK3W5", 0, None)], to_pay=1000)
    assert (empty.value.needed, empty.value.left) == (1000, 0)
    assert empty.value.voucher == "47Q1-4XGB-K3W5"
    with pytest.raises(BadAmount) as much:
        split([Source("A", 600, 600), Source(None, 500, 401)], to_pay=1000)
    assert much.value.max == 1000
    for nothing in (0, -1):
        with pytest.raises(BadAmount):
            split([Source(None, 500, nothing)], to_pay=1000)


@pytest.mark.parametrize("code", ["47Q14XGBK3W5", None])
def test_the_same_source_pays_once(code: str | None) -> None:
    with pytest.raises(BadRequest) as twice:
        split([Source(code, 500, 1), Source(code, 500, None)], to_pay=1000)
    assert (twice.value.field, twice.value.problem) == ("pay_with", "twice")


@given(
    to_pay=st.integers(0, 5000),
    held=st.lists(st.integers(1, 3000), max_size=4),
)
def test_what_is_paid_and_left_is_what_there_was(to_pay: int, held: list[int]) -> None:
    sources = [Source(f"V{number}", each, None) for number, each in enumerate(held)]
    payments = split(sources, to_pay=to_pay)
    assert [each.amount + each.left for each in payments] == held
    assert sum(each.amount for each in payments) == min(to_pay, sum(held))


def test_money_goes_back_to_vouchers_then_to_the_credit_then_is_handed_over() -> None:
    payments = [Payment(300), Payment(1000, "A"), Payment(50, "B")]
    assert going_back(payments, before=0, money=1100) == (
        (Payment(50, "B"), 50), (Payment(1000, "A"), 1000), (Payment(300), 50),
    )  # fmt: skip
    assert going_back(payments, before=1100, money=680) == ((Payment(300), 250),)
    assert going_back(payments, before=0, money=0) == ()
    assert going_back([], before=0, money=500) == ()


@given(
    paid=st.lists(st.tuples(st.booleans(), st.integers(1, 900)), max_size=4),
    parts=st.lists(st.integers(0, 700), max_size=8),
)
def test_refunds_in_parts_return_to_each_payment_what_it_paid_and_no_more(
    paid: list[tuple[bool, int]], parts: list[int]
) -> None:
    payments = [
        Payment(amount, f"V{number}" if by_voucher else None)
        for number, (by_voucher, amount) in enumerate(paid)
        if by_voucher or number == 0
    ]
    returned = dict.fromkeys(payments, 0)
    before = 0
    for money in parts:
        back = going_back(payments, before=before, money=money)
        assert sum(part for _, part in back) <= money
        for payment, part in back:
            assert part > 0
            returned[payment] += part
        before += money
        whole = sum(payment.amount for payment in payments)
        assert sum(returned.values()) == min(before, whole)
    assert all(part <= payment.amount for payment, part in returned.items())


def test_a_slip_of_an_earlier_day_takes_only_what_was_not_needed_since() -> None:
    moved = [(10, 1000), (20, -600), (30, 500), (40, -850)]
    assert [least_from(moved, at=at) for at in (9, 10, 20, 30, 40, 99)] == [0, 50, 50, 50, 50, 50]
    assert least_from(moved[:3], at=10) == 400
    assert least_from([], at=10) == 0


def test_a_sale_keeps_its_payments_without_those_of_nothing() -> None:
    payments = [Payment(1000, "A", 5), Payment(0, "B", 9), Payment(300, None, 200)]
    kept = payments_doc(payments)
    assert kept == [{"voucher": "A", "amount": 1000}, {"amount": 300}]
    assert read_payments(kept) == (Payment(1000, "A"), Payment(300))
