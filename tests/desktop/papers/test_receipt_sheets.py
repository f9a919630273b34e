"""A receipt says how things stood right after its sale, and what comes next."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from db.clock import fixed_clock
from db.queries.sales import sale_record
from db.rules.customers import NewCustomer
from db.rules.payments import PayWith
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.stamps import add_stamp_card
from db.usecases.vouchers import NewVoucher, issue_voucher
from desktop.i18n import speaking
from desktop.messages import label_of
from desktop.papers.receipt_sheets import receipt_sheet
from desktop.printing.receipt import ReceiptSheet


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def shop(session: Session, set_shop: Callable[..., None]) -> Session:
    session.label = label_of
    set_shop(
        name="花の店",
        paper={"receipt_words": "Thank you!", "address": "1-2 Komorebi\nNerima"},
    )
    add_reward(session, NewReward("Coffee", "free_item", "300", 0), operation_id="coffee")
    return session


@pytest.fixture
def misaki(shop: Session) -> str:
    return add_customer(shop, new=NewCustomer("田中 美咲"), operation_id="misaki").id


def sold(
    session: Session, customer: str | None, amount: int, *pay_with: PayWith, at: str = "22T10:14"
) -> str:
    then = session.with_request(clock=fixed_clock(datetime.fromisoformat(f"2026-11-{at}+09:00")))
    order = SaleOrder((OrderLine(amount),), customer, pay_with=pay_with)
    sale = record_sale(then, order, operation_id=f"{at}-{amount}").sale
    assert sale is not None
    return sale


def sheet_of(session: Session, sale: str) -> ReceiptSheet:
    return receipt_sheet(session, sale_record(session.db, sale))


def test_a_receipt_carries_the_shop_s_look_and_words(shop: Session, misaki: str) -> None:
    sheet = sheet_of(shop, sold(shop, misaki, 1780))
    assert (sheet.look.name, sheet.look.address) == ("花の店", ("1-2 Komorebi", "Nerima"))
    assert sheet.words == "Thank you!"


def test_the_code_for_friends_stands_there_only_where_friends_bring_something(
    shop: Session, misaki: str, set_shop: Callable[..., None]
) -> None:
    sale = sold(shop, misaki, 1780)
    assert sheet_of(shop, sale).referral_code is None
    set_shop(referral={"referee": {"points": 100}})
    assert sheet_of(shop, sale).referral_code


def test_stamps_to_the_next_coupon_are_those_of_the_sale_s_own_day(
    shop: Session, misaki: str
) -> None:
    terms = {"name": "Coffee card", "needed": 3, "reward": "Coffee"}
    add_stamp_card(shop, terms=terms, operation_id="card")
    first = sold(shop, misaki, 1000, at="20T10:00")
    assert sheet_of(shop, first).next_steps == ("2 stamps to: Coffee",)
    second = sold(shop, misaki, 1000, at="21T10:00")
    assert sheet_of(shop, second).next_steps == ("1 stamp to: Coffee",)
    assert sheet_of(shop, first).next_steps == ("2 stamps to: Coffee",)
    with speaking("ja"):
        assert sheet_of(shop, second).next_steps == ("あと1個で「Coffee」",)
    full = sheet_of(shop, sold(shop, misaki, 1000))
    assert full.next_steps == ()
    assert [coupon.title for coupon in full.coupons] == ["Coffee"]
    assert full.coupons[0].for_name == "田中 美咲"


def test_vouchers_and_refunds_are_told(shop: Session, misaki: str) -> None:
    code = issue_voucher(shop, NewVoucher(3000), operation_id="voucher").code
    sale = sold(shop, misaki, 1000, PayWith(voucher=code))
    refund_sale(shop, sale=sale, amount=400, reason="cold", operation_id="back")
    sheet = sheet_of(shop, sale)
    (payment,) = sheet.payments
    assert (payment.amount_minor, payment.left_minor) == (1000, 2000)
    assert payment.label == f"Gift voucher ····{code[-4:]}"
    assert [refund.amount_minor for refund in sheet.refunds] == [400]


def test_a_sale_without_a_customer_tells_nothing_of_points(shop: Session) -> None:
    sheet = sheet_of(shop, sold(shop, None, 500))
    assert (sheet.number, sheet.balance, sheet.referral_code, sheet.next_steps) == (
        None, None, None, (),
    )  # fmt: skip
