"""Whether a plan pays, at the edge of the page."""

import pytest
from PySide6.QtWidgets import QLabel

from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import start_subscription
from desktop.main_window import MainWindow
from desktop.widgets.page import Page
from desktop.widgets.plan_worth_panel import PlanWorthPanel


@pytest.fixture
def panel(window: MainWindow, session: Session) -> PlanWorthPanel:
    add_plan(session, NewPlan("Club", "980", "month", points_each_period=100), operation_id="plan")
    customer = add_customer(session, new=NewCustomer(name="田中 美咲"), operation_id="c")
    start_subscription(
        session, customer_id=customer.id, plan="Club", trial=None, paid=None, operation_id="s"
    )
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, Page)
    return PlanWorthPanel(page)


def test_the_account_says_what_came_in_what_it_cost_and_what_is_not_known(
    panel: PlanWorthPanel,
) -> None:
    panel.show_plan("Club")
    assert panel.isVisible()
    texts = [label.text() for label in panel.rows.findChildren(QLabel)]
    assert texts == [
        "Paid for the plan", "¥980", "Points with each payment: 100", "−¥100", "What is left",
        "¥880",
    ]  # fmt: skip
    assert panel.span.text() == "1 Dec 2025 to 22 Nov 2026"
    assert panel.compared.text().startswith("Too few to say")
    assert not panel.caution.isVisible()
    assert "nobody knows that" in panel.measured.text()
