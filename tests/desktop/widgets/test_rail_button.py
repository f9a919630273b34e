"""The number on a button of the rail is seen, spoken, and goes when nothing waits."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.rail_button import RailButton


def test_the_number_is_spoken_and_drawn(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    button = RailButton("nav.today", "Today", "today")
    qtbot.addWidget(button)
    button.resize(72, 56)
    without = button.grab().toImage()
    button.show_count(14)
    assert button.accessibleName() == "Today, 14 are waiting"
    assert button.grab().toImage() != without
    with_many = button.grab().toImage()
    button.show_count(150)
    assert button.grab().toImage() != with_many
    button.show_count(0)
    assert button.accessibleName() == "Today"
    assert button.grab().toImage() == without
