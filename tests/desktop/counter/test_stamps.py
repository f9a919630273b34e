"""Stamp cards at the counter: shown, filled with each sale, paper ones taken over."""

import pytest
from PySide6.QtCore import Qt

from db.queries.stamps import stamps_held
from db.usecases.stamps import add_stamp_card, add_stamps
from db.usecases.streaks import add_streak
from desktop.widgets.stamp_board import StampBoard
from tests.desktop.desk import COFFEE, Desk

Key = Qt.Key


@pytest.fixture
def board(desk: Desk) -> StampBoard:
    """Return the board of a shop with a card of three visits, while she is served."""
    terms = {"name": "Coffee stamps", "needed": 3, "reward": COFFEE}
    add_stamp_card(desk.session, terms=terms, operation_id="card")
    desk.counter.serve(desk.tanaka)
    return desk.counter.board.stamps


def heading(board: StampBoard) -> tuple[int, int]:
    return board.cards[0].line.have, board.cards[0].line.coming


def test_a_shop_without_cards_shows_none(desk: Desk) -> None:
    desk.counter.serve(desk.tanaka)
    assert not desk.counter.board.stamps.isVisible()
    assert not desk.counter.board.stamps_action.isVisible()


def test_the_stamp_of_the_sale_is_shown_while_it_is_typed(desk: Desk, board: StampBoard) -> None:
    assert board.isVisible()
    assert heading(board) == (0, 0)
    desk.press("500")
    assert heading(board) == (0, 1)
    assert board.cards[0].accessibleName() == (
        "Coffee stamps: 0 of 3 stamps · +1 stamp with this sale"
    )
    desk.press(Key.Key_Return)
    assert heading(board) == (1, 0)
    desk.press("500")
    assert heading(board) == (1, 0)  # no second visit today
    desk.press(Key.Key_Escape)
    assert not board.isVisible()


def test_a_full_card_is_said_before_and_after(desk: Desk, board: StampBoard) -> None:
    add_stamps(
        desk.session, customer_id=desk.tanaka, card="Coffee stamps", count=2, reason="paper",
        operation_id="two",
    )  # fmt: skip
    desk.counter.settle()
    desk.press("500")
    assert board.cards[0].line.news == f"Full with this sale: {COFFEE}"
    desk.press(Key.Key_Return)
    assert desk.counter.notice.text().endswith(f"· Card full: {COFFEE}")
    assert heading(board) == (0, 0)


def test_weeks_in_a_row_stand_under_the_cards(desk: Desk, board: StampBoard) -> None:
    terms = {"name": "Every week", "weeks": 4, "gift": {"points": 200}}
    add_streak(desk.session, terms=terms, operation_id="streak")
    desk.counter.settle()
    assert [line.words for line in board.weeks] == ["Every week · 4 weeks to go"]
    desk.press("500", Key.Key_Return)
    assert [line.words for line in board.weeks] == ["Every week · 1 of 4 weeks, 3 to go"]


def test_a_paper_card_is_taken_over_and_undone(desk: Desk, board: StampBoard) -> None:
    desk.counter.board.stamps_action.trigger()
    panel = desk.counter.stamps.panel
    assert panel.isVisible()
    assert panel.count.hasFocus()
    desk.press("4", Key.Key_Return)
    assert not panel.isVisible()
    assert "Coffee stamps: 1 of 3 stamps" in desk.counter.notice.text()
    assert heading(board) == (1, 0)
    desk.press_undo()
    desk.press_undo()
    assert list(stamps_held(desk.session.db, desk.tanaka).values()) == [0]


def test_the_panel_goes_with_the_customer(desk: Desk, board: StampBoard) -> None:
    del board
    desk.counter.board.stamps_action.trigger()
    assert desk.counter.stamps.is_open()
    assert not desk.counter.is_free()
    desk.counter.serve(None)
    assert not desk.counter.stamps.is_open()
