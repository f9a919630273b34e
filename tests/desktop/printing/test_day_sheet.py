"""The record of the end of a day may be compared: the same day makes the same record."""

from dataclasses import FrozenInstanceError, replace

import pytest

from desktop.printing.day_sheet import DayLine
from tests.desktop.printing.test_day import SHEET


def test_a_record_is_told_by_what_it_holds_and_never_changed() -> None:
    assert replace(SHEET) == SHEET
    assert not DayLine("All sales", "¥90,580").is_sum
    with pytest.raises(FrozenInstanceError):
        SHEET.hours = ""  # type: ignore[misc]
