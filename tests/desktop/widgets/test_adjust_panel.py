"""Correcting points in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.queries.points import account_at
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.points import PointsMoved, adjust_points
from desktop.widgets.adjust_panel import AdjustPanel
from desktop.widgets.page import Page


@pytest.fixture
def tanaka(session: Session) -> str:
    customer = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id
    adjust_points(session, customer_id=customer, points=100, reason="x", operation_id="first")
    return customer


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, tanaka: str, qtbot: QtBot) -> AdjustPanel:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = AdjustPanel(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    made.open_customer(tanaka)
    return made


def balance(session: Session, customer: str) -> int:
    moment = session.moment()
    return account_at(moment, customer).balance(moment.today)


def test_points_a_reason_by_one_press_and_enter(
    panel: AdjustPanel, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    assert panel.points.hasFocus()
    qtbot.keyClicks(panel.points, "50")
    chip = panel.findChild(QPushButton, "adjust.reason.0")
    assert chip is not None
    chip.click()
    assert panel.lines.lines()[-1] == ("Points after it", "150")
    done: list[PointsMoved] = []
    panel.moved.connect(done.append)
    qtbot.keyClick(panel.reason, Qt.Key.Key_Return)
    assert (balance(session, tanaka), done[0].balance) == (150, 150)
    assert not panel.isVisible()
    page = panel.parentWidget()
    assert isinstance(page, Page)
    assert page.notice.text() == "田中 美咲 has 150 points now."


def test_more_than_there_is_is_refused_and_what_was_typed_stays(
    panel: AdjustPanel, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    panel.way.buttons["less"].click()
    qtbot.keyClicks(panel.points, "101")
    panel.reason.setText("typed wrongly")
    assert panel.lines.lines()[-1] == ("Points after it", "−1")
    panel.save_button.click()
    assert panel.isVisible()
    assert panel.points.hasFocus()
    panel.points.setText("30")
    panel.save_button.click()
    assert balance(session, tanaka) == 70


def test_without_a_reason_or_points_nothing_is_written(
    panel: AdjustPanel, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.points, "5")
    panel.save_button.click()
    assert panel.reason.hasFocus()
    panel.reason.setText("x")
    panel.points.setText("")
    panel.save_button.click()
    assert panel.points.hasFocus()
    assert balance(session, tanaka) == 100


def test_opening_again_begins_anew(panel: AdjustPanel, tanaka: str, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.points, "5")
    panel.reason.setText("x")
    panel.open_customer(tanaka)
    assert (panel.points.text(), panel.reason.text(), panel.way.value()) == ("", "", "more")
