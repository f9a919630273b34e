"""Whom the counter serves, and what stays theirs."""

from PySide6.QtCore import Qt

from db.rules.customers import NewCustomer
from db.usecases.customers import add_customer
from tests.desktop.desk import Desk

Key = Qt.Key


def test_escape_lets_the_customer_go_with_what_was_typed(desk: Desk) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980", Key.Key_Escape)
    assert desk.counter.customer_id is None
    assert desk.counter.amount.text() == ""
    assert desk.counter.board.nobody.isVisible()
    assert not desk.counter.board.customer.isVisible()


def test_an_amount_typed_before_the_card_is_the_customers(desk: Desk) -> None:
    desk.press("1980", Key.Key_F2, "tanaka", Key.Key_Return)
    assert desk.counter.amount.text() == "1,980"
    assert desk.shown("counter.points") == "19"


def test_what_was_typed_for_one_customer_is_never_the_next_ones(desk: Desk) -> None:
    desk.add_maria()
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980")
    desk.press(Key.Key_F2, "maria", Key.Key_Return)
    assert desk.shown("counter.name") == "Maria Santos"
    assert desk.counter.amount.text() == ""


def test_the_next_customer_has_a_statement_of_their_own(desk: Desk) -> None:
    other = add_customer(desk.session, new=NewCustomer("佐藤 健"), operation_id="ken").id
    desk.counter.serve(desk.tanaka)
    desk.press(Key.Key_F3)
    assert desk.counter.statements.is_open()
    desk.counter.serve(other)
    assert not desk.counter.statements.is_open()
    desk.press(Key.Key_F3)
    panel = desk.counter.statements.panel
    assert panel is not None
    assert panel.title.text() == "Points statement, 佐藤 健"
