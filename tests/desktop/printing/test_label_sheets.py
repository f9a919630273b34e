"""Ready-cut sheets are measured as their makers print it on the box."""

import itertools

import pytest
from reportlab.lib.units import inch, mm

from desktop.printing.label_sheets import LABEL_SHEETS


@pytest.mark.parametrize(
    ("name", "count", "left", "top"),
    [
        ("labels-2x5", 10, 14 * mm, 11 * mm),
        ("labels-2x6", 12, 18.6 * mm, 21.6 * mm),
        ("labels-3x7", 21, 7.2 * mm, 15.1 * mm),
        ("labels-2x7", 14, 4.65 * mm, 15.1 * mm),
        ("labels-letter-2x5", 10, 0.15625 * inch, 0.5 * inch),
        ("labels-letter-3x10", 30, 0.1875 * inch, 0.5 * inch),
    ],
)
def test_labels_lie_where_their_maker_cuts_them(
    name: str, count: int, left: float, top: float
) -> None:
    grid = LABEL_SHEETS[name]
    corners = list(grid.corners())
    assert len(corners) == grid.count == count
    assert corners[0][0] == pytest.approx(left, abs=0.1 * mm)
    assert grid.page[1] - corners[0][1] - grid.field[1] == pytest.approx(top, abs=0.1 * mm)


@pytest.mark.parametrize("name", LABEL_SHEETS)
def test_no_label_reaches_into_another_or_over_the_page(name: str) -> None:
    grid = LABEL_SHEETS[name]
    width, height = grid.field
    lefts = sorted({x for x, _ in grid.corners()})
    feet = sorted({y for _, y in grid.corners()})
    assert lefts[0] >= 0
    assert feet[0] >= 0
    assert lefts[-1] + width <= grid.page[0]
    assert feet[-1] + height <= grid.page[1]
    assert all(b - a >= width - 0.01 for a, b in itertools.pairwise(lefts))
    assert all(b - a >= height - 0.01 for a, b in itertools.pairwise(feet))
