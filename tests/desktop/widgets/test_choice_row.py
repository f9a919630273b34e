"""Choices side by side: one holds, by finger and by arrows, whatever comes and goes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.choice_row import ChoiceRow

FRUIT = [("", "All"), ("apple", "Apples"), ("pear", "Pears")]


@pytest.fixture
def row(dressed_app: QApplication, qtbot: QtBot) -> ChoiceRow:
    del dressed_app
    made = ChoiceRow("fruit", "Which fruit")
    qtbot.addWidget(made)
    made.resize(400, 60)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.offer(FRUIT)
    return made


def test_the_first_one_holds_until_another_is_chosen(row: ChoiceRow, qtbot: QtBot) -> None:
    assert row.value() == ""
    with qtbot.waitSignal(row.chosen) as told:
        row.buttons[2].click()
    assert told.args == ["pear"]
    assert row.value() == "pear"
    assert [each.objectName() for each in row.buttons] == ["fruit.all", "fruit.apple", "fruit.pear"]


def test_arrows_choose_and_tab_comes_to_the_chosen_one(row: ChoiceRow, qtbot: QtBot) -> None:
    row.buttons[0].setFocus()
    qtbot.keyClick(row.buttons[0], Qt.Key.Key_Right)
    assert row.value() == "apple"
    by_tab = [bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus) for each in row.buttons]
    assert by_tab == [False, True, False]


def test_what_was_chosen_stays_while_it_is_offered(row: ChoiceRow, qtbot: QtBot) -> None:
    row.buttons[1].click()
    with qtbot.assertNotEmitted(row.chosen):
        row.offer([*FRUIT, ("plum", "Plums")])
    assert row.value() == "apple"
    row.offer([("", "All"), ("plum", "Plums")])
    assert row.value() == ""
    row.offer([("", "All")])
    assert not row.isVisible(), "there is nothing to choose"


def test_choices_that_came_later_are_reached_by_tab_where_the_row_stands(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    form = QWidget()
    qtbot.addWidget(form)
    column = QVBoxLayout(form)
    before, row, after = QLineEdit(), ChoiceRow("fruit", "Which fruit"), QLineEdit()
    for each in (before, row, after):
        column.addWidget(each)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    row.offer(FRUIT)
    row.offer([*FRUIT, ("plum", "Plums")])
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert row.buttons[0].hasFocus()
    qtbot.keyClick(row.buttons[0], Qt.Key.Key_Tab)
    assert after.hasFocus()
