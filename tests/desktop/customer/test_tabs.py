"""A part of a customer's page that does nothing by itself keeps out of the way."""

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.customer.tabs import CustomerTab
from desktop.widgets.page import Page


def test_a_part_lies_over_nothing_and_adds_nothing_to_tab(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    part = CustomerTab(page)
    part.widget = QLabel()
    qtbot.addWidget(part.widget)
    part.tell("nobody")
    part.close()
    part.take_focus()
    assert not part.is_open()
    assert part.in_order() == []
