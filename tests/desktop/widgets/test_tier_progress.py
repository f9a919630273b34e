"""The way to the next tier says in words what its bar shows."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.tier_progress import TierProgress


def test_the_bar_says_what_the_words_say(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    way = TierProgress()
    qtbot.addWidget(way)
    way.show_way(73, "¥3,200 to Gold by 31 March", "")
    assert way.bar.percent == 73
    assert way.bar.accessibleName() == "¥3,200 to Gold by 31 March"
    assert not way.bar.isHidden()
    assert way.keep.isHidden()
    way.resize(300, 60)
    assert not way.grab().isNull()


def test_with_no_tier_above_only_the_one_that_is_held_is_spoken_of(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    way = TierProgress()
    qtbot.addWidget(way)
    way.show_way(None, "", "Gold will stay after 31 Mar")
    assert way.bar.isHidden()
    assert way.keep.text() == "Gold will stay after 31 Mar"
    way.show_way(None, "", "")
    assert way.isHidden()


def test_more_than_all_of_it_is_all_of_it(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    way = TierProgress()
    qtbot.addWidget(way)
    way.show_way(140, "now", "")
    assert way.bar.percent == 100
