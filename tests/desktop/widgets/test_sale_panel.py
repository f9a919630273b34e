"""The fields of a sale."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from desktop.widgets.sale_panel import SaleChip, SalePanel


@pytest.fixture
def panel(dressed_app: QApplication, qtbot: QtBot) -> SalePanel:
    del dressed_app
    made = SalePanel(currency="JPY", digits=0)
    qtbot.addWidget(made)
    made.resize(576, 512)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_enter_in_either_field_confirms(panel: SalePanel, qtbot: QtBot) -> None:
    panel.show_points_row(shown=True, all_words="Use 50", round_words="")
    for field in (panel.amount, panel.points_used):
        with qtbot.waitSignal(panel.confirmed):
            qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_keypad_types_where_the_focus_is(panel: SalePanel, qtbot: QtBot) -> None:
    panel.show_points_row(shown=True, all_words="Use 50", round_words="")
    panel.amount.setFocus()
    panel.keypad.keys["7"].click()
    panel.points_used.setFocus()
    qtbot.waitUntil(panel.points_used.hasFocus)
    panel.keypad.keys["5"].click()
    panel.keypad.keys["00"].click()
    panel.keypad.keys["back"].click()
    assert panel.amount.text() == "7"
    assert panel.points_used.text() == "50"


def test_points_are_whole_numbers(panel: SalePanel) -> None:
    assert panel.points() == 0
    panel.points_used.setText("１，２４０")
    assert panel.points() == 1240
    panel.points_used.setText("-5")
    with pytest.raises(BadRequest, match="whole_number"):
        panel.points()


def test_chips_and_the_way_to_another_category_stand_in_one_row(
    panel: SalePanel, qtbot: QtBot
) -> None:
    panel.show_chips([])
    assert not panel.category_button.isVisible()
    panel.show_categories(["Drinks", "Beans"])
    for _ in range(3):
        panel.show_chips([SaleChip("line:0", "Drinks ¥980", "Take Drinks off")])
        panel.show_chips([SaleChip("coupon:X", "Tea −¥200", "Take Tea off", tone="good")])
    assert panel.category_button.isVisible()
    chip = panel.findChild(type(panel.category_button), "counter.chip.coupon:X")
    assert chip is not None
    with qtbot.waitSignal(panel.chip_removed) as heard:
        chip.click()
    assert heard.args == ["coupon:X"]
    with qtbot.waitSignal(panel.category_chosen) as heard:
        panel.category_button.menu().actions()[1].trigger()
    assert heard.args == ["Beans"]


def test_keys_are_wide_enough_for_a_finger_however_narrow_the_panel_is(panel: SalePanel) -> None:
    for width in (400, 470, 560, 700):
        panel.resize(width, 512)
        assert all(key.width() >= 44 and key.height() >= 44 for key in panel.keypad.keys.values())
