"""The month on top of a page."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.month_control import MonthControl

MAY, SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (5, 9, 10, 11))


@pytest.fixture
def control(dressed_app: QApplication, qtbot: QtBot) -> MonthControl:
    del dressed_app
    made = MonthControl("insights.month", "Month")
    qtbot.addWidget(made)
    made.show_month(OCTOBER, first=MAY, last=NOVEMBER)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_arrows_and_page_keys_ask_for_the_month_beside(control: MonthControl, qtbot: QtBot) -> None:
    asked: list[date] = []
    control.turned.connect(asked.append)
    control.before_button.click()
    control.after_button.click()
    qtbot.keyClick(control, Qt.Key.Key_PageUp)
    qtbot.keyClick(control, Qt.Key.Key_PageDown)
    assert asked == [SEPTEMBER, NOVEMBER, SEPTEMBER, NOVEMBER]


def test_nothing_lies_before_the_first_month_or_after_the_present_one(
    control: MonthControl,
) -> None:
    asked: list[date] = []
    control.turned.connect(asked.append)
    control.show_month(NOVEMBER, first=NOVEMBER, last=NOVEMBER, aside="so far")
    assert not control.before_button.isEnabled()
    assert not control.after_button.isEnabled()
    control.turn(-1)
    control.turn(1)
    assert asked == []
    assert control.accessibleName() == "Month, November 2026, so far"


def test_the_focus_stays_here_when_the_last_month_is_reached(control: MonthControl) -> None:
    control.after_button.setFocus()
    control.show_month(NOVEMBER, first=MAY, last=NOVEMBER)
    assert control.before_button.hasFocus()


def test_before_a_month_is_shown_none_can_be_asked_for(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    control = MonthControl("m", "Month")
    qtbot.addWidget(control)
    control.turn(-1)
    assert control.month is None
