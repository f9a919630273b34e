"""The list of what a tier became and why."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.rules.shop import ShopSettings
from db.rules.tiers import Tier, TierChange
from desktop.widgets.tier_history import TierHistory

GOLD = Tier("g", "<b>Gold</b>", 50_000, "spend", Fraction(2), 12, 12, "met", date(2026, 1, 1))
REACHED = TierChange(
    day=date(2026, 3, 15), cause="sale", kind="reached", tier=GOLD, before=None,
    until=date(2027, 3, 31), asked=GOLD, have=52_300, first=date(2025, 3, 16),
    last=date(2026, 3, 15), fact="sale",
)  # fmt: skip
LOST = replace(
    REACHED, day=date(2027, 3, 31), cause="look", kind="lost", tier=None, before=GOLD, until=None,
    have=0,
)  # fmt: skip


@pytest.fixture
def history(dressed_app: QApplication, qtbot: QtBot) -> TierHistory:
    del dressed_app
    made = TierHistory()
    qtbot.addWidget(made)
    made.show()
    return made


def shown(history: TierHistory) -> list[str]:
    return [each.text() for each in history.findChildren(QLabel) if each.isVisible()]


def test_the_latest_change_is_on_top_and_each_has_its_reason(
    history: TierHistory, qtbot: QtBot
) -> None:
    history.show_changes([REACHED, LOST], ShopSettings())
    assert [row.split()[0] for row in history.rows] == ["<b>Gold</b>", "<b>Gold</b>"]
    assert "is over" in history.rows[0]
    assert "¥52,300" in history.rows[1]
    qtbot.waitUntil(lambda: "31 Mar 2027" in shown(history))
    words = shown(history)
    assert words.index("31 Mar 2027") < words.index("15 Mar 2026")
    assert {"Tier reached", "Tier over"} <= set(words)


def test_without_any_change_it_says_so_and_nothing_is_left_of_before(
    history: TierHistory, qtbot: QtBot
) -> None:
    history.show_changes([REACHED], ShopSettings())
    history.show_changes([], ShopSettings())
    qtbot.waitUntil(lambda: shown(history) == ["No tier was reached so far."])
    assert history.rows == []
