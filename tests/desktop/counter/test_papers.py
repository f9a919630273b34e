"""Papers of the counter are shown before they are printed."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.history import history_of
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.subscriptions import pause_subscription, start_subscription
from desktop.counter.papers import CounterPapers
from desktop.printer_choices import load_choices
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


def test_what_a_member_is_handed_is_shown_on_the_paper_chosen_for_it(
    papers: CounterPapers, session: Session, set_shop: Callable[..., None]
) -> None:
    who = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id
    set_shop(referral={"referrer": {"points": 100}})
    add_plan(session, NewPlan("Pass", "980", "month"), operation_id="plan")
    start_subscription(
        session, customer_id=who, plan="Pass", trial=None, paid=None, operation_id="join"
    )
    load_choices().with_paper("membership", "a6").save()
    shown = []
    for show in (papers.show_membership, papers.show_friend_slips, papers.show_plan_receipt):
        show(who)
        preview = papers.preview
        assert preview is not None
        shown.append((preview.title.text(), round(preview.document.pagePointSize(0).width())))
    assert shown == [("Membership paper", 298), ("Slips for friends", 298), (shown[2][0], 227)]


def test_without_a_plan_one_sentence_says_so(papers: CounterPapers, session: Session) -> None:
    who = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id
    papers.show_membership(who)
    assert not papers.is_open()
    assert "no running plan" in papers._page.notice.text()


def test_the_slip_of_a_plan_s_payment_is_found_by_its_line_of_the_history(
    papers: CounterPapers, session: Session
) -> None:
    who = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id
    add_plan(session, NewPlan("Pass", "980", "month"), operation_id="plan")
    start_subscription(
        session, customer_id=who, plan="Pass", trial=None, paid=None, operation_id="join"
    )
    pause_subscription(session, customer_id=who, days=None, operation_id="pause")
    record_sale(session, SaleOrder((OrderLine(500),), who), operation_id="sale")
    slips = [line.id for line in history_of(session.moment(), who) if line.has_slip]
    titles = []
    for slip in slips:
        papers.show_receipt(slip)
        assert papers.preview is not None
        titles.append(papers.preview.title.text())
    assert titles == ["Slip of the sale", "Slip of the plan"]
