"""Chips that are on or off say what a person wanted."""

from pytestqt.qtbot import QtBot

from desktop.widgets.toggle_chips import ToggleChips


def test_a_press_says_what_is_wanted_now(qtbot: QtBot) -> None:
    chips = ToggleChips("chip", "Chips")
    qtbot.addWidget(chips)
    chips.offer({"a": "A", "b": "B"})
    told: list[tuple[str, bool]] = []
    chips.toggled.connect(lambda value, wanted: told.append((value, wanted)))
    chips.buttons["a"].click()
    chips.show_on({"a", "b"})  # by the program: nobody pressed
    chips.buttons["b"].click()
    assert told == [("a", True), ("b", False)]
    assert chips.on() == ["a"]
