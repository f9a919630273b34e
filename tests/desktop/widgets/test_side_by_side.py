"""Cards side by side, as many as there is room for."""

import pytest
from PySide6.QtWidgets import QApplication, QFrame
from pytestqt.qtbot import QtBot

from desktop.widgets.side_by_side import SideBySide


@pytest.mark.parametrize(
    ("width", "rows"), [(1200, [5]), (900, [2, 3]), (500, [1, 2, 2]), (150, [1, 1, 1, 1, 1])]
)
def test_a_narrow_page_has_more_rows(
    dressed_app: QApplication, qtbot: QtBot, width: int, rows: list[int]
) -> None:
    del dressed_app
    cards = [QFrame() for _ in range(5)]
    row = SideBySide(cards, narrowest=190)
    qtbot.addWidget(row)
    for card in cards:
        card.setMinimumHeight(30)
    row.resize(width, 400)
    with qtbot.waitExposed(row):
        row.show()
    row.resize(width, 400)
    tops = [card.y() for card in cards]
    assert [tops.count(top) for top in sorted(set(tops))] == rows
    assert max(card.geometry().right() for card in cards) < width
