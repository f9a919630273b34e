"""Ending the day at the counter, by keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.desktop.desk import Desk

Key = Qt.Key


def test_the_day_is_counted_printed_and_left_by_keys_alone(desk: Desk) -> None:
    desk.press("1980", Key.Key_Return, Key.Key_F12)
    panel = desk.counter.day.panel
    assert panel.isVisible()
    desk.press("2000")
    assert panel.difference.text() == "¥20 more than should be there."
    desk.press(Key.Key_Return)
    preview = desk.counter.papers.preview
    assert preview is not None
    assert preview.isVisible()
    assert preview.title.text() == "End of day, 22 Nov 2026"
    desk.press(Key.Key_Escape)
    assert QApplication.focusWidget() is panel.counted, "where the paper was asked for"
    desk.press(Key.Key_Escape)
    assert not panel.isVisible()
    assert desk.counter.amount.hasFocus()
    assert desk.sales() == 1


def test_the_button_of_the_day_opens_it_too(desk: Desk) -> None:
    desk.counter.board.day.end_button.click()
    assert desk.counter.day.panel.isVisible()


def test_nothing_is_sold_while_the_drawer_is_counted(desk: Desk) -> None:
    desk.press("500", Key.Key_F12)
    desk.press("1980")
    desk.counter.record_sale()
    assert desk.sales() == 0
    assert desk.counter.amount.text() == "500"


def test_whoever_is_at_the_counter_is_served_first(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    desk.press(Key.Key_F12)
    assert not desk.counter.day.panel.isVisible()
    desk.press(Key.Key_Escape, Key.Key_F12)
    assert desk.counter.day.panel.isVisible()
    desk.counter.serve(desk.tanaka)
    assert not desk.counter.day.panel.isVisible()
