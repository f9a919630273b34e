"""Words on a page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.labels import ElidedLabel, Paragraph, label, named, set_property


def test_a_name_that_looks_like_markup_stays_that_name(qtbot: QtBot) -> None:
    made = label("<b>Bobby</b>")
    qtbot.addWidget(made)
    assert made.textFormat() is Qt.TextFormat.PlainText


def test_a_line_without_room_ends_in_dots_and_tells_the_whole_as_a_tip(qtbot: QtBot) -> None:
    long = "長い名前" * 50
    made = ElidedLabel(long)
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() < 200
    assert made.toolTip() == long


def test_a_paragraph_claims_the_height_of_all_its_lines(qtbot: QtBot) -> None:
    made = Paragraph("one word after another " * 10)
    qtbot.addWidget(made)
    made.show()
    made.resize(400, 10)
    wide = made.minimumHeight()
    made.resize(100, 10)
    assert made.minimumHeight() > wide > 0


def test_a_widget_has_a_name_for_tests_and_one_for_ears(qtbot: QtBot) -> None:
    made = named(QWidget(), "counter.amount", "Amount")
    qtbot.addWidget(made)
    set_property(made, "tone", "warn")
    assert (made.objectName(), made.accessibleName()) == ("counter.amount", "Amount")
    assert made.property("tone") == "warn"
