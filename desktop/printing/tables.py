"""Draws tables of figures: names on the left, numbers on the right, none wider than its column."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from desktop.printing.lettering import Fitted, draw, fit
from desktop.printing.palette import GREY, INK, LINE

ROW = 15.0
_GAP = 6.0


@dataclass(frozen=True)
class Row:
    """One row of a table; an important one stands bold under a line."""

    cells: tuple[str, ...]
    bold: bool = False


def draw_table(
    canvas: Canvas,
    left: float,
    top: float,
    *,
    titles: Sequence[str],
    rows: Sequence[Row],
    widths: Sequence[float],
) -> float:
    """Draw the table from its top down; return where it ends."""
    y = top - ROW * 0.72
    _draw_row(canvas, left, y, Row(tuple(titles)), widths, head=True)
    for row in rows:
        if row.bold:
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.6)
            canvas.line(left, y - ROW * 0.33, left + sum(widths), y - ROW * 0.33)
        y -= ROW
        _draw_row(canvas, left, y, row, widths, head=False)
        y -= row_height(row, widths) - ROW
    return y - ROW * 0.28


def rows_that_fit(rows: Sequence[Row], widths: Sequence[float], *, room: float) -> list[Row]:
    """Return the first rows, as many as a table under its titles has room for."""
    shown, used = [], ROW
    for row in rows:
        used += row_height(row, widths)
        if used > room:
            break
        shown.append(row)
    return shown


def row_height(row: Row, widths: Sequence[float]) -> float:
    """Return how tall a row is: a name too long for one line takes two."""
    name = _fitted(row, 0, widths[0], head=False)
    return ROW + (len(name.lines) - 1) * name.size * 1.2


def _fitted(row: Row, column: int, width: float, *, head: bool) -> Fitted:
    name = column == 0 and not head
    return fit(
        row.cells[column],
        width=width - _GAP,
        size=8 if head else 9,
        floor=7 if name else 5.5,
        bold=row.bold,
        lines=2 if name else 1,
    )


def _draw_row(
    canvas: Canvas, left: float, y: float, row: Row, widths: Sequence[float], *, head: bool
) -> None:
    x = left
    for column, width in enumerate(widths):
        text = _fitted(row, column, width, head=head)
        for number, line in enumerate(text.lines):
            draw(
                canvas,
                line,
                x if column == 0 else x + width,
                y - number * text.size * 1.2,
                size=text.size,
                bold=row.bold,
                colour=GREY if head else INK,
                align="left" if column == 0 else "right",
            )
        x += width
