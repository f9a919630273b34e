"""A payment for a plan is told as it stood right after it, whatever came later."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from db.clock import fixed_clock
from db.errors import NotSubscribed, UnknownSale
from db.queries.facts import facts_as_entered
from db.queries.plan_payments import is_plan_payment, last_plan_payment, plan_payment
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, add_reward
from db.usecases.subscriptions import (
    change_subscription,
    pause_subscription,
    renew_subscription,
    start_subscription,
)
from db.usecases.undo import undo

Pay = Callable[..., str]


@pytest.fixture
def who(session: Session) -> str:
    add_reward(session, NewReward("Cake", "free_item", "500", 0), operation_id="cake")
    for name, price, every, trial in (
        ("Pass", "980", "month", 14),
        ("Large", "1980", "month", 0),
        ("Year", "9800", "year", 0),
    ):
        plan = NewPlan(
            name, price, every, points_each_period=50, trial_days=trial,
            renew_bonus={"points": 30, "days_before": 3}, coupon_each_period="Cake",
        )  # fmt: skip
        add_plan(session, plan, operation_id=name)
    return add_customer(session, new=NewCustomer("田中 美咲"), operation_id="who").id


def joined(session: Session, who: str, plan: str = "Pass", *, trial: bool = False) -> None:
    start_subscription(
        session, customer_id=who, plan=plan, trial=trial, paid=None, operation_id="join"
    )


def test_joining_pays_for_the_first_period_and_brings_what_it_brings(
    session: Session, who: str
) -> None:
    joined(session, who)
    paid = last_plan_payment(session.moment(), who)
    assert (paid.kind, paid.plan, paid.price, paid.credit, paid.paid) == (
        "joined", "Pass", 980, 0, 980,
    )  # fmt: skip
    assert (paid.first, paid.last) == (date(2026, 11, 22), date(2026, 12, 21))
    assert paid.points == 50
    assert [coupon.terms.name for coupon in paid.coupons] == ["Cake"]


def test_a_trial_costs_nothing_and_its_days_are_the_free_ones(session: Session, who: str) -> None:
    joined(session, who, trial=True)
    told = last_plan_payment(session.moment(), who)
    assert (told.kind, told.price, told.paid, told.points) == ("trial", 0, 0, 0)
    assert (told.first, told.last) == (date(2026, 11, 22), date(2026, 12, 5))


def test_each_payment_keeps_its_own_days_though_all_were_made_in_one_instant(
    session: Session, who: str
) -> None:
    joined(session, who)
    first = last_plan_payment(session.moment(), who)
    renew_subscription(session, customer_id=who, paid=900, operation_id="renew")
    pause_subscription(session, customer_id=who, days=10, operation_id="pause")
    last = last_plan_payment(session.moment(), who)
    assert (last.kind, last.paid, last.points) == ("renewed", 900, 80)
    assert (last.first, last.last) == (date(2026, 12, 22), date(2027, 1, 21))
    assert plan_payment(session.moment(), first.id) == first


def test_a_change_tells_the_credit_it_took_off_and_what_is_left_of_it(
    open_session: Callable[..., Session], session: Session, who: str
) -> None:
    joined(session, who, "Year")
    later = open_session(fixed_clock(datetime.fromisoformat("2026-11-23T10:00+09:00")))
    change_subscription(later, customer_id=who, plan="Large", paid=None, operation_id="up")
    told = last_plan_payment(later.moment(), who)
    assert (told.kind, told.plan, told.plan_before) == ("changed", "Large", "Year")
    assert told.price == told.credit == 1980
    assert told.paid == 0
    assert told.credit_left == 9800 * 364 // 365 - 1980


def test_a_change_that_waits_is_no_payment(session: Session, who: str) -> None:
    joined(session, who, "Large")
    paid = last_plan_payment(session.moment(), who)
    change_subscription(session, customer_id=who, plan="Pass", paid=None, operation_id="down")
    assert last_plan_payment(session.moment(), who).id == paid.id


def test_what_was_undone_is_told_no_more(session: Session, who: str) -> None:
    joined(session, who)
    first = last_plan_payment(session.moment(), who)
    renew_subscription(session, customer_id=who, paid=None, operation_id="renew")
    renewed = last_plan_payment(session.moment(), who)
    undo(session, act="renew", operation_id="undo")
    assert last_plan_payment(session.moment(), who) == first
    assert not is_plan_payment(session.db, renewed.id)
    with pytest.raises(UnknownSale):
        plan_payment(session.moment(), renewed.id)


def test_whoever_paid_nothing_has_no_payment_and_no_other_fact_is_one(
    session: Session, who: str
) -> None:
    with pytest.raises(NotSubscribed):
        last_plan_payment(session.moment(), who)
    for name in (next(facts_as_entered(session.db)).id, "", "x", "1-", "0-999", "f" * 60 + "-1"):
        assert not is_plan_payment(session.db, name)
