"""Time on plans, a year a row: each span in its months, each kind in its colour."""

from datetime import date

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.plan_timeline import PlanTimeline, TimeLegend, TimeSpan

TODAY = date(2026, 11, 22)


def shown(qtbot: QtBot, *spans: TimeSpan) -> PlanTimeline:
    timeline = PlanTimeline("months", "Months on a plan")
    qtbot.addWidget(timeline)
    timeline.show_spans(spans, today=TODAY)
    timeline.resize(646, timeline.sizeHint().height())  # 600 for the months: 50 each
    return timeline


def test_a_row_for_each_year_from_the_first_day_to_today(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    alone = shown(qtbot)
    span = TimeSpan(date(2024, 12, 20), date(2025, 1, 19), "paid", "Paid")
    longer = shown(qtbot, span)
    rows = longer.height() - alone.height()
    assert rows == 2 * 30


def test_a_month_that_was_paid_is_drawn_in_its_place(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    timeline = shown(
        qtbot,
        TimeSpan(date(2026, 3, 1), date(2026, 3, 31), "paid", "Paid"),
        TimeSpan(date(2026, 5, 1), date(2026, 5, 31), "free", "Free"),
    )
    picture = timeline.grab().toImage()
    ratio = picture.devicePixelRatio()

    def colour_at(month: float) -> str:
        x, y = 46 + 50 * (month - 1), 26 + 15
        return picture.pixelColor(QPoint(round(x * ratio), round(y * ratio))).name()

    assert colour_at(3.5) == theme.colour("primary").name()
    assert colour_at(5.5) == theme.colour("good").name()
    assert colour_at(4.5) not in (theme.colour("primary").name(), theme.colour("good").name())


def test_days_over_the_turn_of_the_year_have_a_piece_in_both(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    span = TimeSpan(date(2025, 12, 16), date(2026, 1, 15), "paid", "Paid")
    timeline = shown(qtbot, span)
    pieces = list(timeline._rooms(span))
    assert [round(each.y()) for each in pieces] == [33, 63]
    assert pieces[0].right() <= 646
    assert pieces[1].left() >= 46


def test_words_say_the_same_as_the_drawing(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    span = TimeSpan(date(2026, 3, 1), date(2026, 3, 31), "paid", "Club · Paid, March")
    timeline = shown(qtbot, span)
    assert timeline.accessibleDescription() == "Club · Paid, March"
    room = next(iter(timeline._rooms(span)))
    assert timeline._at(room.center()) == span


def test_the_legend_names_the_kinds_that_are_there(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    legend = TimeLegend()
    qtbot.addWidget(legend)
    legend.show_kinds([("paid", "Paid"), ("paused", "Paused")])
    legend.show_kinds([("free", "Free")])
    words = [each.text() for each in legend.findChildren(QLabel) if each.isVisibleTo(legend)]
    assert words == ["Free"]
