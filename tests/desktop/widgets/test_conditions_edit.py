"""Conditions that are added one by one."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.rules.shop import ShopSettings
from desktop.widgets.condition_rows import Around
from desktop.widgets.conditions_edit import ConditionsEdit

AROUND = Around(ShopSettings(), date(2026, 11, 22), tiers=("Gold",))


@pytest.fixture
def edit(dressed_app: QApplication, qtbot: QtBot) -> ConditionsEdit:
    del dressed_app
    made = ConditionsEdit(AROUND)
    qtbot.addWidget(made)
    made.show_when({}, AROUND)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def here() -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None else ""


def test_a_condition_is_added_and_told_by_the_keyboard_alone(
    edit: ConditionsEdit, qtbot: QtBot
) -> None:
    edit.add_button.setFocus()
    qtbot.keyClick(edit.add_button, Qt.Key.Key_Space)
    assert here() == "promotion.condition.dates"
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert here() == "promotion.condition.hours"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert here() == "promotion.when.hours.from"
    qtbot.keyClicks(QApplication.focusWidget(), "14")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert here() == "promotion.when.hours.to"
    assert edit.read() == {"hours": {"from": "14:00"}}
    assert not edit.chooser.isVisible()


def test_conditions_stand_in_their_order_whenever_they_were_added(edit: ConditionsEdit) -> None:
    for kind in ("called", "tier", "weekdays"):
        edit.add(kind)
    assert [row.kind for row in edit.rows] == ["weekdays", "tier", "called"]
    stops = [stop.objectName() for stop in edit.stops()]
    assert stops.index("promotion.when.tier.name") < stops.index("promotion.when.called.remove")


def test_what_stands_there_or_names_nothing_of_the_shop_is_not_offered(
    edit: ConditionsEdit,
) -> None:
    edit.add("tier")
    edit.add_button.click()
    offered = [kind for kind, made in edit.choices.items() if made.isVisible()]
    assert "tier" not in offered  # it stands there
    assert "plan" not in offered  # the shop has none
    assert "categories" not in offered
    assert "birthday" in offered


def test_a_condition_taken_away_can_be_added_again(edit: ConditionsEdit) -> None:
    edit.add("first_sale")
    (row,) = edit.rows
    row.remove_button.click()
    assert edit.read() == {}
    assert here() == "promotion.condition"
    edit.add("first_sale")
    assert edit.read() == {"first_sale": True}


def test_escape_folds_the_choice_away_first(edit: ConditionsEdit, qtbot: QtBot) -> None:
    edit.add_button.click()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not edit.chooser.isVisible()
    assert here() == "promotion.condition"


def test_enter_adds_a_condition_too(edit: ConditionsEdit, qtbot: QtBot) -> None:
    edit.add_button.setFocus()
    qtbot.keyClick(edit.add_button, Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert here() == "promotion.when.from"


def test_a_half_typed_condition_spoils_no_other(edit: ConditionsEdit) -> None:
    edit.show_when({"tag": "student", "nth_visit": 10, "to": "2026-12-31"}, AROUND)
    (dates, tag, visit) = edit.rows
    assert [row.kind for row in (dates, tag, visit)] == ["dates", "tag", "nth_visit"]
    edit.fields["when.nth_visit"].setProperty("text", "ten")
    assert edit.as_far_as_told() == {"to": "2026-12-31", "tag": "student"}
