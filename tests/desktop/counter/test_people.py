"""People at the counter: new ones are welcomed with a few keys."""

from PySide6.QtCore import Qt

from tests.desktop.desk import Desk

Key = Qt.Key


def test_an_unknown_name_becomes_a_customer_with_enter_alone(desk: Desk) -> None:
    desk.press(Key.Key_F2)
    desk.window.scan.insert("山本 浩")
    desk.press(Key.Key_Return)
    assert desk.counter.notice.action.text() == "New customer"
    desk.counter.notice.action.click()
    assert desk.counter.people.editor.lines["name"].text() == "山本 浩"
    assert desk.counter.people.editor.lines["phone"].hasFocus()
    desk.press("09000000155", Key.Key_Return)
    assert desk.shown("counter.name") == "山本 浩"
    assert desk.counter.notice.text().startswith("Welcome, 山本 浩.")
    assert desk.counter.amount.hasFocus()
    assert desk.session.db["customers"].count == 2
