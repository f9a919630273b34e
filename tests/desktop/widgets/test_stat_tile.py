"""A figure, how it changed, and how it came about."""

from pytestqt.qtbot import QtBot

from desktop.widgets.stat_tile import StatTile


def test_a_tile_says_figure_and_change_to_ears_too(qtbot: QtBot) -> None:
    tile = StatTile("Retention rate", "insights.retention")
    qtbot.addWidget(tile)
    tile.show_figure("81.4 %", note="(512 − 74) ÷ 538", change="+2.1", tone="good")
    assert tile.figure.text() == "81.4 %"
    assert "81.4 %" in tile.accessibleName()
    assert "+2.1" in tile.accessibleName()
    assert tile.accessibleDescription() == "(512 − 74) ÷ 538"


def test_a_tile_without_a_change_shows_none(qtbot: QtBot) -> None:
    tile = StatTile("Retention rate", "insights.retention")
    qtbot.addWidget(tile)
    tile.show_figure("–")
    assert tile.change.isHidden()
    assert tile.note.isHidden()
