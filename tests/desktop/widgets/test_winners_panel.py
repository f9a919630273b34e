"""Who was drawn: their names, how to reach them, what they get."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.queries.surprises import DrawnSurprise, Winner
from db.rules.shop import Gift
from db.rules.surprises import WeightedGift
from db.session import Session
from desktop.widgets.page import Page
from desktop.widgets.winners_panel import WinnersPanel

TEA, FIFTY = Gift(reward="Tea"), Gift(50)
WINNERS = (
    Winner("a", "2000000000015", "田中 美咲", TEA, "C7K29QXM4T8D", "+819000000001"),
    Winner("b", "2000000000022", "佐藤 健", FIFTY),
)
DRAWN = DrawnSurprise(
    "d", "Autumn", datetime(2026, 11, 22, 1, tzinfo=UTC), date(2026, 11, 22), None, 120, 2,
    "2/120", "all customers", {}, (WeightedGift(TEA), WeightedGift(FIFTY)), WINNERS,
)  # fmt: skip


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> WinnersPanel:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    made = WinnersPanel(page)
    with qtbot.waitExposed(page):
        page.show()
    return made


def test_everybody_is_named_with_a_way_to_tell_them(panel: WinnersPanel) -> None:
    panel.show_surprise(DRAWN)
    assert panel.names() == ["田中 美咲", "佐藤 健"]
    texts = {each.text() for each in panel.list.findChildren(QLabel)}
    assert {"090-0000-0001", "No. 2000 0000 0002 2", "Tea", "50 points", "C7K2-9QXM-4T8D"} <= texts
    panel.show_surprise(DrawnSurprise(**{**vars(DRAWN), "winners": WINNERS[1:]}))
    assert panel.names() == ["佐藤 健"]


def test_only_coupons_can_be_printed(panel: WinnersPanel, qtbot: QtBot) -> None:
    panel.show_surprise(DRAWN)
    with qtbot.waitSignal(panel.print_asked) as heard:
        panel.print_button.click()
    assert heard.args == [["C7K29QXM4T8D"]]
    panel.show_surprise(DrawnSurprise(**{**vars(DRAWN), "winners": WINNERS[1:]}))
    assert not panel.print_button.isVisible()
