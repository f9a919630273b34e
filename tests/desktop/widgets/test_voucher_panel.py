"""A voucher in the panel at the side."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.vouchers import voucher_typed
from db.rules.coupons import spoken_code
from db.rules.customers import NewCustomer
from db.rules.payments import PayWith
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.vouchers import NewVoucher, issue_voucher
from desktop.widgets.page import Page
from desktop.widgets.voucher_panel import VoucherPanel


@pytest.fixture
def code(session: Session) -> str:
    misaki = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="c").id
    new = NewVoucher(1000, customer_id=misaki)
    code = issue_voucher(session, new, operation_id="v").code
    order = SaleOrder((OrderLine(400),), pay_with=(PayWith(code),))
    record_sale(session, order, operation_id="sale")
    return code


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, code: str, qtbot: QtBot) -> VoucherPanel:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = VoucherPanel(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    made.show_voucher(code, may_use=True)
    return made


def test_it_tells_what_is_left_and_what_became_of_it(panel: VoucherPanel, code: str) -> None:
    assert (panel.left.text(), panel.left.unit) == ("¥600", "left of ¥1,000")
    assert panel.code.text() == spoken_code(code)
    assert (panel.state.text(), panel.until.text()) == ("good", "No last day")
    assert "田中 美咲" in panel.owner.text()
    assert panel.moved.lines() == [
        ("22 Nov 2026 · Made", "¥1,000"), ("22 Nov 2026 · Paid for a sale", "−¥400"),
    ]  # fmt: skip


def test_it_is_paid_with_and_printed_from_here(
    panel: VoucherPanel, code: str, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(panel.use_asked) as used:
        panel.use_button.click()
    with qtbot.waitSignal(panel.print_asked) as printed:
        qtbot.keyClicks(panel, "p")
    assert (used.args, printed.args) == ([code], [code])
    panel.show_voucher(code, may_use=False)
    assert not panel.use_button.isVisible()


def test_it_is_declared_void_only_with_a_reason(
    panel: VoucherPanel, code: str, session: Session, qtbot: QtBot
) -> None:
    assert not panel.void_form.isVisible()
    panel.ask_button.click()
    assert panel.reason.hasFocus()
    panel.void()
    assert "missing" in panel._page.notice.text()
    qtbot.keyClicks(panel.reason, "lost")
    with qtbot.waitSignal(panel.voided):
        panel.void_button.click()
    assert voucher_typed(session.db, code).left == 0
    panel.show_voucher(code, may_use=True)
    assert panel.state.text() == "declared void"
    hidden = (panel.use_button, panel.print_button, panel.ask_button)
    assert not any(each.isVisible() for each in hidden)
