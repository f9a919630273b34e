"""Widgets side by side that go on to the next line."""

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.flow import FlowLayout


def test_what_does_not_fit_goes_on_to_the_next_line(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    for number in range(6):
        flow.addWidget(QLabel(f"a label {number}"))
    assert flow.hasHeightForWidth()
    assert flow.heightForWidth(80) > flow.heightForWidth(1000)


def test_cleared_it_holds_nothing(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    flow.addWidget(QLabel("one"))
    flow.clear()
    assert flow.count() == 0
    assert flow.itemAt(0) is None


def test_what_is_hidden_leaves_no_gap(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    labels = [QLabel(f"a label {number}") for number in range(3)]
    for each in labels:
        flow.addWidget(each)
    labels[1].hide()
    holder.resize(600, 60)
    with qtbot.waitExposed(holder):
        holder.show()
    assert labels[2].x() == labels[0].width() + flow.spacing()
