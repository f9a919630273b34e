"""Sales by name, by receipt and by day."""

from collections.abc import Callable
from datetime import date

import pytest

from db.errors import UnknownSale
from db.journal import Draft
from db.queries.sales import (
    DaySums,
    check_sale_exists,
    first_sale_day,
    last_sale,
    sale_record,
    sale_with_receipt,
    sales_of_day,
    sums_of_day,
)
from db.rules.rewards import Terms
from db.session import Action, Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale
from tests.db.queries.handed_back import refund_of
from tests.db.queries.past_days import on_day as past

TODAY = date(2026, 11, 22)
Sell = Callable[..., SaleOutcome]


@pytest.fixture
def refund(session: Session) -> Callable[..., None]:
    """Return a way to take in a refund as a file of purchases brings it."""

    def take_in(customer: str, amount: int, *, on: str) -> None:
        doc = {"amount": -amount, "total": -amount, "paid": -amount, "points": 0, "refund": True}
        with session.write(Action.IMPORT_PURCHASES, f"refund-{on}") as tx:
            past(tx, on).post(Draft("sale", doc, customer, "spent", -amount))

    return take_in


def test_a_day_s_sales_are_the_newest_first_with_or_without_a_name(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 5000, on="2026-11-21")
    sell(None, 100)
    sell(customer, 1000, points_used=30)
    told = [(sale.customer, sale.total, sale.points) for sale in sales_of_day(session.db, TODAY)]
    assert told == [("田中 美咲", 1000, -21), ("", 100, 0)]
    assert len(sales_of_day(session.db, TODAY, limit=1)) == 1


def test_a_day_s_sums_count_people_once_and_refunds_as_money_alone(
    session: Session, a_customer: Callable[..., str], sell: Sell, refund: Callable[..., None]
) -> None:
    customer, other = a_customer(), a_customer("佐藤 健")
    assert sums_of_day(session.db, TODAY) == DaySums(0, 0, 0, 0)
    sell(customer, 5000)
    sell(customer, 1000, points_used=30)
    sell(None, 100)
    refund(other, 300, on="2026-11-22")
    assert sums_of_day(session.db, TODAY) == DaySums(3, 5770, 1, 59)


def test_a_refund_stands_among_the_day_s_sales_below_zero_and_lowers_the_day_s_revenue(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    earlier = sell(customer, 5000, on="2026-11-21").sale
    today = sell(customer, 1000).sale
    assert earlier is not None
    assert today is not None
    with session.write(Action.REFUND_SALE, "back") as tx:
        tx.post(refund_of(today, customer, 300, points_reversed=3))
        tx.post(
            refund_of(earlier, customer, 480, amount=500, points_reversed=5, points_returned=20)
        )
    told = [
        (each.id, each.customer, each.total, each.points)
        for each in sales_of_day(session.db, TODAY)
    ]
    assert told == [
        (earlier, "田中 美咲", -500, 15),
        (today, "田中 美咲", -300, -3),
        (today, "田中 美咲", 1000, 10),
    ]
    assert sums_of_day(session.db, TODAY) == DaySums(1, 220, 1, 10)
    assert sums_of_day(session.db, date(2026, 11, 21)) == DaySums(1, 5000, 1, 50)


def test_a_sale_is_kept_word_for_word(session: Session, a_customer: Callable[..., str]) -> None:
    customer = a_customer()
    terms = Terms("amount_off", 200, "¥200 off")
    (coupon,) = issue_coupons(session, Issue(terms), operation_id="coupon")
    order = SaleOrder((OrderLine(1980),), customer, coupons=(coupon.code,), receipt="17", till="A")
    sold = record_sale(session, order, operation_id="sale")
    assert sold.sale is not None
    kept = sale_record(session.db, sold.sale)
    assert (kept.amount, kept.total, kept.paid, kept.points) == (1980, 1780, 1780, 17)
    assert (kept.discounts, kept.breakdown) == ((("¥200 off", 200),), (("base", 17),))
    assert (kept.receipt, kept.till, kept.day, kept.customer_id) == ("17", "A", TODAY, customer)


@pytest.mark.parametrize("name", ["", "-", "1", "x-1", "1-x", "1-99999999999999999999", "' OR 1=1"])
def test_what_is_no_sale_is_unknown(session: Session, sell: Sell, name: str) -> None:
    sell(None, 100)
    with pytest.raises(UnknownSale):
        sale_record(session.db, name)
    with pytest.raises(UnknownSale):
        check_sale_exists(session.db, name)


def test_another_fact_is_no_sale(session: Session, a_customer: Callable[..., str]) -> None:
    a_customer()
    origin, seq = session.db.conn.execute("SELECT origin, seq FROM facts").fetchone()
    with pytest.raises(UnknownSale):
        sale_record(session.db, f"{origin:x}-{seq}")


def test_a_receipt_is_known_by_till_number_and_day(session: Session) -> None:
    order = SaleOrder((OrderLine(100),), receipt="17", till="A")
    sale = record_sale(session, order, operation_id="sale").sale

    def found(receipt: str = "17", till: str = "A", day: str = "2026-11-22") -> str | None:
        return sale_with_receipt(session.db, receipt=receipt, till=till, day=day)

    assert found() == sale
    assert [found(receipt="18"), found(till="B"), found(day="2026-11-23")] == [None, None, None]


def test_the_last_sale_is_the_latest_even_when_an_older_slip_was_entered_after_it(
    session: Session, a_customer: Callable[..., str], sell: Sell, refund: Callable[..., None]
) -> None:
    customer = a_customer()
    assert last_sale(session.db, customer) is None
    sell(customer, 100)
    latest = sell(customer, 200).sale  # within the same instant
    sell(customer, 300, on="2026-11-20")
    refund(customer, 50, on="2026-11-23")
    assert last_sale(session.db, customer) == latest


def test_the_first_sale_ever_is_a_sale_and_no_refund(
    session: Session, a_customer: Callable[..., str], sell: Sell, refund: Callable[..., None]
) -> None:
    assert first_sale_day(session.db) is None
    refund(a_customer(), 10, on="2026-10-01")
    assert first_sale_day(session.db) is None
    sell(None, 0, on="2026-10-05")
    sell(None, 100)
    assert first_sale_day(session.db) == date(2026, 10, 5)


def test_a_day_s_sale_tells_what_was_given_back_and_whether_anything_is_left(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    sales = [sell(None, 1000).sale, sell(a_customer(), 500).sale, sell(None, 0).sale]
    for number, (sale, amount) in enumerate(zip(sales, (300, None, None), strict=True)):
        assert sale is not None
        refund_sale(session, sale=sale, amount=amount, reason=None, operation_id=f"refund-{number}")
    told = {
        (each.id, each.is_refund): (each.given_back, each.may_be_refunded)
        for each in sales_of_day(session.db, TODAY)
    }
    assert [told[sale or "", False] for sale in sales] == [(300, True), (500, False), (0, False)]
    assert all(told[sale or "", True] == (0, False) for sale in sales)
