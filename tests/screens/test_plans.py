"""Plans at the counter in every dress: joined, looked after, paused, changed, left."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from db.clock import fixed_clock
from db.session import Session
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, add_reward
from db.usecases.subscriptions import (
    cancel_subscription,
    change_subscription,
    pause_subscription,
    start_subscription,
)
from desktop.pages.counter import CounterPage
from tests.screens.conftest import Screen

NAMES = {
    "en": ("Pantry Club", "Roaster's Table with two tastings", "Slice of today's cake"),
    "ja": ("豆の会", "焙煎所の会（試飲会ふたり分つき）", "本日のケーキひと切れ"),
}


def at(session: Session, day: str) -> Session:
    clock = fixed_clock(datetime.fromisoformat(f"{day}T10:00+09:00"))
    return session.with_request(clock=clock)


@pytest.fixture
def served(screen: Screen) -> CounterPage:
    """Return the counter with the first customer, in a shop with three plans."""
    club, table, cake = NAMES[screen.dress.language]
    session = screen.window.session
    add_reward(session, NewReward(cake, "free_item", "450", 300), operation_id="plans-cake")
    bonus = {"points": 200, "days_before": 3}
    for new in (
        NewPlan(club, "980", "month", discount_percent=5, points_each_period=50,
                renew_bonus=bonus, coupon_each_period=cake),
        NewPlan(table, "2980", "month", multiplier="2", trial_days=14),
    ):  # fmt: skip
        add_plan(at(session, "2026-10-01"), new, operation_id=f"plans-{new.name}")
    counter = screen.window.pages["counter"]
    assert isinstance(counter, CounterPage)
    customer = session.db.conn.execute(
        "SELECT id FROM customers WHERE id NOT IN (SELECT customer_id FROM subscriptions)"
        " ORDER BY id LIMIT 1"
    ).fetchone()[0]
    counter.serve(customer)
    return counter


def join(screen: Screen, served: CounterPage, day: str, place: int = 0) -> str:
    assert served.customer_id is not None
    start_subscription(
        at(screen.window.session, day), customer_id=served.customer_id,
        plan=NAMES[screen.dress.language][place], trial=False, paid=None, operation_id="plans-join",
    )  # fmt: skip
    return served.customer_id


def again(served: CounterPage) -> None:
    """Serve the customer anew, and forget what was said."""
    customer = served.customer_id
    served.serve(None)
    served.serve(customer)


def press(served: CounterPage, name: str) -> None:
    button = served.findChild(QPushButton, name)
    assert button is not None
    button.click()
    QApplication.processEvents()


def test_no_text_of_joining_is_cut(screen: Screen, served: CounterPage) -> None:
    served.plans.offer()
    screen.look("plans-join")
    served.plans.acts.panel.join_button.click()
    screen.look("plans-joined")


def test_no_text_of_a_running_plan_is_cut(screen: Screen, served: CounterPage) -> None:
    join(screen, served, "2026-11-02")
    again(served)
    screen.look("plans-renewal-said")
    served.plans.offer()
    screen.look("plans-running")
    press(served, "plan.change")
    screen.look("plans-change")
    served.plans.acts.changing.close_panel()
    press(served, "plan.pause")
    served.plans.acts.pausing.usual.buttons[1].click()
    screen.look("plans-pause")
    served.plans.acts.pausing.close_panel()
    press(served, "plan.cancel")
    screen.look("plans-leave")
    press(served, "plan_leave.1")
    screen.look("plans-offer")
    served.plans.acts.leaving.go_button.click()
    screen.look("plans-stays")


@pytest.mark.parametrize("state", ["due", "paused", "ending", "planned"])
def test_no_text_of_any_state_is_cut(screen: Screen, served: CounterPage, state: str) -> None:
    day, place = {"due": ("2026-10-20", 0), "planned": ("2026-11-02", 1)}.get(
        state, ("2026-11-02", 0)
    )
    customer = join(screen, served, day, place)
    then = at(screen.window.session, "2026-11-20")
    if state == "paused":
        pause_subscription(then, customer_id=customer, days=None, operation_id="plans-pause")
    elif state == "ending":
        cancel_subscription(then, customer_id=customer, reason="x", operation_id="plans-cancel")
    elif state == "planned":
        plan = NAMES[screen.dress.language][0]
        change_subscription(
            then, customer_id=customer, plan=plan, paid=None, operation_id="plans-change"
        )
    again(served)
    screen.look(f"plans-{state}-said")
    served.plans.offer()
    screen.look(f"plans-{state}")
