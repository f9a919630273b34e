"""The points statement on a customer's page, by itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.customer.statement import StatementPart
from tests.desktop.customer_part import page_for_parts, put_on


def test_lines_lead_to_their_sale_and_a_refund_is_asked_of_the_page(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    page = page_for_parts(session, qtbot)
    misaki = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    part = StatementPart(page)
    put_on(page, part)
    part.tell(misaki)
    part.take_focus()
    assert part.tab.since.value() == "all"
    order = SaleOrder((OrderLine(1980),), customer_id=misaki)
    sale = record_sale(session, order, operation_id="sale").sale
    part.tell(misaki)
    part.take_focus()
    assert part.tab.lines.hasFocus()
    qtbot.keyClick(part.tab.lines, Qt.Key.Key_Return)
    assert part.is_open()
    with qtbot.waitSignal(part.refund_asked) as asked:
        part.tab.sheet.refund_button.click()
    assert asked.args == [sale]
    part.close()
    assert not part.is_open()
