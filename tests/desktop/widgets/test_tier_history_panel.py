"""Over the page it says how the tier came about; Enter goes back."""

from datetime import date
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.rules.tiers import Tier, TierChange
from db.session import Session
from desktop.widgets.page import Page
from desktop.widgets.tier_history_panel import TierHistoryPanel

GOLD = Tier("g", "Gold", 50_000, "spend", Fraction(2), 12, 12, "met", date(2026, 1, 1))
REACHED = TierChange(
    day=date(2026, 3, 15), cause="sale", kind="reached", tier=GOLD, before=None,
    until=date(2027, 3, 31), asked=GOLD, have=50_000, first=date(2025, 3, 16),
    last=date(2026, 3, 15),
)  # fmt: skip


def test_where_somebody_stands_is_told_before_what_led_there(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    panel = TierHistoryPanel(page)
    panel.show_tiers(["Gold will stay after 31 Mar"], [REACHED], session.settings)
    assert panel.done_button.hasFocus()
    words = [each.text() for each in panel.findChildren(QLabel)]
    assert "Gold will stay after 31 Mar" in words
    assert len(panel.history.rows) == 1
    qtbot.keyClick(panel.done_button, Qt.Key.Key_Return)
    assert not panel.isVisible()
