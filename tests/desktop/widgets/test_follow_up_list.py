"""The list keeps its place: what was done goes, and the keys are for what came in its place."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.follow_up_list import FollowUpList
from desktop.widgets.follow_up_row import FollowUpLine

LINE = FollowUpLine(
    id="a", customer_id="c", kind="Birthday", tone="good", name="A", when="today",
    why="All the best.", act="Call",
)  # fmt: skip
LINES = [replace(LINE, id=each, name=each) for each in "abc"]


@pytest.fixture
def shown(dressed_app: QApplication, qtbot: QtBot) -> FollowUpList:
    del dressed_app
    made = FollowUpList()
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.show_lines(LINES)
    return made


def test_the_focus_goes_on_with_what_comes_in_the_place_of_what_was_done(
    shown: FollowUpList,
) -> None:
    shown.take_focus()
    shown.step(1)
    assert shown.current_id() == "b"
    shown.show_lines([LINES[0], LINES[2]], hidden=4)
    assert shown.current_id() == "c"
    assert shown.rows[1].hasFocus()
    assert shown.more_button.text() == "Show 4 more"
    shown.show_lines([LINES[0]])
    assert shown.current_id() == "a"
    shown.show_lines([])
    assert (shown.current_id(), shown.take_focus()) == ("", False)
    shown.step(1)  # where nothing is, a key does nothing


def test_a_row_that_has_not_changed_is_not_made_anew(shown: FollowUpList) -> None:
    before = shown.rows
    shown.show_lines([LINES[1], LINES[0], replace(LINES[2], why="Another reason.")])
    assert shown.rows[:2] == [before[1], before[0]]
    assert shown.rows[2] is not before[2]


def test_a_row_tells_whose_it_is(shown: FollowUpList) -> None:
    said: list[str] = []
    for signal in (shown.acted, shown.done, shown.deferred, shown.opened):
        signal.connect(said.append)
    row = shown.rows[2]
    row.act_button.click()
    row.box.click()
    row.later_button.click()
    row.opened.emit()
    assert said == ["c", "c", "c", "c"]
