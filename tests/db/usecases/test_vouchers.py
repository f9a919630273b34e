"""Gift vouchers: made, used in several goes, declared void, undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from db.errors import (
    BadAmount,
    BadDate,
    BadRequest,
    NotAllowed,
    NotEnoughCredit,
    NothingToUndo,
    UnknownVoucher,
    VoucherNotValid,
)
from db.queries.coupons import coupon_key, coupon_typed
from db.queries.vouchers import movements_of, voucher_typed, vouchers_of
from db.rules.coupons import is_made_by
from db.rules.payments import PayWith
from db.rules.vouchers import Voucher, state_on
from db.session import Session
from db.usecases.merging import merge_customers
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale
from db.usecases.undo import undo
from db.usecases.vouchers import NewVoucher, issue_voucher, void_voucher

TODAY = date(2026, 11, 22)


def issue(session: Session, amount: int = 1000, **more: object) -> Voucher:
    new = NewVoucher(amount, **more)  # type: ignore[arg-type]
    return issue_voucher(session, new, operation_id=f"voucher-{session.db['facts'].count}")


def pay(session: Session, voucher: Voucher, amount: int, total: int = 2000) -> SaleOutcome:
    order = SaleOrder((OrderLine(total),), pay_with=(PayWith(voucher.code, amount),))
    return record_sale(session, order, operation_id=f"sale-{session.db['facts'].count}")


def void(session: Session, voucher: Voucher, reason: str = "lost") -> Voucher:
    operation = f"void-{session.db['facts'].count}"
    return void_voucher(session, code=voucher.code, reason=reason, operation_id=operation)


def test_a_voucher_is_used_in_several_goes_until_it_is_empty(session: Session) -> None:
    voucher = issue(session)
    assert (voucher.amount, voucher.left, voucher.valid_until) == (1000, 1000, None)
    pay(session, voucher, 400)
    pay(session, voucher, 599)
    assert voucher_typed(session.db, voucher.code).left == 1
    with pytest.raises(NotEnoughCredit):
        pay(session, voucher, 2)
    pay(session, voucher, 1)
    empty = voucher_typed(session.db, voucher.code)
    assert state_on(empty, TODAY) == "used"
    moved = movements_of(session.db, voucher.code)
    assert [(each.kind, each.amount, each.left) for each in moved] == [
        ("issue", 1000, 1000), ("use", -400, 600), ("use", -599, 1), ("use", -1, 0),
    ]  # fmt: skip


def test_a_code_is_no_coupon_s_and_no_coupon_s_is_a_voucher_s(session: Session) -> None:
    key = coupon_key(session.db)
    for _ in range(20):
        code = issue(session).code
        assert not is_made_by(code, key=key)
        with pytest.raises(Exception, match="voucher"):
            coupon_typed(session.db, code)


@pytest.mark.parametrize("amount", [0, -1, 10**13])
def test_a_voucher_of_nothing_or_too_much_is_refused(session: Session, amount: int) -> None:
    with pytest.raises(BadAmount):
        issue(session, amount)
    with pytest.raises(BadAmount):
        issue(session, 1000, paid=-1)


def test_a_last_day_is_only_where_the_owner_sets_one(session: Session) -> None:
    assert issue(session, valid_until=TODAY).valid_until == TODAY
    with pytest.raises(BadDate):
        issue(session, valid_until=date(2026, 11, 21))


def test_it_pays_through_its_last_day_and_not_afterwards(
    session: Session, on_day: Callable[[str], Session]
) -> None:
    voucher = issue(session, valid_until=date(2026, 11, 30))
    pay(on_day("2026-11-30"), voucher, 100)
    with pytest.raises(VoucherNotValid) as refusal:
        pay(on_day("2026-12-01"), voucher, 100)
    assert (refusal.value.problem, refusal.value.end) == ("expired", "2026-11-30")


def test_what_is_void_pays_nothing_and_is_void_once(session: Session) -> None:
    voucher = issue(session)
    pay(session, voucher, 400)
    gone = void(session, voucher)
    assert (gone.left, gone.voided_on, gone.void_reason) == (0, TODAY, "lost")
    with pytest.raises(VoucherNotValid) as refusal:
        pay(session, voucher, 1)
    assert refusal.value.problem == "voided"
    with pytest.raises(VoucherNotValid):
        void(session, voucher)
    with pytest.raises(BadRequest):
        void(session, issue(session), reason=" ")


def test_one_that_has_ended_can_still_be_declared_void(
    session: Session, on_day: Callable[[str], Session]
) -> None:
    voucher = issue(session, valid_until=TODAY)
    assert void(on_day("2026-12-24"), voucher).voided_on == date(2026, 12, 24)


def test_staff_sell_vouchers_but_declare_none_void(session: Session) -> None:
    mio = replace(session, staff="Mio", role="staff")
    voucher = issue(mio)
    with pytest.raises(NotAllowed):
        void(mio, voucher)
    assert void(replace(session, staff="Aoi", role="manager"), voucher).voided_on is not None


def test_a_name_does_not_bind_it_whoever_brings_it_pays_with_it(
    session: Session, a_customer: Callable[..., str]
) -> None:
    misaki, ken = a_customer(), a_customer("佐藤 健")
    voucher = issue(session, customer_id=misaki)
    order = SaleOrder((OrderLine(600),), ken, pay_with=(PayWith(voucher.code),))
    assert record_sale(session, order, operation_id="ken").due == 0
    assert [each.left for each in vouchers_of(session.moment(), misaki)] == [400]
    assert vouchers_of(session.moment(), ken) == []


def test_merging_moves_vouchers(session: Session, a_customer: Callable[..., str]) -> None:
    misaki, double = a_customer(), a_customer("田中 みさき")
    voucher = issue(session, customer_id=double)
    merge_customers(session, keep=misaki, merge=double, operation_id="merge")
    assert [each.code for each in vouchers_of(session.moment(), misaki)] == [voucher.code]
    pay(session, voucher, 400)
    void(session, voucher)


def test_a_slip_of_an_earlier_day_leaves_what_was_used_since(
    on_day: Callable[[str], Session],
) -> None:
    voucher = issue(on_day("2026-11-10"))
    pay(on_day("2026-11-20"), voucher, 700)
    with pytest.raises(NotEnoughCredit) as refusal:
        pay(on_day("2026-11-15"), voucher, 301)
    assert refusal.value.left == 300
    pay(on_day("2026-11-15"), voucher, 300)
    with pytest.raises(NotEnoughCredit):
        pay(on_day("2026-11-05"), issue(on_day("2026-11-10")), 1)
    with pytest.raises(BadDate):
        void(on_day("2026-11-14"), voucher)


def test_a_voucher_sold_by_mistake_is_undone_with_its_money(session: Session) -> None:
    issue_voucher(session, NewVoucher(1000), operation_id="sold")
    issue_voucher(session, NewVoucher(500, paid=0), operation_id="given")
    assert undo(session, act="given", operation_id="u1").money_back == 0
    undone = undo(session, act="sold", operation_id="u2")
    assert undone.money_back == 1000
    voucher = voucher_typed(session.db, undone.act.facts[0].doc["code"])
    assert (voucher.left, state_on(voucher, TODAY)) == (0, "voided")
    with pytest.raises(NothingToUndo):
        undo(session, act="sold", operation_id="u3")


def test_one_that_paid_for_something_is_not_undone(session: Session) -> None:
    voucher = issue_voucher(session, NewVoucher(1000), operation_id="sold")
    sale = pay(session, voucher, 1)
    assert sale.sale is not None
    with pytest.raises(NothingToUndo):
        undo(session, act="sold", operation_id="u1")


def test_a_sale_undone_gives_the_voucher_its_money_back_and_hands_over_the_rest(
    session: Session, a_customer: Callable[..., str]
) -> None:
    misaki, voucher = a_customer(), issue(session)
    order = SaleOrder((OrderLine(1780),), misaki, pay_with=(PayWith(voucher.code),))
    record_sale(session, order, operation_id="sale")
    assert undo(session, act="sale", operation_id="undo").money_back == 780
    assert voucher_typed(session.db, voucher.code).left == 1000


def test_an_unknown_code_is_refused(session: Session) -> None:
    with pytest.raises(UnknownVoucher):
        void_voucher(session, code="47Q14XGBK3W5", reason="x", operation_id="v")
