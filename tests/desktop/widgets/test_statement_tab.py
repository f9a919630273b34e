"""A statement within a page: it takes the room it is given, and Tab leaves it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.widgets.statement_tab import StatementTab
from tests.desktop.customer_part import page_for_parts


def test_it_lies_in_its_place_and_says_no_name_again(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    page = page_for_parts(session, qtbot)
    misaki = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    order = SaleOrder((OrderLine(1980),), customer_id=misaki)
    record_sale(session, order, operation_id="sale")
    column = page.body.layout()
    assert column is not None
    over = QPushButton("over")
    tab = StatementTab(page, "customer.statement")
    for each in (over, tab):
        column.addWidget(each)
        each.show()
    tab.tell(misaki)
    assert [row.points for row in tab.lines.records.records] == [19]
    assert not tab.title.isVisible()
    assert not tab.close_button.isVisible()
    page.resize(1000, 640)
    qtbot.waitUntil(lambda: tab.width() < 1000)
    assert tab.geometry().top() > over.geometry().top(), "it does not cover the page"
    tab.lines.setFocus()
    visited = []
    for _ in range(8):
        focus = QApplication.focusWidget()
        assert focus is not None
        visited.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert tab.lines in visited
    assert not all(tab.isAncestorOf(each) for each in visited), "Tab goes on behind it"
