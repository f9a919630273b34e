import io
from collections.abc import Callable
from fractions import Fraction

import pytest
from reportlab.lib.pagesizes import A4

from desktop.printing.charts import (
    ChartPoint,
    Frame,
    HeatRow,
    draw_heat,
    draw_percent_line,
    percent_axis,
)
from desktop.printing.sheet import open_paper

Texts = Callable[[bytes], list[str]]
FRAME = Frame(left=50, top=700, width=400, height=120)


def _line(*percents: int | None) -> bytes:
    to = io.BytesIO()
    canvas = open_paper(to, size=A4, title="chart", author="")
    points = [
        ChartPoint(f"M{n}", None if p is None else Fraction(p)) for n, p in enumerate(percents)
    ]
    draw_percent_line(canvas, FRAME, points)
    canvas.save()
    return to.getvalue()


@pytest.mark.parametrize(
    ("values", "axis"),
    [
        ((), (0, 100, 25)),
        ((81,), (70, 100, 10)),
        ((72, 83), (70, 90, 10)),
        ((0,), (0, 10, 10)),
        ((100,), (90, 100, 10)),
        ((3, 97), (0, 100, 20)),
        ((33, 88), (20, 100, 20)),
    ],
)
def test_the_axis_is_in_round_numbers_and_holds_every_value(
    values: tuple[int, ...], axis: tuple[int, int, int]
) -> None:
    low, high, step = percent_axis([Fraction(value) for value in values])
    assert (low, high, step) == axis
    assert all(low <= value <= high for value in values)
    assert (high - low) % step == 0


def test_the_newest_figure_is_written_beside_the_line(texts: Texts) -> None:
    assert "81.0" in texts(_line(72, 75, None, 81))[0]


def test_a_month_without_a_figure_leaves_a_gap_not_a_zero(texts: Texts) -> None:
    assert "0.0" not in texts(_line(None, None, None))[0]
    assert "M1" in texts(_line(80, None, 82))[0]


def test_a_line_of_one_month_or_none_is_drawn_too() -> None:
    assert _line(80)
    assert _line()


def test_a_heat_table_shows_sizes_and_shares_and_no_months_to_come(texts: Texts) -> None:
    to = io.BytesIO()
    canvas = open_paper(to, size=A4, title="heat", author="")
    rows = [
        HeatRow("Sep 2026", 1234, (Fraction(100), Fraction(47))),
        HeatRow("Oct 2026", 61, (Fraction(100),)),
    ]
    end = draw_heat(canvas, FRAME, rows=rows, size_title="newcomers", steps=2)
    canvas.save()
    text = texts(to.getvalue())[0]
    assert end < FRAME.top
    assert "1,234" in text
    assert text.split().count("100") == 2
    assert text.split().count("47") == 1
    assert "\n0" not in text
