"""A colour is one of a few that look well, the shop's own, or any other."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.colour_swatches import INKS, ColourSwatches, stands_out

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def swatches(dressed_app: QApplication, qtbot: QtBot) -> ColourSwatches:
    del dressed_app
    made = ColourSwatches("colour", "Colour", own=("#123456", "The shop's own colour"))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_at_first_the_shop_s_own_colour_holds(swatches: ColourSwatches) -> None:
    assert (swatches.value(), swatches.shown()) == ("", "#123456")
    assert swatches.words() == "The shop's own colour"
    swatches.set_own("#654321")
    assert (swatches.value(), swatches.shown()) == ("", "#654321")


def test_a_colour_is_chosen_by_a_press_or_by_keys(swatches: ColourSwatches, qtbot: QtBot) -> None:
    with qtbot.waitSignal(swatches.changed):
        qtbot.mouseClick(swatches.buttons["#2a6a43"], Qt.MouseButton.LeftButton)
    assert (swatches.value(), swatches.words()) == ("#2a6a43", "Green")
    with qtbot.waitSignal(swatches.changed):
        qtbot.keyClick(swatches.buttons["#2a6a43"], Qt.Key.Key_Right)
    assert swatches.value() == "#1d6f75"


def test_any_other_colour_joins_the_swatches(swatches: ColourSwatches, qtbot: QtBot) -> None:
    swatches.more_button.click()
    with qtbot.waitSignal(swatches.changed):
        swatches.dialog.colorSelected.emit(QColor("#f3e9b0"))
    swatches.dialog.close()
    assert swatches.value() == swatches.shown() == "#f3e9b0"
    swatches.choose("")
    swatches.choose("#f3e9b0")
    assert len(swatches.buttons) == len(INKS) + 2


def test_every_swatch_has_a_name_and_room_for_a_finger(swatches: ColourSwatches) -> None:
    for each in (*swatches.buttons.values(), swatches.more_button):
        assert each.accessibleName()
        assert min(each.width(), each.height()) >= 44


def test_every_colour_that_is_offered_is_seen_on_white_paper() -> None:
    assert all(stands_out(colour) for colour in INKS)
    assert not stands_out("#f3e9b0")
    assert not stands_out("#ffffff")
