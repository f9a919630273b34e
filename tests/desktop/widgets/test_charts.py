"""The scales and shades of the drawings."""

import pytest
from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from desktop.widgets.charts import (
    BarChart,
    Line,
    LineChart,
    bars_of,
    scale_of,
)


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([72, 81], (72, 82, 2)),
        ([64, 81], (60, 85, 5)),
        ([0, 100], (0, 100, 20)),
        ([], (0, 100, 25)),
        ([None, 50, None], (50, 51, 1)),
        ([0, 184220], (0, 200000, 50000)),
    ],
)
def test_the_scale_has_round_steps_around_the_values(
    values: list[int | None], scale: tuple[int, int, int]
) -> None:
    assert scale_of([Line("all", values)]) == scale


def test_bars_stand_side_by_side_on_nothing_and_hang_below_it() -> None:
    room = QRectF(0, 0, 120, 100)
    up, none, down = bars_of([50, 0, -50], room, -50, 50, widest=44)
    assert (up.top(), up.bottom()) == (0, 50)
    assert none.height() == 0
    assert (down.top(), down.bottom()) == (50, 100)
    assert up.right() < none.left() < none.right() < down.left()
    assert bars_of([], room, 0, 100, widest=44) == []
    (alone,) = bars_of([7], room, 0, 7, widest=44)
    assert (alone.width(), alone.center().x()) == (44, 60)


def test_a_chart_of_bars_makes_room_for_its_figures(qtbot: QtBot) -> None:
    chart = BarChart("trial.months", "Points by month")
    qtbot.addWidget(chart)
    for values in ([1_234_567, -20], [], [0]):
        chart.show_bars(values, [str(value) for value in values])
        assert not chart.grab().isNull()


def test_a_month_is_read_out_by_pointing_and_by_keys(qtbot: QtBot) -> None:
    chart = LineChart("insights.history", "Retention")
    qtbot.addWidget(chart)
    chart.resize(420, 200)
    chart.show_lines([Line("all", [70, None, 81])], ["Aug", "Sep", "Oct"])
    assert chart.accessibleDescription() == "Aug: all 70; Sep: –; Oct: all 81"
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleName() == "Retention – Oct: all 81"
    for _ in range(4):
        qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.at == 0
    assert not chart.grab().isNull()
    chart.show_lines([], [])
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.at is None
