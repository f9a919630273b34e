"""How a plan stands and went, in words, for each state it can be in."""

from collections.abc import Callable
from datetime import datetime

import pytest

from db.clock import fixed_clock
from db.queries.plan_story import plan_story
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import (
    cancel_subscription,
    pause_subscription,
    renew_subscription,
    start_subscription,
)
from desktop.customer.plan_story import shown_story
from desktop.messages import label_of
from desktop.widgets.plan_tab import PlanShown

pytestmark = pytest.mark.usefixtures("english")
Shown = Callable[[], PlanShown]


def then(session: Session, day: str) -> Session:
    return session.with_request(clock=fixed_clock(datetime.fromisoformat(f"{day}T10:00+09:00")))


@pytest.fixture
def misaki(session: Session) -> str:
    session.label = label_of
    plan = NewPlan("Club", "980", "month", discount_percent=5, trial_days=7, grace_days=7,
                   renew_bonus={"points": 200, "days_before": 3})  # fmt: skip
    add_plan(then(session, "2026-01-01"), plan, operation_id="plan")
    return add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id


@pytest.fixture
def shown(session: Session, misaki: str) -> Shown:
    def tell() -> PlanShown:
        moment = session.moment()
        return shown_story(plan_story(moment, misaki), moment)

    return tell


def join(session: Session, misaki: str, day: str, *, trial: bool = False) -> None:
    start_subscription(
        then(session, day), customer_id=misaki, plan="Club", trial=trial, paid=None,
        operation_id=f"join-{day}",
    )  # fmt: skip


def test_without_a_plan_one_can_be_joined(shown: Shown) -> None:
    told = shown()
    assert told.name == "On no plan yet"
    assert told.chip[0] == ""
    assert told.acts == [("join", "Join a plan")]
    assert (told.spans, told.facts, told.benefits) == ([], [], [])


def test_a_plan_that_runs_says_until_when_and_what_comes_next(
    session: Session, misaki: str, shown: Shown
) -> None:
    join(session, misaki, "2026-11-01")
    told = shown()
    assert (told.name, told.price, told.chip[0]) == ("Club", "¥980 a month", "Runs")
    assert told.standing == "Paid until 30 Nov 2026."
    assert told.good == ["200 points for renewing by 27 Nov 2026"]
    assert dict(told.facts) == {
        "Since": "1 Nov 2026",
        "Paid so far": "¥980 in 1 payment",
        "Next": "¥980 for the time from 1 Dec 2026",
    }
    assert [(span.kind, span.words) for span in told.spans] == [
        ("paid", "Club · Paid, 1 Nov 2026 to 30 Nov 2026")
    ]
    assert told.legend == [("paid", "Paid")]
    assert [act for act, _ in told.acts] == ["renew", "pause", "cancel"]


def test_a_trial_is_a_time_of_its_own(session: Session, misaki: str, shown: Shown) -> None:
    join(session, misaki, "2026-11-20", trial=True)
    told = shown()
    assert told.chip == ("On trial", "gold")
    assert [span.kind for span in told.spans] == ["trial"]
    assert dict(told.facts)["Paid so far"] == "¥0 in 0 payments"


def test_who_has_not_paid_yet_hears_by_when(session: Session, misaki: str, shown: Shown) -> None:
    join(session, misaki, "2026-10-20")
    told = shown()
    assert told.chip == ("Not paid yet", "warn")
    assert dict(told.facts)["Next"] == "¥980 by 26 Nov 2026"
    assert [span.kind for span in told.spans] == ["paid", "late"]
    assert told.spans[1].words == "Not paid, benefits stay, 20 Nov 2026 to 26 Nov 2026"


def test_a_pause_without_an_end_hides_the_days_that_nobody_knows(
    session: Session, misaki: str, shown: Shown
) -> None:
    join(session, misaki, "2026-11-01")
    pause_subscription(
        then(session, "2026-11-10"), customer_id=misaki, days=None, operation_id="pause"
    )
    told = shown()
    assert told.chip[0] == "Paused"
    assert [(span.kind, span.first.day, span.last.day) for span in told.spans] == [
        ("paid", 1, 9), ("paused", 10, 22),
    ]  # fmt: skip
    assert dict(told.facts)["Next"] == "Waits until it is taken up again"


def test_a_pause_of_days_says_when_it_runs_again(
    session: Session, misaki: str, shown: Shown
) -> None:
    join(session, misaki, "2026-11-01")
    pause_subscription(session, customer_id=misaki, days=10, operation_id="pause")
    told = shown()
    assert dict(told.facts)["Next"] == "Runs again on 2 Dec 2026"
    assert [span.kind for span in told.spans] == ["paid", "paused", "paid"]


def test_who_leaves_says_why(session: Session, misaki: str, shown: Shown) -> None:
    join(session, misaki, "2026-11-01")
    cancel_subscription(session, customer_id=misaki, reason="Too dear", operation_id="cancel")
    told = shown()
    assert told.chip == ("Cancelled", "warn")
    assert dict(told.facts)["Next"] == "Ends on 30 Nov 2026"
    assert dict(told.facts)["Why they leave"] == "Too dear"
    assert "keep" in [act for act, _ in told.acts]


def test_what_was_before_is_told_with_its_days_and_money(
    session: Session, misaki: str, shown: Shown
) -> None:
    join(session, misaki, "2026-02-01")
    renew_subscription(
        then(session, "2026-02-20"), customer_id=misaki, paid=None, operation_id="renew"
    )
    told = shown()
    assert told.chip == ("Ended", "plain")
    assert told.benefits == []
    assert [act for act, _ in told.acts] == ["join"]
    join(session, misaki, "2026-11-01")
    told = shown()
    assert told.earlier == [("Club", "1 Feb 2026 to 31 Mar 2026 · ¥1,960 in 2 payments")]
    assert dict(told.facts)["With earlier plans"] == "¥2,940"
