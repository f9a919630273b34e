"""The list of kinds beside what is shown."""

from pytestqt.qtbot import QtBot

from desktop.widgets.kind_list import KindList


def test_a_press_chooses_and_tells(qtbot: QtBot) -> None:
    kinds = KindList("offers.section", "Kind", {"tea": "Tea", "cake": "Cake"})
    qtbot.addWidget(kinds)
    kinds.choose("tea")
    with qtbot.waitSignal(kinds.chosen) as heard:
        kinds.buttons["cake"].click()
    assert heard.args == ["cake"]
    assert kinds.value() == "cake"


def test_a_count_is_shown_and_spoken_none_is_neither(qtbot: QtBot) -> None:
    kinds = KindList("offers.section", "Kind", {"tea": "Tea"})
    qtbot.addWidget(kinds)
    kinds.show_count("tea", 1200)
    assert kinds.count("tea") == "1,200"
    assert kinds.buttons["tea"].accessibleName() == "Tea, 1,200 offered"
    kinds.show_count("tea", 0)
    assert kinds.count("tea") == ""
    assert kinds.buttons["tea"].accessibleName() == "Tea"
