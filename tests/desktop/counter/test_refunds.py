"""Giving back and undoing at the counter, by the keys that people press."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.coupons import coupons_of
from db.usecases.plans import NewPlan, add_plan
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from tests.desktop.desk import COFFEE, Desk

Key = Qt.Key


def refund_link(desk: Desk, row: int) -> QPoint:
    """Return the place of "Refund…" in a row of the history."""
    history = desk.counter.board.history
    return history.visualRect(history.records.index(row, 5)).center()


# -- Giving back ---------------------------------------------------------------------------


def test_the_last_sale_is_given_back_by_keys_alone_and_once(desk: Desk) -> None:
    desk.buy(5_000)
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980", Key.Key_Return)
    desk.press(Key.Key_F7)
    assert desk.counter.refunds.panel.isVisible()
    assert desk.counter.refunds.panel.about.text() == "Sale ¥1,980 · 田中 美咲 · 10:14"
    desk.press("980", Key.Key_Return, Key.Key_Return)
    assert desk.refunds() == [980]
    assert desk.counter.notice.text() == "¥980 given back · now 60"
    assert desk.shown("counter.balance") == "60"
    assert desk.history() == [
        ("Refund ¥980", -9, "60"),
        ("Sale ¥1,980 · ¥980 given back", 19, "69"),
        ("Sale ¥5,000", 50, "50"),
    ]
    assert desk.counter.amount.hasFocus()
    assert desk.counter.board.sale.breakdown.lines() == []


def test_any_sale_of_the_history_is_given_back_by_a_press_on_its_link(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.buy(5_000)
    desk.buy(700)
    desk.counter.serve(desk.tanaka)
    history = desk.counter.board.history
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(history.viewport(), left, pos=refund_link(desk, 1))
    assert desk.counter.refunds.panel.amount.placeholderText() == "All: ¥5,000"
    desk.press(Key.Key_Return)
    assert desk.refunds() == [5_000]
    assert [event.may_be_refunded for event in history.records.records] == [False, True, False]


def test_the_arrows_choose_the_sale_that_the_key_gives_back(desk: Desk) -> None:
    desk.buy(5_000)
    desk.buy(700)
    desk.counter.serve(desk.tanaka)
    desk.counter.board.history.setFocus()
    desk.press(Key.Key_Down, Key.Key_Down, Key.Key_F7)
    assert desk.counter.refunds.panel.amount.placeholderText() == "All: ¥5,000"
    desk.press(Key.Key_Escape)
    assert desk.refunds() == []
    assert desk.counter.customer_id == desk.tanaka


def test_a_sale_under_way_is_not_recorded_by_the_second_enter(desk: Desk) -> None:
    desk.buy(5_000)
    desk.counter.serve(desk.tanaka)
    desk.press("1980", Key.Key_F7, Key.Key_Return, Key.Key_Return)
    assert desk.refunds() == [5_000]
    assert desk.counter.amount.text() == "1,980"
    assert desk.counter.amount.hasFocus()
    desk.press(Key.Key_Return)
    assert desk.history()[0][0] == "Sale ¥1,980"


def test_a_sale_without_a_customer_is_given_back_while_nobody_is_there(desk: Desk) -> None:
    record_sale(desk.session, SaleOrder((OrderLine(500),)), operation_id="anonymous")
    desk.press(Key.Key_Escape)
    assert desk.counter.board.history.to_refund() is not None
    desk.press(Key.Key_F7)
    assert desk.counter.refunds.panel.about.text() == "Sale ¥500 · 10:14"
    assert desk.counter.refunds.panel.lines.lines() == []
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text() == "¥500 given back."
    assert [what for what, _, _ in desk.history()] == ["Refund ¥500", "¥500 · given back"]
    desk.press(Key.Key_F7)
    assert not desk.counter.refunds.panel.isVisible()


def test_the_next_customer_closes_what_was_about_the_one_before(desk: Desk) -> None:
    desk.buy(5_000)
    maria = desk.add_maria()
    desk.counter.serve(desk.tanaka)
    desk.press(Key.Key_F7)
    desk.counter.serve(maria)
    assert not desk.counter.refunds.panel.isVisible()
    assert desk.counter.amount.hasFocus()
    desk.press(Key.Key_Return)
    assert desk.refunds() == []


# -- Undoing -------------------------------------------------------------------------------


def test_a_sale_typed_wrongly_is_undone_by_pressing_twice(desk: Desk) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "19800", Key.Key_Return)
    assert desk.counter.notice.action.text() == "Undo"
    desk.press_undo()
    assert desk.counter.notice.text() == (
        "Undo “Sale ¥19,800 · 田中 美咲 · 10:14”, and hand back ¥19,800?"
    )
    assert desk.points() == 198
    desk.press_undo()
    assert desk.counter.notice.text() == "Undone · hand back ¥19,800 · now 0"
    assert desk.points() == 0
    assert desk.history() == [
        ("Undone: Sale ¥19,800", -198, "0"),
        ("Sale ¥19,800 · undone", 198, "198"),
    ]
    assert desk.counter.amount.hasFocus()
    assert desk.counter.board.sale.breakdown.lines() == []


def test_what_is_typed_is_undone_first(desk: Desk) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "500", Key.Key_Return, "19")
    desk.press_undo()
    assert desk.counter.notice.text() == "¥500 recorded · 5 points · now 5"


def test_escape_takes_the_question_back_and_keeps_the_customer(desk: Desk) -> None:
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "500", Key.Key_Return)
    desk.press_undo()
    assert QApplication.focusWidget() is desk.counter.notice.action
    desk.press(Key.Key_Escape)
    assert desk.counter.notice.text() == ""
    assert desk.shown("counter.name") == "田中 美咲"
    assert desk.counter.amount.hasFocus()
    desk.press(Key.Key_Escape)
    assert desk.counter.board.nobody.isVisible()
    assert desk.refunds() == []


def test_the_day_offers_to_undo_what_was_done_last(desk: Desk) -> None:
    day = desk.counter.board.day
    assert not day.undo_button.isVisible()
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980", Key.Key_Return, Key.Key_Escape)
    assert day.last.text() == "Sale ¥1,980 · 田中 美咲 · 10:14"
    day.undo_button.click()
    desk.press(Key.Key_Return)
    assert desk.refunds() == [1980]
    assert not day.undo_button.isVisible()
    assert [what for what, _, _ in desk.history()] == [
        "Refund ¥1,980 · 田中 美咲",
        "¥1,980 · 田中 美咲 · given back",
    ]


def test_a_redemption_is_undone_with_the_coupon_that_lay_on_the_sale(desk: Desk) -> None:
    desk.buy(30_000)
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, "1980", Key.Key_F6)
    assert desk.counter.notice.text() == f"{COFFEE} for 300 points · now 0"
    desk.counter.rewards.panel.use_button.click()
    assert len(desk.counter.sale.codes()) == 1
    desk.counter.board.card_button.setFocus()
    desk.press_undo()
    assert "The coupon is void then" in desk.counter.notice.text()
    desk.press(Key.Key_Return)
    assert desk.points() == 300
    assert desk.counter.sale.codes() == ()
    assert coupons_of(desk.session.db, desk.tanaka, on=desk.session.today) == []
    assert desk.counter.amount.text() == "1,980"


def test_undoing_from_under_the_coupon_closes_its_panel(desk: Desk) -> None:
    desk.buy(30_000)
    desk.press(Key.Key_F2, "tanaka", Key.Key_Return, Key.Key_F6)
    desk.counter.notice.action.click()
    desk.counter.notice.action.click()
    assert not desk.counter.rewards.panel.isVisible()
    assert desk.points() == 300


def test_a_plans_payment_can_be_undone(desk: Desk) -> None:
    add_plan(desk.session, NewPlan("Bean Club", "980", "month"), operation_id="plan")
    desk.counter.serve(desk.tanaka)
    desk.counter.plans.offer()
    desk.counter.plans.acts.panel.join_button.click()
    desk.counter.notice.action.click()
    assert desk.counter.notice.text() == (
        "Undo “Bean Club · ¥980 · 田中 美咲 · 10:14”, and hand back ¥980?"
    )
    desk.counter.notice.action.click()
    assert desk.counter.notice.text() == "Undone · hand back ¥980 · now 0"
    assert desk.counter.board.plan_button.text() == "Join a plan"


def test_a_correction_made_at_the_counter_can_be_undone(desk: Desk) -> None:
    desk.buy(5_000)
    desk.counter.serve(desk.tanaka)
    desk.counter.board.customer.edit_button.click()
    desk.counter.people.editor.acts.adjust()
    desk.press("30", Key.Key_Tab, "typo", Key.Key_Return)
    assert desk.points() == 80
    assert desk.counter.notice.text() == "田中 美咲 has 80 points now."
    desk.counter.notice.action.click()
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text() == "Undone · now 50"
    assert desk.history()[:2] == [
        ("Undone: Correction", -30, "50"),
        ("Correction · typo · undone", 30, "80"),
    ]
