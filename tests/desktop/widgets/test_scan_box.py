"""The one box that finds everything."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.widgets.scan_box import Answer, ScanBox

TANAKA = [
    Answer("1", "田中 美咲", "タナカ ミサキ", "120"),
    Answer("2", "田中 健", "タナカ ケン", "5"),
]


@pytest.fixture
def box(qtbot: QtBot) -> ScanBox:
    def find(text: str) -> Sequence[Answer]:
        return TANAKA if text.startswith("t") else ()

    made = ScanBox(find)
    qtbot.addWidget(made)
    made.resize(600, 44)
    made.show()
    return made


def test_answers_come_at_each_keystroke_and_go_with_the_words(box: ScanBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(box, "t")
    assert (box.answers.count(), box.best()) == (2, "1")
    box.finish()
    assert (box.text(), box.answers.isHidden(), box.best()) == ("", True, None)


def test_enter_gives_the_words_until_an_answer_was_chosen_by_hand(
    box: ScanBox, qtbot: QtBot
) -> None:
    entered: list[str] = []
    chosen: list[str] = []
    box.entered.connect(entered.append)
    box.chosen.connect(chosen.append)
    qtbot.keyClicks(box, "tanaka")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (entered, chosen) == (["tanaka"], [])
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen == ["2"]


def test_escape_first_forgets_the_words_then_leaves(box: ScanBox, qtbot: QtBot) -> None:
    left: list[bool] = []
    box.left.connect(lambda: left.append(True))
    qtbot.keyClicks(box, "x")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), left) == ("", [])
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert left == [True]
