"""The scales and shades of the drawings."""

from fractions import Fraction

import pytest
from pytestqt.qtbot import QtBot

from desktop.widgets.charts import HeatMap, Line, ShadeRow, ink_on, scale_of, shade_of


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
