"""What holds at the shop today, on the counter."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.widgets.promotions_today import PromotionsToday, TodayLine


@pytest.fixture
def panel(dressed_app: QApplication, qtbot: QtBot) -> PromotionsToday:
    del dressed_app
    made = PromotionsToday()
    qtbot.addWidget(made)
    made.show()
    return made


def holding(name: str) -> TodayLine:
    return TodayLine(name, f"{name} until 18:00", f"{name}: double points")


def words_of(panel: PromotionsToday) -> list[str]:
    return [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]


def test_what_holds_is_said_in_short_lines(panel: PromotionsToday) -> None:
    panel.show_today([holding("Happy hour"), holding("Beans")])
    assert words_of(panel) == [
        "Today's offers",
        "Happy hour until 18:00", "Happy hour: double points",
        "Beans until 18:00", "Beans: double points",
    ]  # fmt: skip
    assert panel.buttons == {}


def test_many_are_counted_after_the_fourth(panel: PromotionsToday) -> None:
    panel.show_today([holding(name) for name in "abcdef"])
    assert words_of(panel)[-1] == "and 2 more"


def test_what_waits_is_called_and_taken_back(panel: PromotionsToday, qtbot: QtBot) -> None:
    panel.show_today([TodayLine("Rain", "Rain", "Double points", waits=True)])
    assert panel.buttons["Rain"].text() == "Start “Rain” today"
    with qtbot.waitSignal(panel.called) as heard:
        panel.buttons["Rain"].click()
    assert heard.args == ["Rain", True]
    panel.show_today([TodayLine("Rain", "Rain", "Double points", called=True)])
    assert words_of(panel) == ["Today's offers", "Rain", "Double points"]
    with qtbot.waitSignal(panel.called) as heard:
        panel.buttons["Rain"].click()
    assert heard.args == ["Rain", False]
