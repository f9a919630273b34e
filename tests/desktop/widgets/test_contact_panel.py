"""Noting a contact: the way, what was said; on a customer, without a follow-up."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.contacts import contacts_of
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from desktop.widgets.contact_panel import ContactPanel, Talk
from desktop.widgets.form import choose
from desktop.widgets.page import Page


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> ContactPanel:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return ContactPanel(page)


def test_a_contact_is_noted_with_a_customer(panel: ContactPanel, session: Session) -> None:
    new = NewCustomer("Ito", phone="090-0000-0142", channel="letter")
    customer = add_customer(session, new=new, operation_id="ito").id
    panel.open_customer(customer)
    assert panel.reach.text() == "090-0000-0142"
    assert panel.by.currentData() == "letter"
    assert panel.vain_button.isHidden()
    choose(panel.by, "visit")
    QTest.keyClicks(panel.note, "Asked for the new blend")
    QTest.keyClick(panel.note, Qt.Key.Key_Return)
    [contact] = contacts_of(session.moment(), customer)
    assert (contact.by, contact.note) == ("visit", "Asked for the new blend")
    panel.open_customer(customer)
    assert "Asked for the new blend" in panel.last.text()


def test_what_nobody_needs_to_know_takes_no_room(panel: ContactPanel) -> None:
    done: list[tuple[str, str | None]] = []
    vain: list[bool] = []
    talk = Talk("Thank Ito", about="Came 40 times.", say=("“Thank you!”",), by="visit")
    panel.open_for(
        talk, lambda by, note: done.append((by, note)), in_vain=lambda: vain.append(True)
    )
    assert panel.reach.isHidden()
    assert panel.last.isHidden()
    assert panel.say.text() == "“Thank you!”"
    panel.vain_button.click()
    assert (done, vain) == ([], [True])
    panel.open_for(talk, lambda by, note: done.append((by, note)))
    QTest.keyClick(panel.note, Qt.Key.Key_Return)
    assert done == [("visit", None)]
