"""People and offers that tests of the book need."""

from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from db.clock import fixed_clock
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture
def on_day(session: Session) -> Callable[[str], Session]:
    """Return the session at ten o'clock of another day."""

    def at(day: str) -> Session:
        moment = datetime.combine(date.fromisoformat(day), time(10), tzinfo=TOKYO)
        return session.with_request(clock=fixed_clock(moment))

    return at


@pytest.fixture
def a_customer(session: Session) -> Callable[..., str]:
    """Return a maker of customers; it gives their ids."""

    def make(name: str = "田中 美咲", **fields: str) -> str:
        new = NewCustomer(name=name, **fields)  # type: ignore[arg-type]
        operation = f"customer-{session.db['facts'].count}"
        return add_customer(session, new=new, operation_id=operation).id

    return make


@pytest.fixture
def sell(on_day: Callable[[str], Session]) -> Callable[..., SaleOutcome]:
    """Return a till: `sell(customer, 1980, on="2026-11-22")`."""

    def record(
        customer_id: str | None, amount: int, *, on: str = "2026-11-22", points_used: int = 0
    ) -> SaleOutcome:
        session = on_day(on)
        order = SaleOrder((OrderLine(amount),), customer_id, points_used=points_used)
        return record_sale(session, order, operation_id=f"sale-{session.db['facts'].count}")

    return record
