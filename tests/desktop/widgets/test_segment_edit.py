"""A group by pointing: chips and fields say the same, and nothing that was asked for is lost."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.shop import ShopSettings
from desktop.widgets.form import choose
from desktop.widgets.segment_edit import Nameable, SegmentEdit, ready_groups

TODAY = date(2026, 12, 5)


@pytest.fixture
def edit(dressed_app: QApplication, qtbot: QtBot) -> SegmentEdit:
    del dressed_app
    made = SegmentEdit(ShopSettings(), today=TODAY)
    qtbot.addWidget(made)
    made.offer(Nameable(tiers=["Gold"], tags=["vinyl"]))
    return made


def test_chips_ask_for_several_things_at_once_and_give_them_up_again(edit: SegmentEdit) -> None:
    assert edit.chips.on() == ["everybody"]
    edit.chips.buttons["slipping"].click()
    edit.chips.buttons["loyal"].click()
    slipping = {"late_days": 7, "visited_within_days": 365}  # as on the list of today
    assert edit.terms() == {**slipping, "stage": "18+"}
    edit.chips.buttons["newcomers"].click()  # nobody is both
    assert edit.terms() == {**slipping, "stage": "0-3"}
    assert edit.chips.on() == ["slipping", "newcomers"]
    edit.chips.buttons["slipping"].click()
    assert edit.terms() == {"stage": "0-3"}
    edit.chips.buttons["everybody"].click()
    assert edit.terms() == {}


def test_the_birthday_is_of_the_month_to_come() -> None:
    assert ready_groups(ShopSettings(), TODAY)["birthday"] == {"birthday_month": 1}
    assert ready_groups(ShopSettings(), date(2026, 11, 22))["birthday"] == {"birthday_month": 12}


def test_every_field_is_read_as_it_was_shown(edit: SegmentEdit) -> None:
    terms = {
        "rfm": "missed", "stage": "3-18", "not_visited_within_days": 60, "late_days": 14,
        "tier": "Gold", "tag": "vinyl", "birthday_month": 3, "minimum_spent": "30000",
        "minimum_visits": 5, "maximum_visits": 9, "visited_within_days": 200,
        "joined_since": "2024-01-01", "joined_before": "2026-01-01", "brought_friends": 2,
        "not_visited_since": "2026-09-01",
    }  # fmt: skip
    edit.show_terms(terms)
    assert edit.terms() == terms
    assert not edit.more.isHidden()
    assert edit.segment().minimum_spent == 30_000


def test_what_has_no_field_is_kept_and_said_until_it_is_taken_away(edit: SegmentEdit) -> None:
    edit.show_terms({"customers": ["a", "b"], "has_email": True})
    assert edit.kept_words.text() == "2 chosen customers · has an e-mail address"
    edit.chips.buttons["loyal"].click()
    assert edit.terms() == {"customers": ["a", "b"], "has_email": True, "stage": "18+"}
    edit.kept_button.click()
    assert edit.terms() == {"stage": "18+"}
    assert edit.kept_row.isHidden()


def test_each_change_is_told_once(edit: SegmentEdit) -> None:
    told: list[None] = []
    edit.changed.connect(lambda: told.append(None))
    edit.show_terms({"stage": "0-3", "late_days": 3, "minimum_visits": 2})
    assert len(told) == 1
    choose(edit.tag, "vinyl")
    assert len(told) == 2


def test_what_cannot_be_read_names_its_field(edit: SegmentEdit) -> None:
    edit.late.setText("many")
    with pytest.raises(BadRequest) as refused:
        edit.segment()
    assert edit.fields[refused.value.field] is edit.late
