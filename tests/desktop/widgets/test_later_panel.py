"""Until when: the first day by Enter, the others by a digit, any day typed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.widgets.later_panel import LaterPanel
from desktop.widgets.page import Page


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> LaterPanel:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return LaterPanel(page)


def test_the_days_are_one_key_each(panel: LaterPanel) -> None:
    days: list[date] = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_3):
        panel.open_for("Ito", days.append)
        target = QApplication.focusWidget()
        assert target is panel.buttons[0]
        QTest.keyClick(target, key)
        assert not panel.isVisible()
    assert days == [date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 29)]


def test_arrows_lead_to_a_day_that_is_typed_and_must_be_ahead(panel: LaterPanel) -> None:
    days: list[date] = []
    panel.open_for("Ito", days.append)
    for button in panel.buttons:
        QTest.keyClick(button, Qt.Key.Key_Down)
    assert panel.day.hasFocus()
    panel.day.setText("2026-11-22")
    panel.action.click()
    assert panel.isVisible()
    assert days == []
    panel.day.setText("12/24/2026")
    panel.action.click()
    assert days == [date(2026, 12, 24)]
