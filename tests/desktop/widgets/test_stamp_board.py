"""The board of stamps: circles for few, a bar for many, and nothing moves while one types."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.stamp_board import StampBoard, StampCircles, StampLine, WeeksLine

LINE = StampLine("Coffee stamps · 8 of 10", "Coffee stamps: 8 of 10 stamps", have=8, need=10)


@pytest.fixture
def board(dressed_app: QApplication, qtbot: QtBot) -> StampBoard:
    del dressed_app
    made = StampBoard()
    qtbot.addWidget(made)
    made.resize(346, 300)
    made.show()
    return made


def drawn(line: StampLine, width: int = 312) -> QImage:
    circles = StampCircles(line)
    circles.resize(width, circles.height_for(width))
    return circles.grab().toImage()


def middle(image: QImage, number: int) -> QColor:
    """Return a colour inside a circle, beside its tick, of circles as large as they may be."""
    row, column = divmod(number, 5)
    return image.pixelColor(column * 64 + 12, row * 64 + 28)


def test_stamps_are_filled_those_that_come_soft_and_the_others_open(board: StampBoard) -> None:
    del board
    image = drawn(replace(LINE, coming=1))
    assert middle(image, 0) == middle(image, 7) == QColor(theme.colours().accent)
    assert middle(image, 8) == QColor(theme.colours().warn_soft)
    assert middle(image, 9) not in (middle(image, 0), middle(image, 8))


@pytest.mark.parametrize(
    ("need", "width", "height"),
    [(3, 312, 56), (5, 312, 56), (6, 312, 120), (10, 312, 120), (12, 312, 96), (13, 312, 12)],
)
def test_up_to_ten_stand_in_two_rows_and_more_than_twelve_are_a_bar(
    board: StampBoard, need: int, width: int, height: int
) -> None:
    del board
    circles = StampCircles(replace(LINE, have=1, need=need))
    assert abs(circles.height_for(width) - height) <= 8
    assert not drawn(circles.line).isNull()


def test_cards_under_each_other_are_smaller(board: StampBoard) -> None:
    board.show_stamps([LINE], [])
    alone = board.cards[0].height_for(312)
    board.show_stamps([LINE, replace(LINE, heading="Lunch · 1 of 5", need=5)], [])
    assert board.cards[0].height_for(312) < alone


def test_nothing_moves_while_an_amount_is_typed(board: StampBoard) -> None:
    weeks = [WeeksLine("Every week · 3 weeks in a row, 1 to go")]
    board.show_stamps([LINE], weeks)
    before = board.sizeHint().height()
    board.show_stamps([replace(LINE, coming=1, more="+1")], weeks)
    assert board.sizeHint().height() == before
    full = replace(LINE, coming=2, more="+2", news="Full with this sale: Free coffee")
    board.show_stamps([full], [WeeksLine("4 weeks in a row: 200 points", good=True)])
    assert board.sizeHint().height() == before


def test_every_card_can_be_read_aloud(board: StampBoard) -> None:
    board.show_stamps([LINE], [])
    assert [card.accessibleName() for card in board.cards] == ["Coffee stamps: 8 of 10 stamps"]
    assert not board.is_empty()
    board.show_stamps([], [])
    assert board.is_empty()


@pytest.mark.parametrize("have", [-3, 0, 10, 14])
def test_less_than_none_and_more_than_full_are_drawn_too(board: StampBoard, have: int) -> None:
    del board
    for need in (10, 20):
        assert not drawn(replace(LINE, have=have, need=need, coming=30)).isNull()
