"""What a member is handed is offered at the counter where there is something to print."""

from collections.abc import Callable

import pytest

from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import start_subscription
from tests.desktop.desk import Desk


@pytest.fixture
def on_a_plan(desk: Desk, set_shop: Callable[..., None]) -> Desk:
    """Return the desk of a shop that thanks for friends, with somebody on a plan."""
    set_shop(referral={"referrer": {"points": 100}})
    add_plan(desk.session, NewPlan("Pass", "980", "month"), operation_id="plan")
    start_subscription(
        desk.session, customer_id=desk.tanaka, plan="Pass", trial=None, paid=None,
        operation_id="join",
    )  # fmt: skip
    return desk


def offered(desk: Desk) -> tuple[bool, bool]:
    board = desk.counter.board
    return board.membership_action.isVisible(), board.slips_action.isVisible()


def title(desk: Desk) -> str:
    preview = desk.counter.papers.preview
    return preview.title.text() if preview is not None and desk.counter.papers.is_open() else ""


def test_nothing_is_offered_where_there_is_nothing_to_print(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    assert offered(desk) == (False, False)


def test_a_membership_and_slips_are_offered_where_there_are_some(on_a_plan: Desk) -> None:
    on_a_plan.counter.serve(on_a_plan.tanaka)
    assert offered(on_a_plan) == (True, True)


def test_what_is_chosen_lies_over_the_page_alone(on_a_plan: Desk) -> None:
    board = on_a_plan.counter.board
    on_a_plan.counter.serve(on_a_plan.tanaka)
    board.membership_action.trigger()
    assert title(on_a_plan) == "Membership paper"
    board.slips_action.trigger()  # something lies over the page already
    assert title(on_a_plan) == "Membership paper"
    on_a_plan.counter.papers.close()
    board.slips_action.trigger()
    assert title(on_a_plan) == "Slips for friends"
    on_a_plan.counter.papers.close()


def test_with_nobody_there_nothing_is_shown(desk: Desk) -> None:
    desk.counter.serve(None)
    desk.counter.member_papers.show_membership()
    desk.counter.member_papers.show_slips()
    assert title(desk) == ""
