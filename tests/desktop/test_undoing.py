"""Undoing asks in one sentence and is done at a second press; there is no box to click away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.undoing import Undoing
from desktop.widgets.page import Page

QUESTION = "Undo “Sale ¥1,980 · 田中 美咲 · 10:14”, and hand back ¥1,980?"


@pytest.fixture
def page(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Page:
    del dressed_app
    made = Page(session)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def sale(session: Session) -> str:
    customer = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id
    order = SaleOrder((OrderLine(1980),), customer_id=customer)
    done = record_sale(session, order, operation_id="sale")
    assert done.sale is not None
    return done.sale


def revenue(session: Session) -> int:
    asked = "SELECT sum(paid) - (SELECT coalesce(sum(money_back), 0) FROM refunds) FROM sales"
    return int(session.db.conn.execute(asked).fetchone()[0])


def test_the_first_press_asks_and_the_second_undoes(
    session: Session, page: Page, sale: str
) -> None:
    del sale
    undoing = Undoing(page, is_free=lambda: True)
    undoing.offer("¥1,980 recorded.", "sale")
    assert (page.notice.text(), page.notice.action.text()) == ("¥1,980 recorded.", "Undo")
    page.notice.action.click()
    assert (page.notice.text(), page.notice.action.text()) == (QUESTION, "Undo now")
    assert page.notice.action.hasFocus()
    assert undoing.is_asked()
    assert revenue(session) == 1980
    page.notice.action.click()
    assert page.notice.text() == "Undone · hand back ¥1,980 · now 0"
    assert revenue(session) == 0
    assert not undoing.is_asked()


def test_the_key_asks_about_the_last_act_and_pressed_again_undoes_it(
    session: Session, page: Page, sale: str, qtbot: QtBot
) -> None:
    del sale
    undoing = Undoing(page, is_free=lambda: True)
    assert undoing.last_words() == "Sale ¥1,980 · 田中 美咲 · 10:14"
    for expected in (1980, 0):
        qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert revenue(session) == expected
    assert undoing.last_words() == ""
    undoing.go_on()
    assert page.notice.text() == "There is nothing to undo today."


def test_another_notice_takes_the_question_back(session: Session, page: Page, sale: str) -> None:
    del sale
    undoing = Undoing(page, is_free=lambda: True)
    undoing.go_on()
    page.notice.say("Something else.")
    assert not undoing.is_asked()
    undoing.go_on()
    assert page.notice.text() == QUESTION
    assert revenue(session) == 1980


def test_under_a_panel_the_key_does_nothing(session: Session, page: Page, sale: str) -> None:
    del sale
    Undoing(page, is_free=lambda: False).go_on()
    assert page.notice.text() == ""
    assert revenue(session) == 1980


def test_what_was_refunded_meanwhile_cannot_be_undone(
    session: Session, page: Page, sale: str
) -> None:
    undoing = Undoing(page, is_free=lambda: True)
    undoing.offer("¥1,980 recorded.", "sale")
    refund_sale(session, sale=sale, amount=None, reason=None, operation_id="elsewhere")
    page.notice.action.click()
    assert page.notice.text() == "All of this sale was given back already."
    undoing.go_on()
    assert page.notice.text() == "There is nothing to undo today."
