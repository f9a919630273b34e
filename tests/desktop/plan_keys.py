"""A shop with plans, and the keys by which they are looked after at the counter."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.clock import fixed_clock
from db.queries.subscriptions import subscription_at
from db.rules.subscriptions import Subscription, state_on
from db.session import Session
from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import start_subscription
from desktop.widgets.tagged_sentence import TaggedSentence
from tests.desktop.desk import Desk

Key = Qt.Key
CLUB = NewPlan("Bean Club", "980", "month")
TABLE = NewPlan("Roaster's Table", "2980", "month")


def at(desk: Desk, day: str) -> Session:
    clock = fixed_clock(datetime.fromisoformat(f"{day}T10:00+09:00"))
    return desk.session.with_request(clock=clock)


def start(desk: Desk, day: str, plan: str = "Bean Club") -> None:
    start_subscription(
        at(desk, day), customer_id=desk.tanaka, plan=plan, trial=None, paid=None,
        operation_id=f"start-{day}",
    )  # fmt: skip


def offer_plans(desk: Desk, *plans: NewPlan) -> None:
    for plan in plans:
        add_plan(at(desk, "2026-01-01"), plan, operation_id=plan.name)


def plan_of(desk: Desk) -> Subscription:
    found = subscription_at(desk.session.moment(), desk.tanaka)
    assert found is not None
    return found


def state(desk: Desk) -> str:
    return state_on(plan_of(desk), desk.session.today)


def open_plan(desk: Desk) -> None:
    """Press Ctrl+M wherever the focus is."""
    target = QApplication.focusWidget()
    assert target is not None
    assert desk.counter.isAncestorOf(target)
    QTest.keyClick(target, Key.Key_M, Qt.KeyboardModifier.ControlModifier)


def undo_twice_pressed(desk: Desk) -> None:
    """Press Ctrl+Z, and again to the question."""
    desk.press_undo()
    desk.press_undo()


def payments(desk: Desk) -> list[int]:
    rows = desk.session.db.conn.execute(
        "SELECT delta FROM facts WHERE account = 'plan_payments' AND delta ORDER BY at, seq"
    )
    return [paid for (paid,) in rows.fetchall()]


def shown_tags(desk: Desk) -> list[str]:
    found = desk.counter.board.remarks.findChildren(TaggedSentence)
    return [each.tag for each in found if each.isVisibleTo(desk.counter)]
