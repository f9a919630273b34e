"""The finder of cut words finds them, and leaves alone what can be read."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.buttons import button
from desktop.widgets.labels import ElidedLabel, label
from tests.screens.cut_text import cut_texts

LONG = "The name of a customer who has a long name"


def a_row(qtbot: QtBot, widget: QWidget, width: int) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.addWidget(widget)
    widget.setMinimumWidth(1)
    holder.setMinimumWidth(1)
    holder.resize(width, 60)
    qtbot.addWidget(holder)
    with qtbot.waitExposed(holder):
        holder.show()
    holder.resize(width, 60)
    return holder


@pytest.mark.parametrize("make", [lambda: label(LONG), lambda: button(LONG, "do")])
def test_words_without_room_are_found(qtbot: QtBot, make: object) -> None:
    assert callable(make)
    assert cut_texts(a_row(qtbot, make(), 120))
    assert cut_texts(a_row(qtbot, make(), 600)) == []


def test_what_ends_in_dots_on_purpose_is_not_cut(qtbot: QtBot) -> None:
    assert cut_texts(a_row(qtbot, ElidedLabel(LONG), 120)) == []


def test_a_paragraph_without_the_height_for_its_lines_is_found(qtbot: QtBot) -> None:
    assert cut_texts(a_row(qtbot, label(LONG * 3, wrap=True), 140)) == []
    plain = QLabel(LONG * 3)
    plain.setWordWrap(True)
    plain.setFixedHeight(20)
    assert cut_texts(a_row(qtbot, plain, 140))
