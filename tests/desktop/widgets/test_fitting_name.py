"""A name of any length."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.fitting_name import FittingName, PressableName


@pytest.mark.parametrize("name", ["田中 美咲", "Alexander Hamilton", "長" * 10_000])
def test_the_whole_name_is_its_text_and_tool_tip(
    dressed_app: QApplication, qtbot: QtBot, name: str
) -> None:
    del dressed_app
    shown = FittingName()
    qtbot.addWidget(shown)
    shown.setText(name)
    assert shown.text() == shown.toolTip() == shown.accessibleName() == name
    shown.resize(200, theme.TOUCH)
    with qtbot.waitExposed(shown):
        shown.show()


def test_a_short_name_is_large_a_longer_one_has_two_lines(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = FittingName()
    qtbot.addWidget(shown)
    shown.setText("田中 美咲")
    assert shown.lines(200) == (["田中 美咲"], theme.TEXT_NAME)
    shown.setText("Alexander Hamilton")
    assert shown.lines(150)[0] == ["Alexander", "Hamilton"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_name_that_leads_on_is_pressed_by_key_and_by_finger(
    dressed_app: QApplication, qtbot: QtBot, key: Qt.Key
) -> None:
    del dressed_app
    shown = PressableName()
    qtbot.addWidget(shown)
    shown.setText("田中 美咲")
    shown.resize(300, theme.TOUCH)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.setFocus()
    shown.grab()
    with qtbot.waitSignal(shown.pressed):
        qtbot.keyClick(shown, key)
    with qtbot.waitSignal(shown.pressed):
        qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(shown.pressed):
        qtbot.keyClick(shown, Qt.Key.Key_Right)
    assert shown.accessibleName() == "田中 美咲"
    assert shown.accessibleDescription() == "Everything about this customer (Alt+→)"
