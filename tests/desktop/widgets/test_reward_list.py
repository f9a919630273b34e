"""Rewards within reach, and how far the others are."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.reward_list import DistanceBar, RewardLine, RewardList

NEAR = RewardLine("Free drip coffee", "300 points", within_reach=True)
FAR = RewardLine("Latte art class", "1,500 points · 260 to go", within_reach=False, share=82)


def test_what_can_be_had_has_a_button_the_rest_a_bar(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = RewardList("Within reach")
    qtbot.addWidget(shown)
    shown.show_rewards("Within reach", [NEAR, FAR], empty="None", first_key="F6")
    with qtbot.waitExposed(shown):
        shown.show()
    assert list(shown.buttons) == ["Free drip coffee"]
    assert shown.buttons["Free drip coffee"].accessibleName() == "Redeem Free drip coffee"
    assert shown.buttons["Free drip coffee"].height() >= theme.TOUCH
    assert [bar.accessibleName() for bar in shown.findChildren(DistanceBar)] == [FAR.beside]
    with qtbot.waitSignal(shown.redeem_asked) as heard:
        shown.buttons["Free drip coffee"].click()
    assert heard.args == ["Free drip coffee"]


def test_rows_keep_their_height_however_many_there_are(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = RewardList("Within reach")
    qtbot.addWidget(shown)
    shown.resize(300, 200)
    with qtbot.waitExposed(shown):
        shown.show()
    lines = [RewardLine(f"Reward {n}", "300 points", within_reach=True) for n in range(12)]
    shown.show_rewards("Within reach", lines, empty="None")
    inside = shown.area.widget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.height() >= 12 * theme.TOUCH)
    assert shown.area.verticalScrollBar().maximum() > 0
