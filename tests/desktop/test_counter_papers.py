"""Papers of the counter are shown before they are printed."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.counter_papers import CounterPapers
from desktop.widgets.page import Page


@pytest.fixture
def papers(dressed_app: QApplication, session: Session, qtbot: QtBot) -> CounterPapers:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    return CounterPapers(page)


def test_nothing_is_made_before_the_first_paper(papers: CounterPapers, session: Session) -> None:
    assert not papers.is_open()
    customer = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id
    papers.show_card(customer)
    assert papers.is_open()
    assert papers.preview is not None
    assert papers.preview.title.text() == "Member card"


def test_a_slip_takes_the_place_of_the_paper_before(
    papers: CounterPapers, session: Session
) -> None:
    customer = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id
    sale = record_sale(session, SaleOrder((OrderLine(500),)), operation_id="sale").sale
    assert sale is not None
    papers.show_card(customer)
    first = papers.preview
    papers.show_receipt(sale)
    assert papers.preview is first
    assert first is not None
    assert first.title.text() == "Slip of the sale"


def test_a_coupon_that_nobody_knows_is_refused(papers: CounterPapers) -> None:
    papers.show_coupon("nonsense")
    assert not papers.is_open()
    assert papers._page.notice.text() != ""
