"""Giving credit in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.queries.credit import credit_held
from db.queries.day import day_report
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.credit import add_credit
from db.usecases.customers import add_customer
from desktop.widgets.credit_panel import CreditPanel
from desktop.widgets.page import Page


@pytest.fixture
def tanaka(session: Session) -> str:
    return add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, tanaka: str, qtbot: QtBot) -> CreditPanel:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = CreditPanel(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    made.open_customer(tanaka)
    return made


def press_reason(panel: CreditPanel, number: int) -> None:
    found = panel.findChild(QPushButton, f"credit.reason.{number}")
    assert found is not None
    found.click()


def held(session: Session, customer: str) -> int:
    return credit_held(session.moment(), customer)


def test_an_amount_a_reason_by_one_press_and_enter(
    panel: CreditPanel, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    assert panel.amount.hasFocus()
    assert not panel.way.isVisible()
    qtbot.keyClicks(panel.amount, "500")
    press_reason(panel, 2)
    assert panel.lines.lines() == [("Credit now", "¥0"), ("Credit after it", "¥500")]
    qtbot.keyClick(panel.save_button, Qt.Key.Key_Return)
    assert held(session, tanaka) == 500
    assert day_report(session.db, session.today).money_in == 0


def test_what_is_paid_in_is_said_and_comes_into_the_drawer(
    panel: CreditPanel, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.amount, "500")
    press_reason(panel, 1)
    assert panel.paid_in.isChecked()
    assert panel.lines.lines()[-1] == ("Money to take", "¥500")
    panel.save()
    assert day_report(session.db, session.today).money_in == 500


def test_credit_is_taken_back_where_there_is_some(
    panel: CreditPanel, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    add_credit(session, customer_id=tanaka, amount=500, reason="x", operation_id="c")
    panel.open_customer(tanaka)
    assert panel.way.isVisible()
    panel.way.buttons["less"].click()
    assert not panel.paid_in.isVisible()
    assert panel.save_button.text() == "Take the credit back"
    qtbot.keyClicks(panel.amount, "501")
    press_reason(panel, 4)
    panel.save()
    assert "Only ¥500 is left" in panel._page.notice.text()
    panel.amount.setText("200")
    panel.save()
    assert held(session, tanaka) == 300


def test_nothing_is_given_without_a_reason(
    panel: CreditPanel, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    qtbot.keyClicks(panel.amount, "500")
    panel.save()
    assert panel.isVisible()
    assert panel.reason.hasFocus()
    assert held(session, tanaka) == 0
