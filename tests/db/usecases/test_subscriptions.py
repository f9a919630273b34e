"""Plans: joined and renewed at the counter, kept as they were agreed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from db.clock import fixed_clock
from db.errors import AlreadySubscribed, BadRequest, NotSubscribed, UnknownPlan
from db.journal import Draft
from db.membership import PlanStanding
from db.queries.points import account_at
from db.queries.subscriptions import plan_credit
from db.session import Action, Session
from db.usecases.merging import merge_customers
from db.usecases.plans import NewPlan, add_plan, edit_plan
from db.usecases.subscriptions import renew_subscription, start_subscription

CLUB = NewPlan("Club", "980", "month", renew_bonus={"points": 30, "days_before": 7})


@pytest.fixture
def at_time(session: Session) -> Callable[[str], Session]:
    """Return the session at a time of another day."""
    return lambda text: session.with_request(clock=fixed_clock(datetime.fromisoformat(text)))


def join(session: Session, customer: str, trial: bool | None = None) -> PlanStanding:
    operation = f"join-{session.db['facts'].count}"
    return start_subscription(
        session, customer_id=customer, plan="Club", trial=trial, paid=None, operation_id=operation
    )


def renew(session: Session, customer: str) -> PlanStanding:
    operation = f"renew-{session.db['facts'].count}"
    return renew_subscription(session, customer_id=customer, paid=None, operation_id=operation)


def test_an_early_renewal_adds_to_the_end_and_earns_its_bonus(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, CLUB, operation_id="plan")
    customer = a_customer()
    assert join(on_day("2026-01-31"), customer).until == date(2026, 2, 27)
    early = renew(on_day("2026-02-20"), customer)
    assert (early.until, early.points_given) == (date(2026, 3, 30), 30)
    late = renew(on_day("2026-03-24"), customer)
    assert (late.until, late.points_given) == (date(2026, 4, 29), 0)
    assert account_at(on_day("2026-04-01").moment(), customer).balance(date(2026, 4, 1)) == 30


def test_a_late_renewal_continues_and_after_the_grace_it_is_over(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, CLUB, operation_id="plan")
    one, two = a_customer(), a_customer("佐藤 健")
    join(on_day("2026-01-01"), one)
    join(on_day("2026-01-01"), two)
    assert renew(on_day("2026-02-07"), one).until == date(2026, 2, 28)
    with pytest.raises(NotSubscribed):
        renew(on_day("2026-02-08"), two)


def test_a_trial_is_had_once(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, replace(CLUB, trial_days=14, grace_days=0), operation_id="plan")
    customer = a_customer()
    assert join(on_day("2026-01-01"), customer).state == "trial"
    with pytest.raises(AlreadySubscribed):
        join(on_day("2026-01-14"), customer)
    with pytest.raises(BadRequest):
        join(on_day("2026-01-15"), customer, trial=True)
    assert join(on_day("2026-01-15"), customer).state == "active"


def test_a_plan_that_was_changed_keeps_its_promise_to_those_on_it(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    plan = add_plan(session, CLUB, operation_id="plan")
    customer = a_customer()
    join(on_day("2026-01-01"), customer)
    dearer = replace(CLUB, price="1980", points_each_period=500)
    edit_plan(session, plan_id=plan.id, new=dearer, offered=True, operation_id="edit")
    renewed = renew(on_day("2026-01-31"), customer)
    assert (renewed.paid, renewed.points_given) == (980, 0)


def test_a_slip_of_an_earlier_day_does_not_make_two_plans_at_once(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, CLUB, operation_id="plan")
    customer = a_customer()
    join(on_day("2026-03-01"), customer)
    with pytest.raises(AlreadySubscribed):
        join(on_day("2026-02-20"), customer)


def test_nobody_joins_what_is_not_offered(session: Session, a_customer: Callable[..., str]) -> None:
    customer = a_customer()
    with pytest.raises(UnknownPlan):
        join(session, customer)
    plan = add_plan(session, CLUB, operation_id="plan")
    edit_plan(session, plan_id=plan.id, new=CLUB, offered=False, operation_id="edit")
    with pytest.raises(BadRequest):
        join(session, customer)


def test_a_credit_is_taken_off_the_next_payments_until_it_is_used_up(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, replace(CLUB, renew_bonus=None), operation_id="plan")
    customer = a_customer()
    join(on_day("2026-01-01"), customer)
    with on_day("2026-01-02").write(Action.MERGE_CUSTOMERS, "credit") as tx:
        tx.post(Draft("plan.credit", {}, customer, "plan_credit", 1500))
    taken = [renew(on_day("2026-01-20"), customer) for _ in range(3)]
    assert [(each.paid, each.credit) for each in taken] == [(0, 980), (460, 520), (980, 0)]
    payments = session.db.conn.execute("SELECT total FROM sums WHERE account = 'plan_payments'")
    assert payments.fetchone() == (980 + 460 + 980,)


def test_where_less_money_was_taken_credit_pays_the_rest(
    session: Session, a_customer: Callable[..., str]
) -> None:
    add_plan(session, CLUB, operation_id="plan")
    customer = a_customer()
    with session.write(Action.MERGE_CUSTOMERS, "credit") as tx:
        tx.post(Draft("plan.credit", {}, customer, "plan_credit", 500))
    joined = start_subscription(
        session, customer_id=customer, plan="Club", trial=None, paid=900, operation_id="join"
    )
    assert (joined.paid, joined.credit) == (900, 80)
    assert plan_credit(session.db, customer) == 420


def test_a_plan_that_a_merging_ended_takes_no_payment_of_an_earlier_day(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, CLUB, operation_id="plan")
    keep, other = a_customer(), a_customer("佐藤 健")
    join(on_day("2026-11-01"), keep)
    join(on_day("2026-11-10"), other)
    merge_customers(on_day("2026-11-20"), keep=keep, merge=other, operation_id="merge")
    with pytest.raises(NotSubscribed):
        renew(on_day("2026-11-15"), keep)
    assert renew(session, keep).until == date(2027, 1, 9)


def test_a_slip_of_this_morning_does_not_make_two_plans_either(
    session: Session, a_customer: Callable[..., str], at_time: Callable[[str], Session]
) -> None:
    add_plan(session, CLUB, operation_id="plan")
    customer = a_customer()
    join(at_time("2026-11-21T15:00+09:00"), customer)
    with pytest.raises(AlreadySubscribed):
        join(at_time("2026-11-21T10:00+09:00"), customer)


def test_a_slip_is_not_paid_by_credit_that_came_after_it(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, replace(CLUB, renew_bonus=None), operation_id="plan")
    customer = a_customer()
    join(on_day("2026-01-01"), customer)
    with on_day("2026-01-20").write(Action.MERGE_CUSTOMERS, "credit") as tx:
        tx.post(Draft("plan.credit", {}, customer, "plan_credit", 1500))
    slip = renew(on_day("2026-01-10"), customer)
    assert (slip.paid, slip.credit) == (980, 0)
    assert (renew(on_day("2026-01-21"), customer).credit, plan_credit(session.db, customer)) == (
        980, 520,
    )  # fmt: skip
