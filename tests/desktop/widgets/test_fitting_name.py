"""A name of any length."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.fitting_name import FittingName


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
