"""A page opens the statement of whom it shows, where nothing else lies over it."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.widgets.page import Page
from desktop.widgets.statements import Statements


def page_of(session: Session, qtbot: QtBot) -> Page:
    page = Page(session)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_it_is_made_when_it_is_first_asked_for(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    misaki = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    free = [True]
    statements = Statements(page_of(session, qtbot), "statement", is_free=lambda: free[0])
    statements.reload()
    statements.close()
    statements.show(None)
    assert statements.panel is None
    free[0] = False
    statements.show(misaki)
    assert not statements.is_open()
    free[0] = True
    statements.show(misaki)
    assert statements.is_open()
    statements.close()
    assert not statements.is_open()


def test_what_changes_in_the_book_is_read_again_and_refunds_are_passed_on(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    misaki = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    asked: list[str] = []
    statements = Statements(
        page_of(session, qtbot), "statement", is_free=lambda: True, refund=asked.append
    )
    statements.show(misaki)
    assert statements.panel is not None
    order = SaleOrder((OrderLine(1_000),), misaki)
    sale = record_sale(session, order, operation_id="sale").sale
    statements.reload()
    assert [row.points for row in statements.panel.lines.records.records] == [10]
    statements.panel.lines.choose_row(0)
    statements.panel.sale_button.click()
    statements.panel.sheet.refund_button.click()
    assert asked == [sale]
