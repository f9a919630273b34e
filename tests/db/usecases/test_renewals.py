"""A list of renewals is marked as paid in one act: all of it or nothing, and undone whole."""

from collections.abc import Callable

import pytest

from db.errors import BadRequest, NotSubscribed, Repeated
from db.queries.points import account_at
from db.queries.subscriptions import subscription_at
from db.session import Session
from db.usecases.plans import NewPlan, add_plan
from db.usecases.renewals import MOST_AT_ONCE, renew_listed
from db.usecases.subscriptions import start_subscription
from db.usecases.undo import undo

CLUB = NewPlan(
    "Club", "980", "month", points_each_period=100, renew_bonus={"points": 30, "days_before": 2}
)


@pytest.fixture
def members(
    session: Session, a_customer: Callable[..., str], on_day: Callable[[str], Session]
) -> list[str]:
    add_plan(session, CLUB, operation_id="plan")
    found = [a_customer(f"客 {number}") for number in range(3)]
    for customer, day in zip(found, ("2026-10-20", "2026-10-24", "2026-11-20"), strict=True):
        start_subscription(
            on_day(day),
            customer_id=customer,
            plan="Club",
            trial=None,
            paid=None,
            operation_id=f"join-{customer}",
        )
    return found


def lasts(session: Session, members: list[str]) -> list[str]:
    found = (subscription_at(session.moment(), each) for each in members)
    return [each.until.isoformat() for each in found if each]


def points(session: Session, members: list[str]) -> list[int]:
    moment = session.moment()
    return [account_at(moment, each).balance(session.today) for each in members]


def test_a_list_is_paid_in_one_act_with_what_each_period_brings(
    session: Session, members: list[str]
) -> None:
    paid = renew_listed(session, customer_ids=members, operation_id="list")
    assert paid.paid == 3 * 980
    assert [standing.points_given for standing in paid.standings] == [100, 100, 130]
    assert lasts(session, members) == ["2026-12-19", "2026-12-23", "2027-01-19"]
    assert points(session, members) == [200, 200, 230]
    with pytest.raises(Repeated):
        renew_listed(session, customer_ids=members, operation_id="list")
    assert points(session, members) == [200, 200, 230]


def test_the_whole_list_is_undone_at_once(session: Session, members: list[str]) -> None:
    renew_listed(session, customer_ids=members, operation_id="list")
    assert undo(session, act="list", operation_id="undo").money_back == 3 * 980
    assert lasts(session, members) == ["2026-11-19", "2026-11-23", "2026-12-19"]
    assert points(session, members) == [100, 100, 100]


def test_one_who_has_no_plan_lets_nobody_be_marked(
    session: Session, members: list[str], a_customer: Callable[..., str]
) -> None:
    with pytest.raises(NotSubscribed):
        renew_listed(session, customer_ids=[*members, a_customer("客 9")], operation_id="list")
    assert lasts(session, members) == ["2026-11-19", "2026-11-23", "2026-12-19"]


@pytest.mark.parametrize("problem", ["empty", "twice", "too_long"])
def test_a_list_that_cannot_be_meant_is_refused(
    session: Session, members: list[str], problem: str
) -> None:
    listed = {
        "empty": [],
        "twice": [members[0], members[0]],
        "too_long": members * MOST_AT_ONCE,
    }[problem]
    with pytest.raises(BadRequest) as refused:
        renew_listed(session, customer_ids=listed, operation_id="list")
    assert (refused.value.field, refused.value.problem) == (
        "customers", "twice" if problem == "twice" else "range",
    )  # fmt: skip
