"""What became of promotions, read from a real book."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from db.clock import fixed_clock
from db.errors import BadRequest
from db.queries.promotion_results import promotion_result, promotion_results
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.promotions import add_promotion, call_promotion
from db.usecases.sales import OrderLine, SaleOrder, record_sale


def test_called_days_are_held_against_the_same_weekdays(
    session: Session, open_session: Callable[..., Session]
) -> None:
    def on(day: date) -> Session:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=session.settings.timezone)
        return open_session(fixed_clock(noon))

    start = date(2026, 9, 7)
    terms = {"name": "Rain", "multiplier": "2", "when": {"called": True}}
    add_promotion(on(start), terms=terms, operation_id="add")
    customer = add_customer(on(start), new=NewCustomer(name="Ken"), operation_id="ken").id
    for week in range(10):
        there = on(start + timedelta(weeks=week))
        rains = week % 2 == 1
        if rains:
            call_promotion(there, promotion="Rain", holds=True, operation_id=f"call-{week}")
        for buyer, amount in ((customer, 1000 + 500 * rains), (None, 300 + week)):
            order = SaleOrder(lines=(OrderLine(amount),), customer_id=buyer)
            record_sale(there, order, operation_id=f"sale-{week}-{amount}")
    (found,) = promotion_results(session.moment())
    assert found == promotion_result(session.moment(), "Rain")
    result = found.result
    assert (result.days, result.compared, result.others) == (5, 5, 5)
    assert (result.points, result.sales, result.customers, result.worth) == (75, 5, 1, 75)
    assert result.more == 5 * 500 + 5  # the weeks with it lie one later
    assert result.verdict == "more"
    with pytest.raises(BadRequest):
        promotion_result(session.moment(), "Snow")
