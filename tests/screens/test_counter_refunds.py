"""Giving back and undoing in every dress: the panel, its refusal, the question, the day."""

import pytest

from db.queries.sales import last_sale
from db.usecases.points import adjust_points
from desktop.pages.counter import CounterPage
from tests.screens.conftest import Screen


@pytest.fixture
def page(screen: Screen) -> CounterPage:
    made = screen.window.pages["counter"]
    assert isinstance(made, CounterPage)
    db = screen.window.session.db
    regular = "SELECT customer_id FROM customer_totals ORDER BY sales DESC LIMIT 1"
    made.serve(db.conn.execute(regular).fetchone()[0])
    return made


def record(page: CounterPage, amount: str, points: str = "") -> None:
    page.amount.setText(amount)
    page.points_used.setText(points)
    page.record_sale()


def test_no_text_of_a_refund_is_cut(screen: Screen, page: CounterPage) -> None:
    record(page, "123456", "5")
    assert page.customer_id is not None
    sale = last_sale(screen.window.session.db, page.customer_id)
    page.refunds.ask(sale)
    screen.look("refund-all")
    page.refunds.panel.amount.setText("61728")
    screen.look("refund-part")
    page.refunds.panel.amount.setText("999999")
    page.refunds.panel.give_back()
    screen.look("refund-refused")
    page.refunds.panel.amount.setText("61728")
    page.refunds.panel.give_back()
    screen.look("refunded")
    adjust_points(
        screen.window.session, customer_id=page.customer_id, points=-page.sale.usable_points,
        reason="typo", operation_id="spent",
    )  # fmt: skip
    page.refunds.ask(sale)
    screen.look("refund-owing")


def test_no_text_of_undoing_is_cut(screen: Screen, page: CounterPage) -> None:
    record(page, "123456")
    screen.look("undo-offered")
    page.undoing.go_on()
    screen.look("undo-asked")
    page.leave()
    screen.look("undo-last")
    page.undoing.go_on()
    page.undoing.go_on()
    screen.look("undone")
