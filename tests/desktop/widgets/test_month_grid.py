"""The days of a month and the bars over them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.month_bars import CalendarOffer
from desktop.widgets.month_grid import MonthGrid

TODAY = date(2026, 11, 22)
RAIN = CalendarOffer("r", "Rainy days", "good", frozenset({TODAY, date(2026, 11, 25)}))
DOUBLE = CalendarOffer("d", "Double", "info", frozenset({date(2026, 11, 25)}))


@pytest.fixture
def grid(dressed_app: QApplication, qtbot: QtBot) -> MonthGrid:
    del dressed_app
    made = MonthGrid("promotions.calendar", "Calendar", first_weekday=6)
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.chosen.connect(lambda day: made.show_month(day, [RAIN, DOUBLE], today=TODAY, focus=True))
    made.show_month(TODAY, [RAIN, DOUBLE], today=TODAY)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_weeks_begin_on_the_first_weekday_and_days_say_what_holds(grid: MonthGrid) -> None:
    assert [week[0].day for week in grid.weeks] == [1, 8, 15, 22, 29]
    spoken = grid.button_of(date(2026, 11, 25)).accessibleName()
    assert spoken == "Wed 25 Nov 2026: Rainy days, Double"
    assert grid.button_of(date(2026, 11, 3)).accessibleName() == "Tue 3 Nov 2026"
    assert grid.button_of(TODAY).objectName() == "promotions.calendar.2026-11-22"


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Right, date(2026, 11, 23)),
        (Qt.Key.Key_Left, date(2026, 11, 21)),
        (Qt.Key.Key_Down, date(2026, 11, 29)),
        (Qt.Key.Key_Up, date(2026, 11, 15)),
        (Qt.Key.Key_End, date(2026, 11, 28)),
        (Qt.Key.Key_Home, TODAY),
        (Qt.Key.Key_PageDown, date(2026, 12, 22)),
        (Qt.Key.Key_PageUp, date(2026, 10, 22)),
    ],
)
def test_keys_go_from_day_to_day_and_over_the_months_end(
    grid: MonthGrid, qtbot: QtBot, key: Qt.Key, day: date
) -> None:
    grid.button_of(TODAY).setFocus()
    qtbot.keyClick(grid.button_of(TODAY), key)
    assert grid.day == day
    assert QApplication.focusWidget() is grid.button_of(day)


def test_only_the_chosen_day_takes_part_in_tab(grid: MonthGrid) -> None:
    by_tab = [made.day for made in grid.buttons if made.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert by_tab == [TODAY]


def test_a_day_is_chosen_by_a_finger_also_in_the_month_after(grid: MonthGrid, qtbot: QtBot) -> None:
    button = grid.button_of(date(2026, 12, 3))
    assert min(button.width(), button.height()) >= theme.TOUCH
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert grid.day == date(2026, 12, 3)
    assert grid.month == date(2026, 12, 1)


def test_a_month_of_six_weeks_has_all_its_days(grid: MonthGrid) -> None:
    grid.show_month(date(2026, 8, 31), [], today=TODAY)
    assert len(grid.weeks) == 6
    assert all(made.isVisible() for made in grid.buttons)
    grid.show_month(date(2026, 2, 1), [], today=TODAY)
    assert sum(made.isVisible() for made in grid.buttons) == 28
