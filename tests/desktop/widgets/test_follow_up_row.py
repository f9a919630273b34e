"""A row is one stop of the keyboard: Enter acts, Space ticks, L puts off; so does a finger."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.follow_up_row import FollowUpLine, FollowUpRow

LINE = FollowUpLine(
    id="f-1", customer_id="c1", kind="Promised", tone="warn", name="Yamamoto",
    when="due 14:00", why="The beans were stale.", act="Call · 090-0000-0142", is_late=True,
)  # fmt: skip


@pytest.fixture
def row(dressed_app: QApplication, qtbot: QtBot) -> FollowUpRow:
    del dressed_app
    made = FollowUpRow(LINE)
    qtbot.addWidget(made)
    made.resize(900, 64)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    return made


def heard(row: FollowUpRow) -> list[str]:
    said: list[str] = []
    for name in ("done", "acted", "deferred", "opened"):
        getattr(row, name).connect(lambda name=name: said.append(name))
    row.stepped.connect(lambda by: said.append(f"{by:+}"))
    return said


def test_its_keys_do_what_its_buttons_do(row: FollowUpRow) -> None:
    said = heard(row)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_L, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(row, key)
    assert said == ["acted", "done", "deferred", "+1", "-1"]
    said.clear()
    row.act_button.click()
    row.box.click()
    row.later_button.click()
    QTest.mouseClick(row.person, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert said == ["acted", "done", "deferred", "opened"]


def test_everything_is_large_enough_for_a_finger_and_has_its_name(row: FollowUpRow) -> None:
    for each in (row.box, row.act_button, row.later_button):
        assert min(each.height(), each.width()) >= theme.TOUCH
        assert "Yamamoto" in each.accessibleName()
    assert row.accessibleName() == "Promised, Yamamoto, due 14:00"
    assert row.accessibleDescription() == "The beans were stale."


def test_where_there_is_less_room_the_reason_goes_below(row: FollowUpRow, qtbot: QtBot) -> None:
    assert row.why.y() < row.person.geometry().bottom()
    row.resize(500, 150)
    qtbot.waitUntil(lambda: row.why.y() > row.person.geometry().bottom())
    assert row.act_button.y() > row.why.y()


def test_tab_leads_into_the_row_that_is_chosen_alone(row: FollowUpRow) -> None:
    by_tab = Qt.FocusPolicy.TabFocus
    assert not any(each.focusPolicy() & by_tab for each in row.in_order())
    row.let_tab_in(wanted=True)
    assert all(each.focusPolicy() & by_tab for each in row.in_order())
