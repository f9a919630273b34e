"""Whole numbers as people type them."""

import pytest
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from desktop.widgets.number_edit import NumberEdit


@pytest.fixture
def field(qtbot: QtBot) -> NumberEdit:
    made = NumberEdit("points", "Points")
    qtbot.addWidget(made)
    return made


def test_thousands_are_set_apart_and_full_width_digits_understood(
    field: NumberEdit, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "12345")
    assert (field.text(), field.number("points")) == ("12,345", 12345)
    field.setText("１２")
    assert field.number("points") == 12


@pytest.mark.parametrize(
    ("typed", "problem"), [("", "missing"), ("1.5", "whole_number"), ("-3", "whole_number")]
)
def test_what_is_no_whole_number_is_named(field: NumberEdit, typed: str, problem: str) -> None:
    field.setText(typed)
    with pytest.raises(BadRequest) as refused:
        field.number("points")
    assert (refused.value.field, refused.value.problem) == ("points", problem)


def test_nothing_typed_may_be_no_number(field: NumberEdit) -> None:
    assert field.number_or_none("points") is None
    field.show_number(1000)
    assert field.number_or_none("points") == 1000
    field.show_number(None)
    assert field.text() == ""
