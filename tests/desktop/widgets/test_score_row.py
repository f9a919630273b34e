"""Eleven scores: each has a button for a finger and a key."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.score_row import ScoreRow, score_typed


def test_a_touch_tells_its_score_and_the_one_that_stands_is_marked(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    row = ScoreRow("score")
    qtbot.addWidget(row)
    row.resize(400, 120)
    row.show()
    told: list[int] = []
    row.chosen.connect(told.append)
    for each in row.buttons:
        each.click()
        assert each.width() >= 44
        assert each.height() >= 44
    assert told == list(range(11))
    row.show_score(7)
    assert [each.isChecked() for each in row.buttons] == [score == 7 for score in range(11)]
    assert row.buttons[7].accessibleName() == "7 of 10"
    row.show_score(None)
    assert not any(each.isChecked() for each in row.buttons)


@pytest.mark.parametrize(
    ("key", "score"), [("0", 0), ("9", 9), ("*", 10), ("+", 10), ("a", None), ("", None)]
)
def test_a_key_means_one_score_or_none(key: str, score: int | None) -> None:
    assert score_typed(key) == score
