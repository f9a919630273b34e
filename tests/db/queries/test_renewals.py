"""The list of renewals: who is due, in which week, with what to pay and what it brings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from db.queries.renewals import (
    RenewalDue,
    renewals_count,
    renewals_due,
    span_of_weeks,
    weeks_until,
)
from db.session import Session
from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import (
    cancel_subscription,
    change_subscription,
    pause_subscription,
    renew_subscription,
    start_subscription,
)

CLUB = NewPlan("Club", "980", "month", renew_bonus={"points": 30, "days_before": 2})
PLUS = NewPlan("Club Plus", "1480", "month", renew_bonus={"points": 50, "days_before": 1})


def join(session: Session, customer: str, plan: str = "Club") -> None:
    start_subscription(
        session, customer_id=customer, plan=plan, trial=None, paid=None, operation_id=f"j{customer}"
    )


def due(session: Session, *, weeks: int = 4) -> list[RenewalDue]:
    first, last = span_of_weeks(session.today, weeks=weeks)
    return renewals_due(session.moment(), first=first, last=last)


def test_late_ones_come_first_then_by_the_last_day(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, CLUB, operation_id="plan")
    for number, joined in enumerate(
        ("2026-10-14", "2026-10-17", "2026-10-23", "2026-10-24", "2026-11-10", "2026-11-21")
    ):
        join(on_day(joined), a_customer(f"客 {number}"))
    found = due(session)  # Sunday 22 November: this week ends today
    assert [(each.until.isoformat()[5:], each.weeks, each.state) for each in found] == [
        ("11-16", -1, "past_due"), ("11-22", 0, "active"), ("11-23", 1, "active"),
        ("12-09", 3, "active"),
    ]  # fmt: skip
    assert found[0].pay_by == date(2026, 11, 23)
    assert [each.to_pay for each in found] == [980] * 4


def test_a_bonus_is_promised_while_it_can_be_had(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, CLUB, operation_id="plan")
    customer = a_customer()
    join(on_day("2026-10-24"), customer)  # until 23 November
    (before,), (after,) = due(on_day("2026-11-21")), due(session)
    assert (before.bonus, before.bonus_until) == (30, date(2026, 11, 21))
    assert (after.bonus, after.bonus_until) == (0, date(2026, 11, 21))
    renewed = renew_subscription(
        on_day("2026-11-21"), customer_id=customer, paid=None, operation_id="r"
    )
    assert renewed.points_given == before.bonus


def test_after_a_change_the_next_payment_and_its_bonus_are_those_of_the_new_plan(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, CLUB, operation_id="plan")
    add_plan(session, PLUS, operation_id="plus")
    up, down = a_customer("客 1"), a_customer("客 2")
    join(on_day("2026-10-20"), up)
    join(on_day("2026-11-02"), down, "Club Plus")
    for day, customer, plan in (("2026-11-01", up, "Club Plus"), ("2026-11-20", down, "Club")):
        change_subscription(
            on_day(day), customer_id=customer, plan=plan, paid=None, operation_id=f"c{plan}"
        )
    first, second = due(session)
    assert (first.ends, second.ends) == ("", "Club Plus")
    assert (first.plan, first.to_pay, first.bonus, first.until) == (
        "Club Plus", 1480, 50, date(2026, 11, 30),
    )  # fmt: skip
    assert (second.plan, second.to_pay, second.bonus, second.until) == (
        "Club", 980, 50, date(2026, 12, 1),
    )  # fmt: skip


def test_who_cancelled_paused_or_left_is_not_asked(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, replace(CLUB, grace_days=3), operation_id="plan")
    gone, paused, cancelled = (a_customer(f"客 {number}") for number in range(3))
    join(on_day("2026-10-14"), gone)
    for customer in (paused, cancelled):
        join(on_day("2026-10-28"), customer)
    pause_subscription(on_day("2026-11-02"), customer_id=paused, days=None, operation_id="pause")
    cancel_subscription(
        on_day("2026-11-02"), customer_id=cancelled, reason="too dear", operation_id="cancel"
    )
    assert due(session) == []


def test_a_trial_that_ends_is_due_for_its_first_payment(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, replace(CLUB, trial_days=14), operation_id="plan")
    join(on_day("2026-11-12"), a_customer())
    (found,) = due(session)
    assert (found.state, found.until) == ("trial", date(2026, 11, 25))


def test_credit_is_taken_off_what_is_to_be_paid(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    for name, price in (("Dear", "3000"), ("Club", "3010")):
        add_plan(session, replace(CLUB, name=name, price=price), operation_id=name)
    customer = a_customer()
    join(on_day("2026-11-02"), customer, "Dear")
    for operation in ("one", "two"):
        renew_subscription(
            on_day("2026-11-02"), customer_id=customer, paid=None, operation_id=operation
        )
    change_subscription(
        on_day("2026-11-03"), customer_id=customer, plan="Club", paid=None, operation_id="c"
    )
    (found,) = due(session)
    assert (found.credit, found.to_pay) == (3010, 0)


def test_they_are_counted_as_they_are_listed(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> None:
    add_plan(session, CLUB, operation_id="plan")
    for number, joined in enumerate(
        ("2026-10-14", "2026-10-15", "2026-10-16", "2026-10-23", "2026-10-24", "2026-11-21")
    ):
        customer = a_customer(f"客 {number}")
        join(on_day(joined), customer)
        if number == 2:
            pause_subscription(
                on_day("2026-11-15"), customer_id=customer, days=7, operation_id="pause"
            )
        if number == 3:
            cancel_subscription(
                on_day("2026-11-15"), customer_id=customer, reason="too dear", operation_id="leave"
            )
    for day in ("2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-29"):
        then = on_day(day)
        for weeks in (1, 2, 4):
            _, last = span_of_weeks(then.today, weeks=weeks)
            count = renewals_count(then.db, today=then.today, last=last)
            assert count == len(due(then, weeks=weeks)), (day, weeks)


def test_weeks_run_from_monday_to_sunday() -> None:
    sunday, monday = date(2026, 11, 22), date(2026, 11, 23)
    assert [weeks_until(day, today=sunday) for day in (date(2026, 11, 21), sunday, monday)] == [
        -1, 0, 1,
    ]  # fmt: skip
    assert weeks_until(date(2026, 11, 29), today=monday) == 0
    assert span_of_weeks(sunday, weeks=1)[1] == sunday
    assert span_of_weeks(monday, weeks=4)[1] == date(2026, 12, 20)
