"""The counter while nobody stands at it."""

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.widgets.nobody_panel import DayPanel, KeysPanel, NobodyPanel


def test_it_offers_to_sign_somebody_up(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    panel = NobodyPanel()
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.new_asked):
        panel.new_button.click()


def test_every_key_stands_beside_what_it_does(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    panel = KeysPanel([("F2", "Find a customer"), ("Esc", "Next customer")])
    qtbot.addWidget(panel)
    texts = [label.text() for label in panel.findChildren(QLabel)]
    assert texts == ["Keys", "F2", "Find a customer", "Esc", "Next customer"]


def test_the_day_offers_to_undo_only_where_there_is_something(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    panel = DayPanel()
    qtbot.addWidget(panel)
    panel.show_last("Sale ¥1,980 · 田中 美咲 · 10:14")
    assert panel.undo_button.isVisibleTo(panel)
    assert panel.undo_button.accessibleDescription() == panel.last.text()
    with qtbot.waitSignal(panel.undo_asked):
        panel.undo_button.click()
    panel.show_last("")
    assert not panel.undo_button.isVisibleTo(panel)
    assert not panel.last.isVisibleTo(panel)


def test_the_day_can_be_ended_from_it(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    panel = DayPanel()
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.end_asked):
        panel.end_button.click()
