"""Big digits for fingers."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.widgets.keypad import Keypad


@pytest.mark.parametrize(("digits", "odd_key"), [(0, "00"), (2, ".")])
def test_each_key_tells_what_it_is(qtbot: QtBot, digits: int, odd_key: str) -> None:
    keypad = Keypad("pad", digits=digits)
    qtbot.addWidget(keypad)
    pressed: list[str] = []
    keypad.pressed.connect(pressed.append)
    for key in ("7", "0", odd_key, "back"):
        qtbot.mouseClick(keypad.keys[key], Qt.MouseButton.LeftButton)
    assert pressed == ["7", "0", odd_key, "back"]


def test_a_finger_never_takes_the_focus_from_the_field(qtbot: QtBot) -> None:
    keypad = Keypad("pad")
    qtbot.addWidget(keypad)
    assert {key.focusPolicy() for key in keypad.keys.values()} == {Qt.FocusPolicy.NoFocus}
    assert all(key.accessibleName() for key in keypad.keys.values())
