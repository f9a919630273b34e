"""A tile that tells how its figure came about."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.explained_tile import ExplainedTile


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_and_pointer_ask(dressed_app: QApplication, qtbot: QtBot, key: Qt.Key) -> None:
    del dressed_app
    tile = ExplainedTile("insights.retention", "Retention rate")
    qtbot.addWidget(tile)
    tile.show_figure("81.4 %", note="how", change="+2.1", tone="good")
    with qtbot.waitExposed(tile):
        tile.show()
    asked: list[bool] = []
    tile.asked.connect(lambda: asked.append(True))
    qtbot.keyClick(tile, key)
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    qtbot.keyClick(tile, Qt.Key.Key_A)
    assert len(asked) == 2
    assert tile.accessibleName() == "Retention rate, 81.4 %, +2.1"


def test_the_focus_can_be_seen(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    tile = ExplainedTile("t", "Figure")
    qtbot.addWidget(tile)
    tile.resize(200, 120)
    with qtbot.waitExposed(tile):
        tile.show()
    tile.activateWindow()
    tile.clearFocus()
    plain = tile.grab().toImage()
    tile.setFocus()
    qtbot.waitUntil(tile.hasFocus)
    assert tile.grab().toImage() != plain
