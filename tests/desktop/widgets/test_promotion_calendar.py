"""The calendar of what holds when."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.chip import Chip
from desktop.widgets.month_bars import CalendarOffer
from desktop.widgets.promotion_calendar import DayLine, PromotionCalendar, first_weekday

TODAY = date(2026, 11, 22)
RAIN = CalendarOffer("r", "Rainy days", "good", frozenset({TODAY}))
LINE = DayLine("Rainy days", "Double points, on days when you say so", "good")


@pytest.fixture
def calendar(dressed_app: QApplication, qtbot: QtBot) -> PromotionCalendar:
    del dressed_app
    made = PromotionCalendar("JP")
    qtbot.addWidget(made)
    made.show_day(TODAY, [RAIN], [LINE], today=TODAY)
    made.show()
    return made


@pytest.mark.parametrize(
    ("country", "weekday"), [("JP", 6), ("US", 6), ("DE", 0), ("GB", 0), ("EG", 5)]
)
def test_weeks_begin_as_in_the_shops_country(country: str, weekday: int) -> None:
    assert first_weekday(country) == weekday


def test_the_arrows_ask_for_the_same_day_of_another_month(
    calendar: PromotionCalendar, qtbot: QtBot
) -> None:
    for made, day in (
        (calendar.months.after_button, date(2026, 12, 22)),
        (calendar.months.before_button, date(2026, 10, 22)),
    ):
        with qtbot.waitSignal(calendar.chosen) as heard:
            made.click()
        assert heard.args == [day]


def test_beside_the_month_stands_what_holds_on_the_day(calendar: PromotionCalendar) -> None:
    assert calendar.about.heading is not None
    assert calendar.about.heading.text() == "Sun 22 Nov 2026"
    assert calendar.about.lines == [LINE]
    calendar.show_day(date(2026, 11, 23), [RAIN], [], today=TODAY)
    assert calendar.about.heading.text() == "Mon 23 Nov 2026"
    assert calendar.about.lines == []


def test_a_long_name_leaves_the_day_its_width(calendar: PromotionCalendar) -> None:
    long = "Double points for everybody who brings their own cup"
    calendar.show_day(TODAY, [RAIN], [DayLine(long, "Double points", "info")], today=TODAY)
    chip = calendar.about.findChildren(Chip)[-1]  # the one before goes with the next event
    assert chip.text().endswith("…")
    assert (chip.toolTip(), chip.accessibleName()) == (long, long)
    assert chip.sizeHint().width() < calendar.about.width()


def test_the_month_goes_no_further_than_two_years(calendar: PromotionCalendar) -> None:
    calendar.show_day(date(2028, 11, 1), [], [], today=TODAY)
    assert not calendar.months.after_button.isEnabled()


def test_a_span_is_a_whole_month(calendar: PromotionCalendar) -> None:
    spans: Callable[[date], tuple[date, date]] = calendar.span
    assert spans(date(2028, 2, 10)) == (date(2028, 2, 1), date(2028, 2, 29))
