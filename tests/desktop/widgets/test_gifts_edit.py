"""The gifts of a surprise: one at least, each with its part of the odds where there are several."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.surprises import MOST_GIFTS
from desktop.widgets.form import choose
from desktop.widgets.gifts_edit import GiftsEdit


@pytest.fixture
def gifts(dressed_app: QApplication, qtbot: QtBot) -> GiftsEdit:
    del dressed_app
    made = GiftsEdit()
    qtbot.addWidget(made)
    made.begin(["Tea", "points"])
    return made


def test_one_gift_needs_no_odds(gifts: GiftsEdit) -> None:
    assert gifts.read() == [{"reward": "Tea", "weight": 1}]
    assert gifts.rows[0].weight.isHidden()
    assert gifts.hint.isHidden()


def test_a_reward_called_points_is_not_mistaken_for_points(gifts: GiftsEdit) -> None:
    choose(gifts.rows[0].gift, "reward 1")
    assert gifts.read() == [{"reward": "points", "weight": 1}]
    choose(gifts.rows[0].gift, "points")
    with pytest.raises(BadRequest):
        gifts.read()
    assert gifts.as_far_as_told() == []
    gifts.rows[0].points.setText("500")
    assert gifts.read() == [{"points": 500, "weight": 1}]


def test_gifts_come_and_go(gifts: GiftsEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(gifts.changed):
        gifts.add_button.click()
    gifts.rows[0].weight.setText("9")
    assert [gift["weight"] for gift in gifts.read()] == [9, 1]
    assert not gifts.rows[0].weight.isHidden()
    gifts.rows[1].weight.clear()
    assert gifts.fields["gifts.weight"] is gifts.rows[1].weight
    gifts.rows[1].remove_button.click()
    assert len(gifts.rows) == 1
    assert gifts.rows[0].weight.isHidden()


def test_no_more_can_be_added_than_can_be_drawn(gifts: GiftsEdit) -> None:
    for _ in range(MOST_GIFTS):
        gifts.add_button.click()
        if gifts.add_button.isHidden():
            break
    assert len(gifts.rows) == MOST_GIFTS


def test_without_rewards_there_are_points(gifts: GiftsEdit) -> None:
    gifts.begin([])
    gifts.rows[0].points.setText("5")
    assert gifts.read() == [{"points": 5, "weight": 1}]
