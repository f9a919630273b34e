"""Whoever is at the counter while two entries become one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from db.clock import new_id
from db.rules.customers import NewCustomer
from db.usecases.customers import add_customer
from db.usecases.merging import merge_customers
from tests.desktop.desk import Desk

Key = Qt.Key


def test_whoever_is_served_goes_on_as_the_one_who_was_kept(desk: Desk) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980")
    served = desk.counter.customer_id
    assert served is not None
    new = NewCustomer("鈴木 愛")
    keep = add_customer(desk.session, new=new, operation_id=new_id()).id
    merge_customers(desk.session, keep=keep, merge=served, operation_id=new_id())
    assert desk.counter.customer_id == keep
    assert desk.shown("counter.name") == "鈴木 愛"
    assert desk.counter.amount.text() == "1,980"
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text() == "¥1,980 recorded · 19 points · now 19"


def test_points_are_corrected_from_the_form_of_whoever_is_served(desk: Desk) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return)
    desk.counter.board.customer.edit_asked.emit()
    desk.counter.people.editor.acts.adjust_button.click()
    assert not desk.counter.people.editor.isVisible()
    points = desk.counter.findChild(QLineEdit, "adjust.points")
    assert points is not None
    assert points.hasFocus()
    desk.press("30")
    assert desk.counter.amount.text() == ""
    reason = desk.counter.findChild(QLineEdit, "adjust.reason")
    assert reason is not None
    reason.setText("x")
    desk.press(Key.Key_Return)
    assert desk.shown("counter.balance") == "30"
    assert desk.counter.amount.hasFocus()
