"""A purchase at the counter: all of it, or nothing; a preview is the same without writing."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import BadRequest, DuplicateReceipt, NotEnoughPoints, Repeated
from db.session import Session
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, preview_sale, record_sale

Sell = Callable[..., SaleOutcome]


def test_a_sale_without_a_customer_gives_no_points(session: Session, sell: Sell) -> None:
    outcome = sell(None, 1980)
    assert (outcome.points, outcome.balance, outcome.tier) == (0, None, None)
    assert session.db["sales"].count == 1


def test_a_refused_sale_writes_nothing(
    session: Session, sell: Sell, a_customer: Callable[..., str]
) -> None:
    customer = a_customer()
    facts = session.db["facts"].count
    with pytest.raises(NotEnoughPoints):
        sell(customer, 1980, points_used=1)
    assert session.db["facts"].count == facts


def test_a_double_enter_records_once(session: Session, a_customer: Callable[..., str]) -> None:
    order = SaleOrder((OrderLine(1980),), a_customer())
    record_sale(session, order, operation_id="one")
    with pytest.raises(Repeated):
        record_sale(session, order, operation_id="one")
    assert session.db["sales"].count == 1


def test_a_receipt_is_of_its_till_and_day(session: Session) -> None:
    order = SaleOrder((OrderLine(100),), receipt="7", till="A")
    first = record_sale(session, order, operation_id="one")
    with pytest.raises(DuplicateReceipt) as refused:
        record_sale(session, order, operation_id="two")
    assert refused.value.sale == first.sale


def test_a_sale_of_nothing_is_a_sale_and_a_sale_without_lines_is_none(
    session: Session, sell: Sell
) -> None:
    assert sell(None, 0).reckoning.paid == 0
    with pytest.raises(BadRequest):
        record_sale(session, SaleOrder(()), operation_id="none")


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 60)), min_size=1, max_size=8))
def test_a_preview_says_what_the_sale_then_says(
    session: Session, a_customer: Callable[..., str], sales: list[tuple[int, int]]
) -> None:
    customer = a_customer()
    for amount, wish in sales:
        held = preview_sale(session, SaleOrder((OrderLine(0),), customer)).balance or 0
        used = min(wish, held, amount)
        order = SaleOrder((OrderLine(amount),), customer, points_used=used)
        seen = preview_sale(session, order)
        operation = f"sale-{session.db['facts'].count}"
        sold = record_sale(session, order, operation_id=operation)
        assert (seen.reckoning, seen.balance, seen.pending) == (
            sold.reckoning,
            sold.balance,
            sold.pending,
        )
