"""A customer's time on plans: what runs, what was before, what was paid for each."""

from collections.abc import Callable
from datetime import date

from db.queries.plan_story import plan_story
from db.session import Session
from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import renew_subscription, start_subscription
from db.usecases.undo import undo

On = Callable[[str], Session]
Make = Callable[..., str]


def joined(session: Session, customer: str, operation: str) -> None:
    start_subscription(
        session, customer_id=customer, plan="Club", trial=None, paid=None, operation_id=operation
    )


def test_without_a_plan_there_is_no_story(session: Session, a_customer: Make) -> None:
    story = plan_story(session.moment(), a_customer())
    assert (story.now, story.state, story.all, story.paid_in_all) == (None, None, (), 0)


def test_what_ended_before_stands_by_itself_with_what_was_paid_for_it(
    on_day: On, session: Session, a_customer: Make
) -> None:
    customer = a_customer()
    add_plan(on_day("2026-01-01"), NewPlan("Club", "980", "month"), operation_id="plan")
    joined(on_day("2026-02-10"), customer, "first")
    renew_subscription(on_day("2026-03-01"), customer_id=customer, paid=900, operation_id="second")
    joined(on_day("2026-11-01"), customer, "again")
    story = plan_story(session.moment(), customer)
    assert story.now is not None
    assert (story.state, story.now.began) == ("active", date(2026, 11, 1))
    assert [each.began for each in story.earlier] == [date(2026, 2, 10)]
    assert [each.began for each in story.all] == [date(2026, 2, 10), date(2026, 11, 1)]
    assert [story.paid[each.id] for each in story.all] == [1880, 980]
    assert story.paid_in_all == 2860


def test_what_was_handed_back_was_not_paid(on_day: On, session: Session, a_customer: Make) -> None:
    customer = a_customer()
    add_plan(on_day("2026-01-01"), NewPlan("Club", "980", "month"), operation_id="plan")
    joined(on_day("2026-11-01"), customer, "first")
    renew_subscription(session, customer_id=customer, paid=None, operation_id="twice")
    assert plan_story(session.moment(), customer).paid_in_all == 1960
    undo(session, act="twice", operation_id="undo")
    assert plan_story(session.moment(), customer).paid_in_all == 980
