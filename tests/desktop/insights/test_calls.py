"""Worth a call: a press opens the customer, the telephone notes that they were spoken to."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.queries.contacts import contacts_of
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from desktop.insights.overview import Overview
from desktop.main_window import MainWindow
from desktop.pages.insights import InsightsPage
from tests.desktop.a_shop_year import sell


def test_who_is_late_is_called_and_then_left_alone(
    page: InsightsPage, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    late = add_customer(
        session, new=NewCustomer("Aki Late", phone="090-0000-0042"), operation_id="late"
    ).id
    for day in (1, 8, 15, 22):
        sell(session, date(2026, 7, day), 3000, late)
    section = page.section()
    assert isinstance(section, Overview)
    card = section.calls
    qtbot.waitUntil(lambda: [each.customer_id for each in card.people] == [late], timeout=20_000)
    row, telephone = card.buttons_of_people
    assert "Aki Late" in row.accessibleName()
    assert card._table().rows[0][2] == "090-0000-0042"
    assert card._file_name() == f"Worth a call {session.today}"  # not of the period shown
    with qtbot.waitSignal(page.turn_to) as turned:
        row.click()
    assert turned.args[1].id == late
    window.turn_to("insights")  # it led away
    telephone.click()
    assert card.contact is not None
    assert card.contact.reach.text() == "090-0000-0042"
    qtbot.keyClick(card.contact.note, Qt.Key.Key_Return)
    assert len(contacts_of(session.moment(), late)) == 1
    qtbot.waitUntil(lambda: card.people == [], timeout=20_000)
    assert card.nobody.isVisible()
    page.undoing.go_on()
    page.undoing.go_on()
    assert contacts_of(session.moment(), late) == []
    qtbot.waitUntil(lambda: len(card.people) == 1, timeout=20_000)
