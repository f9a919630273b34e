"""The scales and shades of the drawings."""

from fractions import Fraction

import pytest

from desktop.widgets.charts import Line, ink_on, scale_of, shade_of


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
