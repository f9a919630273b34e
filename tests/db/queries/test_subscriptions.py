"""Plans that are offered, and the one that a customer was on at any moment."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from db.errors import UnknownPlan
from db.queries.subscriptions import (
    all_plans,
    had_plan_before,
    plan_named,
    plan_with_id,
    retired_plans,
    subscription_at,
)
from db.rules.subscriptions import Plan, RenewBonus, Subscription
from db.session import Session
from db.usecases.plans import NewPlan, add_plan, edit_plan
from db.usecases.subscriptions import renew_subscription, start_subscription

OnDay = Callable[[str], Session]
CLUB = NewPlan("Club", "980", "month", multiplier="1.5")


def offer(session: Session, new: NewPlan = CLUB) -> Plan:
    return add_plan(session, new, operation_id=f"offer-{new.name}")


def join(session: Session, customer: str, plan: str = "Club") -> None:
    operation = f"join-{session.db['facts'].count}"
    start_subscription(
        session, customer_id=customer, plan=plan, trial=None, paid=None, operation_id=operation
    )


def renew(session: Session, customer: str) -> None:
    operation = f"renew-{session.db['facts'].count}"
    renew_subscription(session, customer_id=customer, paid=None, operation_id=operation)


def on(session: Session, customer: str) -> Subscription | None:
    return subscription_at(session.moment(), customer)


def until(session: Session, customer: str) -> date | None:
    found = on(session, customer)
    return found.until if found else None


def test_plans_stand_in_the_order_of_their_prices_and_retired_ones_apart(session: Session) -> None:
    offer(session)
    offer(session, replace(CLUB, name="Year", price="9800", every="year"))
    free = offer(session, replace(CLUB, name="Free", price="0"))
    assert [plan.name for plan in all_plans(session.db)] == ["Free", "Club", "Year"]
    edit_plan(
        session, plan_id=free.id, new=replace(CLUB, name="Free", price="0"), offered=False,
        operation_id="retire",
    )  # fmt: skip
    assert [plan.name for plan in all_plans(session.db)] == ["Club", "Year"]
    assert [plan.name for plan in retired_plans(session.db)] == ["Free"]


def test_a_plan_is_read_back_as_it_was_offered(session: Session) -> None:
    told = replace(CLUB, renew_bonus={"points": 30, "days_before": 7}, trial_days=14, grace_days=3)
    plan = offer(session, told)
    assert plan_named(session.db, "Club") == plan_with_id(session.db, plan.id) == plan
    assert (plan.multiplier, plan.renew_bonus) == (Fraction(3, 2), RenewBonus(30, 7))
    with pytest.raises(UnknownPlan):
        plan_named(session.db, "club")


def test_who_never_joined_has_no_plan(session: Session, a_customer: Callable[..., str]) -> None:
    plan, customer = offer(session), a_customer()
    assert on(session, customer) is None
    assert not had_plan_before(session.db, customer, plan.id)


def test_a_plan_is_told_as_it_was_then(
    session: Session, a_customer: Callable[..., str], on_day: OnDay
) -> None:
    offer(session)
    customer = a_customer()
    join(on_day("2026-01-31"), customer)
    renew(on_day("2026-02-20"), customer)
    renew(on_day("2026-03-25"), customer)
    ends = [
        until(on_day(day), customer)
        for day in ("2026-01-30", "2026-01-31", "2026-02-19", "2026-02-20", "2026-03-25")
    ]
    first, second, third = date(2026, 2, 27), date(2026, 3, 30), date(2026, 4, 29)
    assert ends == [None, first, first, second, third]


def test_a_payment_found_later_counts_from_its_own_day(
    session: Session, a_customer: Callable[..., str], on_day: OnDay
) -> None:
    offer(session)
    customer = a_customer()
    join(on_day("2026-01-01"), customer)
    renew(on_day("2026-01-31"), customer)
    renew(on_day("2026-01-20"), customer)
    assert until(on_day("2026-01-25"), customer) == date(2026, 2, 28)
    assert until(session, customer) == date(2026, 3, 31)


def test_the_latest_plan_is_the_one_that_counts(
    session: Session, a_customer: Callable[..., str], on_day: OnDay
) -> None:
    club, year = offer(session), offer(session, replace(CLUB, name="Year", every="year"))
    customer = a_customer()
    join(on_day("2026-01-01"), customer)
    join(on_day("2026-03-01"), customer, "Year")
    before, now = on(on_day("2026-02-28"), customer), on(session, customer)
    assert before is not None
    assert now is not None
    assert (before.terms.plan, now.terms.plan, now.until) == ("Club", "Year", date(2027, 2, 28))
    assert had_plan_before(session.db, customer, club.id)
    assert had_plan_before(session.db, customer, year.id)


def test_what_was_agreed_stays_when_the_plan_changes(
    session: Session, a_customer: Callable[..., str]
) -> None:
    plan, customer = offer(session), a_customer()
    join(session, customer)
    dearer = replace(CLUB, name="Salon", price="1980", multiplier="3", grace_days=0)
    edit_plan(session, plan_id=plan.id, new=dearer, offered=True, operation_id="edit")
    found = on(session, customer)
    assert found is not None
    assert (found.terms.plan, found.terms.price, found.grace_days) == ("Club", 980, 7)
    assert (found.terms.plan_id, found.terms.multiplier) == (plan.id, Fraction(3, 2))


def test_a_trial_ends_before_the_first_paid_period(
    session: Session, a_customer: Callable[..., str]
) -> None:
    offer(session, replace(CLUB, trial_days=14))
    customer = a_customer()
    join(session, customer)
    found = on(session, customer)
    assert found is not None
    assert (found.trial_until, found.until) == (date(2026, 12, 5), date(2026, 12, 5))
    assert (found.anchor, found.periods) == (found.until + timedelta(days=1), 0)
