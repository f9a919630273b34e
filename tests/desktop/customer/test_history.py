"""The history on a customer's page, by itself."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.refunds import refund_sale
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.customer.history import HistoryPart
from tests.desktop.customer_part import page_for_parts, put_on


def test_the_sale_that_lies_open_is_read_again_with_the_list(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    page = page_for_parts(session, qtbot)
    misaki = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    order = SaleOrder((OrderLine(1980),), customer_id=misaki)
    sale = record_sale(session, order, operation_id="sale").sale
    assert sale is not None
    part = HistoryPart(page)
    put_on(page, part)
    part.tell(misaki)
    part.take_focus()
    assert part.chosen_slip() == sale
    part.table.sale_button.click()
    assert part.is_open()
    refund_sale(session, sale=sale, amount=None, reason=None, operation_id="back")
    part.tell(misaki)
    assert ("Money back", "−¥1,980") in part.sheet.refunds.lines()
    part.close()
    assert not part.is_open()
    assert [row.what for row in part.table.table.records.records][:2] == [
        "Refund ¥1,980", "Sale ¥1,980 · given back",
    ]  # fmt: skip


def test_nobody_s_sale_is_chosen_where_nothing_was_bought(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    page = page_for_parts(session, qtbot)
    misaki = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    part = HistoryPart(page)
    put_on(page, part)
    part.tell(misaki)
    assert part.chosen_slip() is None
    assert part.table.table in part.in_order()
