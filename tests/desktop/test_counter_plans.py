"""Plans at the counter: joined, renewed, once for each press."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from db.clock import fixed_clock
from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import start_subscription
from tests.desktop.desk import Desk

Key = Qt.Key


def test_a_customer_joins_a_plan_once_however_often_it_is_pressed(desk: Desk) -> None:
    add_plan(desk.session, NewPlan("Bean Club", "980", "month"), operation_id="plan")
    desk.counter.serve(desk.tanaka)
    assert desk.counter.board.plan_button.text() == "Join a plan"
    desk.counter.plans.offer()
    assert desk.counter.plans.panel.join_button.text() == "Join and take ¥980"
    desk.counter.plans.panel.join_button.click()
    assert desk.counter.notice.text() == "Bean Club is paid until 21 Dec 2026: ¥980 taken."
    desk.counter.plans.join("Bean Club")
    assert desk.counter.board.plan_button.text() == "Renew Bean Club"
    taken = "SELECT count(*) FROM facts WHERE account = 'plan_payments'"
    assert desk.session.db.conn.execute(taken).fetchone()[0] == 1


def test_a_plan_that_ends_soon_is_renewed_by_one_press(desk: Desk) -> None:
    add_plan(desk.session, NewPlan("Bean Club", "980", "month"), operation_id="plan")
    start = desk.session.with_request(clock=fixed_clock(desk.session.clock().replace(month=10)))
    start_subscription(
        start,
        customer_id=desk.tanaka,
        plan="Bean Club",
        trial=None,
        paid=None,
        operation_id="start",
    )
    desk.counter.serve(desk.tanaka)
    renew = desk.counter.findChild(QPushButton, "counter.remark.renew")
    assert renew is not None
    assert renew.text() == "Renew ¥980"
    renew.click()
    assert "is paid until 21 Dec 2026" in desk.counter.notice.text()
    desk.counter.plans.renew()
    taken = "SELECT count(*) FROM facts WHERE kind = 'subscription.renew'"
    assert desk.session.db.conn.execute(taken).fetchone()[0] == 1


def test_a_plan_can_be_renewed_long_before_its_end(desk: Desk) -> None:
    bonus = {"points": 200, "days_before": 7}
    plan = NewPlan("Bean Club", "980", "month", renew_bonus=bonus)
    add_plan(desk.session, plan, operation_id="plan")
    start_subscription(
        desk.session, customer_id=desk.tanaka, plan="Bean Club", trial=None, paid=None,
        operation_id="start",
    )  # fmt: skip
    desk.counter.serve(desk.tanaka)
    desk.counter.board.plan_button.click()
    assert desk.counter.plans.panel.join_button.text() == "Renew and take ¥980"
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text() == "Bean Club is paid until 21 Jan 2027: ¥980 taken."
    assert desk.points() == 200
    assert desk.counter.amount.hasFocus()
