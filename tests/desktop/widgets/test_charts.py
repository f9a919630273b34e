"""The scales and shades of the drawings."""

from fractions import Fraction

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from desktop.widgets.charts import (
    BarChart,
    HeatMap,
    Line,
    ShadeRow,
    bars_of,
    ink_on,
    scale_of,
    shade_of,
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


def test_the_ink_can_be_read_on_every_shade() -> None:
    for percent in range(101):
        shade = shade_of(Fraction(percent))
        assert abs(shade.lightness() - ink_on(shade).lightness()) > 90


def test_a_narrow_map_shows_the_first_columns_and_never_widens_its_page(qtbot: QtBot) -> None:
    heat = HeatMap("insights.cohorts", "Who comes back")
    qtbot.addWidget(heat)
    columns = [f"+{number}" for number in range(18)]
    heat.show_rows([ShadeRow("May 2025", "822", [100] * 18)], columns=columns, beside="new")
    heat.resize(700, 60)
    assert heat.columns_shown() == 18
    heat.resize(480, 60)
    assert heat.columns_shown() == 11
    assert heat.minimumSizeHint().width() < 400
    heat.show_rows([], columns=[], beside="new")
    assert heat.columns_shown() == 1


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
