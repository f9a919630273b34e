"""Store credit: what one customer holds as of a moment, and all of them in a month."""

from collections.abc import Callable
from datetime import date

from db.queries.credit import (
    CreditMonth,
    credit_held,
    credit_left,
    credit_month,
    outstanding_credit,
)
from db.rules.payments import PayWith
from db.session import Session
from db.usecases.credit import add_credit, take_credit
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.undo import undo

OnDay = Callable[[str], Session]


def give(session: Session, customer: str, amount: int, operation: str = "") -> None:
    operation = operation or f"c-{session.db['facts'].count}"
    add_credit(session, customer_id=customer, amount=amount, reason="x", operation_id=operation)


def pay(session: Session, customer: str, amount: int) -> str:
    order = SaleOrder((OrderLine(amount),), customer, pay_with=(PayWith(),))
    sale = record_sale(session, order, operation_id=f"s-{session.db['facts'].count}").sale
    assert sale is not None
    return sale


def test_credit_is_told_as_of_a_moment_and_spent_as_far_as_it_was_not_needed_since(
    a_customer: Callable[..., str], on_day: OnDay
) -> None:
    misaki = a_customer()
    give(on_day("2026-11-10"), misaki, 1000)
    pay(on_day("2026-11-20"), misaki, 700)

    def held(day: str) -> tuple[int, int]:
        moment = on_day(day).moment()
        return credit_held(moment, misaki), credit_left(moment, misaki)

    assert [held(f"2026-11-{day}") for day in ("09", "10", "19", "20")] == [
        (0, 0), (1000, 300), (1000, 300), (300, 300),
    ]  # fmt: skip


def test_a_month_s_credit_adds_up(
    session: Session, a_customer: Callable[..., str], on_day: OnDay
) -> None:
    misaki, ken = a_customer(), a_customer("佐藤 健")
    give(on_day("2026-10-10"), misaki, 1000)
    give(on_day("2026-11-10"), ken, 500)
    sale = pay(on_day("2026-11-11"), misaki, 700)
    refund_sale(on_day("2026-11-12"), sale=sale, amount=200, reason=None, operation_id="r")
    take_credit(on_day("2026-11-13"), customer_id=ken, amount=50, reason="x", operation_id="t")
    give(on_day("2026-11-14"), ken, 333, "mistake")
    undo(on_day("2026-11-14"), act="mistake", operation_id="u")
    month = credit_month(session.db, first=date(2026, 11, 1), last=date(2026, 11, 30))
    assert month == CreditMonth(opening=1000, added=500, used=700, returned=200, taken=50)
    assert month.closing == outstanding_credit(session.db) == 950


def test_who_never_had_credit_has_none(session: Session, a_customer: Callable[..., str]) -> None:
    assert credit_left(session.moment(), a_customer()) == 0
    assert outstanding_credit(session.db) == 0
