"""The field for a time of day."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from desktop.widgets.clock_edit import ClockEdit


@pytest.fixture
def field(dressed_app: QApplication, qtbot: QtBot) -> ClockEdit:
    del dressed_app
    made = ClockEdit("promotion.from", "From", placeholder="00:00")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("14", "14:00"), ("9:30", "09:30"), ("1730", "17:30"), ("１７：３０", "17:30"),
     ("17時", "17:00"), ("17時半", None), ("8.15", "08:15"), ("24", "24:00"), ("24:01", None),
     ("12:60", None), ("noon", None), ("930", "09:30"), ("17時30分", "17:30"), ("0", "00:00")],
)  # fmt: skip
def test_a_time_is_taken_as_people_write_it(
    field: ClockEdit, typed: str, meant: str | None
) -> None:
    field.setText(typed)
    if meant is None:
        with pytest.raises(BadRequest, match=r"when\.hours\.from"):
            field.clock_or_none("when.hours.from")
    else:
        assert field.clock_or_none("when.hours.from") == meant


def test_nothing_typed_is_no_time(field: ClockEdit) -> None:
    assert field.clock_or_none("") is None


def test_it_stands_there_as_it_was_understood(field: ClockEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "07:00"
