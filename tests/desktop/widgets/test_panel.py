"""The white card that everything lies in."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.widgets.panel import Panel


def test_a_card_has_a_heading_only_where_it_says_something(qtbot: QtBot) -> None:
    named, bare = Panel("Rhythm"), Panel()
    for panel in (named, bare):
        qtbot.addWidget(panel)
    assert named.heading is not None
    assert named.heading.text() == "Rhythm"
    assert bare.heading is None


def test_room_between_two_widgets_is_taken_by_none(qtbot: QtBot) -> None:
    panel = Panel()
    qtbot.addWidget(panel)
    left, right = QLabel("left"), QLabel("right")
    panel.add_row(left, None, right)
    panel.resize(600, 80)
    panel.show()
    assert right.x() - (left.x() + left.width()) > 300
