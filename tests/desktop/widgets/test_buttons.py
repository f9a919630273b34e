"""What is pressed."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.widgets.buttons import Segments, icon_button, primary


def test_a_button_does_its_work_and_has_both_names(qtbot: QtBot) -> None:
    done: list[bool] = []
    made = primary("Record", "counter.record", lambda: done.append(True))
    qtbot.addWidget(made)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert done == [True]
    assert (made.objectName(), made.accessibleName()) == ("counter.record", "Record")


def test_a_picture_alone_says_what_it_does(qtbot: QtBot) -> None:
    made = icon_button("close", "x", "Close")
    qtbot.addWidget(made)
    assert (made.text(), made.accessibleName(), made.toolTip()) == ("", "Close", "Close")


def test_of_segments_exactly_one_is_chosen(qtbot: QtBot) -> None:
    segments = Segments("looks", "Looks", {"light": "Light", "dark": "Dark"})
    qtbot.addWidget(segments)
    assert segments.value() == ""
    segments.choose("dark")
    qtbot.mouseClick(segments.buttons["light"], Qt.MouseButton.LeftButton)
    assert segments.value() == "light"
