"""What hangs on a sale is printed with it, as things stood when it was made."""

from collections.abc import Callable
from datetime import datetime

import pytest

from db.clock import fixed_clock
from db.moment import Moment
from db.queries.sale_papers import SalePapers, papers_of_sale
from db.queries.sales import sale_record
from db.rules.customers import NewCustomer
from db.rules.payments import PayWith
from db.session import Session
from db.usecases.coupons import void_coupon
from db.usecases.credit import add_credit
from db.usecases.customers import add_customer
from db.usecases.referrals import attach_referral
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.vouchers import NewVoucher, issue_voucher


@pytest.fixture
def misaki(session: Session) -> str:
    return add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id


def sold(
    session: Session, customer: str | None, amount: int, *pay_with: PayWith, at: str = "10:14"
) -> str:
    then = session.with_request(clock=fixed_clock(datetime.fromisoformat(f"2026-11-22T{at}+09:00")))
    order = SaleOrder((OrderLine(amount),), customer, pay_with=pay_with)
    sale = record_sale(then, order, operation_id=f"{at}-{amount}-{customer}").sale
    assert sale is not None
    return sale


def papers(session: Session, sale: str) -> SalePapers:
    record = sale_record(session.db, sale)
    return papers_of_sale(Moment(session.db, record.at, record.day, session.settings), record)


def test_a_sale_by_money_alone_leaves_nothing(session: Session, misaki: str) -> None:
    assert papers(session, sold(session, misaki, 1000)) == SalePapers((), (), ())


def test_what_paid_is_told_with_what_was_left_right_after(session: Session, misaki: str) -> None:
    add_credit(session, customer_id=misaki, amount=700, reason="returned", operation_id="add")
    voucher = issue_voucher(session, NewVoucher(3000), operation_id="voucher").code
    first = sold(session, misaki, 1500, PayWith(voucher=voucher, amount=1000), PayWith(amount=500))
    sold(session, misaki, 900, PayWith(voucher=voucher), PayWith(amount=None), at="11:00")
    found = papers(session, first).paid
    assert [(each.by, each.amount, each.left, each.code) for each in found] == [
        ("voucher", 1000, 2000, voucher), ("credit", 500, 200, None),
    ]  # fmt: skip


def test_coupons_of_the_next_visit_hang_on_their_sale_until_they_are_void(
    session: Session, set_shop: Callable[..., None], misaki: str
) -> None:
    add_reward(session, NewReward("Coffee", "free_item", "300", 0), operation_id="coffee")
    set_shop(next_visit={"reward": "Coffee", "minimum": "1000"})
    sale = sold(session, misaki, 1500)
    (coupon,) = papers(session, sale).coupons
    assert coupon.terms.name == "Coffee"
    assert papers(session, sold(session, misaki, 900, at="11:00")).coupons == ()
    void_coupon(session, code=coupon.code, reason="lost", return_points=False, operation_id="void")
    assert papers(session, sale).coupons == ()


def test_what_a_friend_gets_for_the_sale_is_not_printed_for_the_buyer(
    session: Session, set_shop: Callable[..., None], misaki: str
) -> None:
    add_reward(session, NewReward("Coffee", "free_item", "300", 0), operation_id="coffee")
    add_reward(session, NewReward("Cake", "free_item", "300", 0), operation_id="cake")
    set_shop(referral={"referrer": {"reward": "Coffee"}, "referee": {"reward": "Cake"}})
    ken = add_customer(session, new=NewCustomer("佐藤 健"), operation_id="ken").id
    attach_referral(session, referee_id=ken, referrer_id=misaki, operation_id="attach")
    found = papers(session, sold(session, ken, 1500)).coupons
    assert [coupon.terms.name for coupon in found] == ["Cake"]


def test_refunds_are_told_with_their_sale(session: Session, misaki: str) -> None:
    sale = sold(session, misaki, 1500)
    refund_sale(session, sale=sale, amount=400, reason="cold", operation_id="back")
    assert [refund.money_back for refund in papers(session, sale).refunds] == [400]
