"""Free months for who stays: once in twelve months, and only while the plan runs."""

from datetime import datetime

import pytest

from db import checks
from db.clock import fixed_clock
from db.queries.plan_offers import offer_to_stay
from db.queries.subscriptions import subscription_at
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import (
    cancel_subscription,
    keep_subscription,
    renew_subscription,
    start_subscription,
)


def at(session: Session, day: str) -> Session:
    clock = fixed_clock(datetime.fromisoformat(f"{day}T10:00+09:00"))
    return session.with_request(clock=clock)


@pytest.fixture
def member(session: Session) -> str:
    """Return somebody who joined a monthly plan on 2 November."""
    add_plan(session, NewPlan("Club", "980", "month", save_offer_months=3), operation_id="plan")
    member = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id
    start_subscription(
        at(session, "2026-11-02"), customer_id=member, plan="Club", trial=None, paid=None,
        operation_id="start",
    )  # fmt: skip
    return member


def offered(session: Session, member: str) -> int:
    moment = session.moment()
    current = subscription_at(moment, member)
    assert current is not None
    return offer_to_stay(moment, member, current)


def test_what_is_offered_is_what_the_plan_says(session: Session, member: str) -> None:
    assert offered(session, member) == 3
    assert checks.problems(session.db) == []


def test_past_due_nothing_is_offered(session: Session, member: str) -> None:
    assert offered(at(session, "2026-12-02"), member) == 0


def test_who_took_it_is_asked_again_only_after_twelve_months(session: Session, member: str) -> None:
    cancel_subscription(session, customer_id=member, reason="x", operation_id="cancel")
    keep_subscription(session, customer_id=member, operation_id="keep")
    assert offered(session, member) == 0
    for month in range(9):
        renew_subscription(session, customer_id=member, paid=None, operation_id=f"renew-{month}")
    assert offered(at(session, "2027-11-21"), member) == 0
    assert offered(at(session, "2027-11-22"), member) == 3
    assert checks.problems(session.db) == []
