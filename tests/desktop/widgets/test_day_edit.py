"""A day as people write it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadDate
from desktop.widgets.day_edit import DayEdit

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("2026-12-31", "JP"), ("２０２６／１２／３１", "JP"), ("令和8年12月31日", "JP"),
        ("12/31/2026", "US"), ("31.12.2026", "DE"), ("31 Dec 2026", "US"),
    ],
)  # fmt: skip
def test_a_day_stands_there_plainly_once_it_was_read(
    dressed_app: QApplication, qtbot: QtBot, text: str, country: str
) -> None:
    del dressed_app
    field = DayEdit("day", "Day", country=country, today=TODAY)
    qtbot.addWidget(field)
    field.setText(text)
    assert field.day_or_none() == date(2026, 12, 31)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "2026-12-31"


def test_what_is_no_day_is_refused_and_stays_as_typed(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    field = DayEdit("day", "Day", country="JP", today=TODAY)
    qtbot.addWidget(field)
    field.setText("1999-13-45")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    with pytest.raises(BadDate):
        field.day_or_none()
    assert field.text() == "1999-13-45"
    field.show_day(None)
    assert field.day_or_none() is None
