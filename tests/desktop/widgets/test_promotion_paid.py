"""Did it pay, asked at the promotion itself."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.promotions import add_promotion
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.figure_panel import FigurePanel


def test_a_promotion_that_gave_something_answers_at_the_side(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    add_promotion(session, terms={"name": "Double", "multiplier": "2"}, operation_id="double")
    customer = add_customer(session, new=NewCustomer("Ken"), operation_id="ken").id
    order = SaleOrder((OrderLine(1000),), customer_id=customer)
    record_sale(session, order, operation_id="sale")
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("promotions")
    button = page.findChild(QPushButton, "offers.paid.Double")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(FigurePanel)), timeout=10_000)
    (panel,) = page.findChildren(FigurePanel)
    assert panel.title.text() == "Did “Double” pay?"
    assert panel.shown.text() == "did not hold yet"  # today is not over
    panel.close_panel()
