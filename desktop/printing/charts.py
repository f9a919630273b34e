"""Draws figures as pictures: a line over the months, a table whose cells deepen with shares."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.printing.lettering import draw, fit
from desktop.printing.palette import BLUE, GREY, LINE, NAVY, PAPER, readable_on, shade


@dataclass(frozen=True)
class Frame:
    """A place on the page: its upper left corner, and how far it reaches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.top - self.height


@dataclass(frozen=True)
class ChartPoint:
    """One month of a line: its name, and its percentage or None where there is no figure."""

    label: str
    percent: Fraction | None


def draw_percent_line(canvas: Canvas, frame: Frame, points: Sequence[ChartPoint]) -> None:
    """Draw a line over the months; where a month has no figure, the line has a gap."""
    low, high, step = percent_axis([p.percent for p in points if p.percent is not None])
    plot = Frame(frame.left + 24, frame.top - 5, frame.width - 24 - 42, frame.height - 20)
    scale = plot.height / (high - low)
    for value in range(low, high + 1, step):
        y = plot.bottom + (value - low) * scale
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.line(plot.left, y, frame.right, y)
        draw(
            canvas, formats.number(value), plot.left - 7, y - 2.6,
            size=7.5, colour=GREY, align="right",
        )  # fmt: skip
    across = plot.width / max(len(points) - 1, 1)
    places = [
        (plot.left + 8 + i * across, plot.bottom + (float(point.percent) - low) * scale)
        if point.percent is not None
        else None
        for i, point in enumerate(points)
    ]
    for i, point in enumerate(points):
        x = plot.left + 8 + i * across
        label = fit(point.label, width=across - 2, size=7.5, floor=5)
        draw(
            canvas, label.lines[0], x, frame.bottom + 2,
            size=label.size, colour=GREY, align="centre",
        )  # fmt: skip
    _draw_stretches(canvas, places)
    _name_last(canvas, points, places)


def percent_axis(values: Sequence[Fraction]) -> tuple[int, int, int]:
    """Return foot, head and step of an axis in round numbers that holds all the values."""
    if not values:
        return 0, 100, 25
    low = math.floor(min(values) / 10) * 10
    high = math.ceil(max(values) / 10) * 10
    if high - low < 20:  # a steady shop shall not look like a stormy one
        low, high = max(low - 10, 0), min(high + 10, 100)
    if high - low <= 40:
        return low, high, 10
    return low // 20 * 20, -(-high // 20) * 20, 20


def _draw_stretches(canvas: Canvas, places: Sequence[tuple[float, float] | None]) -> None:
    canvas.saveState()
    canvas.setStrokeColor(BLUE)
    canvas.setFillColor(BLUE)
    canvas.setLineWidth(1.8)
    canvas.setLineJoin(1)
    canvas.setLineCap(1)
    path = canvas.beginPath()
    before = None
    for place in places:
        if place is not None:
            path.lineTo(*place) if before is not None else path.moveTo(*place)
        before = place
    canvas.drawPath(path, stroke=1, fill=0)
    for place in places:
        if place is not None:
            canvas.circle(*place, 1.7, stroke=0, fill=1)
    canvas.restoreState()


def _name_last(
    canvas: Canvas, points: Sequence[ChartPoint], places: Sequence[tuple[float, float] | None]
) -> None:
    """Write the newest figure beside its end of the line."""
    if not points or points[-1].percent is None or places[-1] is None:
        return
    x, y = places[-1]
    text = formats.percent_bare(points[-1].percent)
    draw(canvas, text, x + 6, y - 3, size=8.5, bold=True, colour=NAVY)


@dataclass(frozen=True)
class HeatRow:
    """One row of a heat table: its name, its size, and the share of it for each step."""

    label: str
    size: int
    percents: tuple[Fraction | None, ...]


HEAT_ROW = 17.0


def draw_heat(
    canvas: Canvas, frame: Frame, *, rows: Sequence[HeatRow], size_title: str, steps: int
) -> float:
    """Draw the heat table from the frame's top down; return where it ends."""
    first = frame.left + 112
    cell = (frame.right - first) / max(steps, 9)
    y = frame.top - 9
    draw(canvas, size_title, first - 14, y, size=8, colour=GREY, align="right")
    for step in range(steps):
        x = first + (step + 0.5) * cell
        draw(canvas, f"+{step}", x, y, size=8, colour=GREY, align="centre")
    y -= 6
    for row in rows:
        y -= HEAT_ROW
        middle = y + HEAT_ROW / 2 - 2.9
        draw(canvas, row.label, frame.left, middle, size=8.5)
        size = formats.number(row.size)
        draw(canvas, size, first - 14, middle, size=8.5, align="right")
        for step, percent in enumerate(row.percents[:steps]):
            if percent is not None:
                _draw_cell(canvas, first + step * cell, y, cell, percent)
    return y


def _draw_cell(canvas: Canvas, x: float, y: float, width: float, percent: Fraction) -> None:
    colour = shade(float(percent) / 100)
    canvas.setFillColor(colour)
    canvas.setStrokeColor(PAPER)
    canvas.roundRect(x + 1, y + 1, width - 2, HEAT_ROW - 2, radius=2.5, stroke=0, fill=1)
    draw(
        canvas, formats.percent_bare(percent, places=0), x + width / 2, y + HEAT_ROW / 2 - 2.9,
        size=8.5, colour=readable_on(colour), align="centre",
    )  # fmt: skip
