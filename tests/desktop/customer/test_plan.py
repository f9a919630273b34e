"""The plan on a customer's page, by itself."""

from datetime import datetime

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.clock import fixed_clock
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.subscriptions import start_subscription
from desktop.counter.papers import CounterPapers
from desktop.customer.plan import PlanPart
from tests.desktop.customer_part import page_for_parts, put_on


def test_an_act_is_asked_here_and_its_panel_closes_with_the_customer(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    page = page_for_parts(session, qtbot)
    misaki = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    part = PlanPart(page, CounterPapers(page), customer=lambda: misaki)
    put_on(page, part)
    part.tell(misaki)
    assert part.tab.buttons == [], "the shop has no plan to join"
    part.take_focus()
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="plan")
    part.tell(misaki)
    part.take_focus()
    assert part.tab.buttons[0].hasFocus()
    part.tab.buttons[0].click()
    assert part.is_open()
    part.close()
    assert not part.is_open()
    part.tab.buttons[0].click()
    part.desk.join("Club")
    part.tell(misaki)
    assert part.tab.chip.text() == "Runs"
    assert part.in_order() == [
        *part.tab.buttons, part.tab.paper_button, part.tab.receipt_button,
    ]  # fmt: skip


def test_the_membership_and_its_receipt_are_shown_where_there_are_some(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    page = page_for_parts(session, qtbot)
    papers = CounterPapers(page)
    misaki = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    part = PlanPart(page, papers, customer=lambda: misaki)
    put_on(page, part)
    part.tell(misaki)
    assert not part.tab.paper_button.isVisible()
    assert not part.tab.receipt_button.isVisible()
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="plan")
    start_subscription(
        session, customer_id=misaki, plan="Club", trial=None, paid=None, operation_id="join"
    )
    part.tell(misaki)
    for each, title in (
        (part.tab.paper_button, "Membership paper"),
        (part.tab.receipt_button, "Slip of the plan"),
    ):
        each.click()
        assert papers.preview is not None
        assert papers.preview.title.text() == title
        papers.close()


def test_whether_the_plan_pays_is_told_where_enough_is_known(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    page = page_for_parts(session, qtbot)
    misaki = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="misaki").id
    plan = NewPlan("Club", "980", "month", discount_percent=10)
    add_plan(session, plan, operation_id="plan")
    for number in range(6):
        order = SaleOrder((OrderLine(3000),), customer_id=misaki)
        then = fixed_clock(datetime.fromisoformat(f"2026-11-{10 + number}T10:00+09:00"))
        record_sale(session.with_request(clock=then), order, operation_id=f"sale-{number}")
    part = PlanPart(page, CounterPapers(page), customer=lambda: misaki)
    put_on(page, part)
    part.tell(misaki)
    assert not part.tab.pays.isVisible(), "there is no plan that could pay"
    start_subscription(
        session, customer_id=misaki, plan="Club", trial=None, paid=None, operation_id="join"
    )
    part.tell(misaki)
    assert "visit" in part.tab.pays.text()
