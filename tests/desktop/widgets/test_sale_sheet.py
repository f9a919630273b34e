"""One sale as it was recorded, and what was given back of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import UnknownSale
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.customers import add_customer
from db.usecases.refunds import refund_sale
from db.usecases.rewards import read_terms
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.shop import add_category
from desktop.messages import label_of
from desktop.widgets.page import Page
from desktop.widgets.sale_sheet import SaleSheetPanel


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> SaleSheetPanel:
    del dressed_app
    session.label = label_of
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    made = SaleSheetPanel(page, "sale")
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return made


@pytest.fixture
def sale(session: Session) -> str:
    """Return a sale that has everything: goods, a coupon, points used, receipt and till."""
    session.label = label_of
    add_category(session, name="Drinks", earns=True, tax_rate=None, operation_id="drinks")
    add_category(session, name="Stamps", earns=False, tax_rate=None, operation_id="stamps")
    customer = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    record_sale(session, SaleOrder((OrderLine(10_000),), customer), operation_id="before")
    terms = read_terms(session.moment(), kind="amount_off", value="200", name="¥200 off")
    (coupon,) = issue_coupons(session, Issue(terms), operation_id="coupon")
    order = SaleOrder(
        (OrderLine(1_500, "Drinks", 3), OrderLine(500, "Stamps")), customer, points_used=100,
        coupons=(coupon.code,), receipt="0177", till="2",
    )  # fmt: skip
    done = record_sale(session.with_request(staff="Mio"), order, operation_id="sale").sale
    assert done is not None
    return done


def test_a_sale_is_shown_word_for_word(panel: SaleSheetPanel, sale: str) -> None:
    panel.show_sale(sale)
    assert panel.title.text() == "Sale ¥1,800"
    assert panel.about.text() == (
        "22 Nov 2026 10:14 · 田中 美咲 · served by Mio · receipt 0177 · till 2"
    )
    assert panel.money.lines() == [
        ("3 × Drinks", "¥1,500"),
        ("Stamps · earns no points", "¥500"),
        ("Amount", "¥2,000"),
        ("¥200 off", "−¥200"),
        ("100 points used", "−¥100"),
        ("Paid", "¥1,700"),
    ]
    assert panel.points.lines() == [
        ("1 point per ¥100 on ¥1,275", "12"), ("Points for this sale", "12"),
    ]  # fmt: skip
    assert not panel.refunds.isVisible()


def test_each_refund_says_when_why_and_what_it_took(
    session: Session, panel: SaleSheetPanel, sale: str
) -> None:
    refund_sale(
        session.with_request(staff="Ken"), sale=sale, amount=900, reason="cold", operation_id="r"
    )
    panel.show_sale(sale)
    assert panel.refunds.lines() == [
        ("22 Nov 2026 10:14 · cold · Ken", ""),
        ("Money back", "−¥850"),
        ("Points given back", "+50"),
        ("Points taken back", "−6"),
        ("Points left of this sale", "6"),
    ]


def test_a_sale_of_nobody_speaks_of_no_points(session: Session, panel: SaleSheetPanel) -> None:
    done = record_sale(session, SaleOrder((OrderLine(500),)), operation_id="x").sale
    assert done is not None
    panel.show_sale(done)
    assert panel.about.text() == "22 Nov 2026 10:14"
    assert panel.money.lines() == [("Paid", "¥500")]
    assert not panel.points.isVisible()
    refund_sale(session, sale=done, amount=None, reason=None, operation_id="r")
    panel.reload()
    assert panel.refunds.lines() == [("22 Nov 2026 10:14", ""), ("Money back", "−¥500")]


def test_a_refund_is_offered_where_somebody_sees_to_it_and_something_is_left(
    session: Session, panel: SaleSheetPanel, sale: str
) -> None:
    panel.show_sale(sale)
    assert not panel.refund_button.isVisible()
    asked: list[str] = []
    panel.refund_asked.connect(asked.append)
    panel.show_sale(sale)
    assert panel.refund_button.isVisible()
    panel.refund_button.click()
    assert asked == [sale]
    refund_sale(session, sale=sale, amount=None, reason=None, operation_id="r")
    panel.reload()
    assert not panel.refund_button.isVisible()


def test_enter_and_esc_go_back(panel: SaleSheetPanel, sale: str, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        panel.show_sale(sale)
        assert panel.done_button.hasFocus()
        qtbot.keyClick(panel.done_button, key)
        assert not panel.isVisible()


def test_what_is_no_sale_is_refused(panel: SaleSheetPanel) -> None:
    with pytest.raises(UnknownSale):
        panel.show_sale("1-1")
    assert not panel.isVisible()
