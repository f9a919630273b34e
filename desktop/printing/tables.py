"""Draws tables of figures: names on the left, numbers on the right, none wider than its column."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from desktop.printing.lettering import Fitted, draw, fit
from desktop.printing.palette import GREY, INK, LINE

ROW = 15.0
_GAP = 6.0
_INDENT = 12.0  # of words after a column of numbers
Texts = tuple[int, ...]
NAMES: Texts = (0,)


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
    texts: Texts = NAMES,
) -> float:
    """Draw the table from its top down; return where it ends.

    `texts` are the columns of words: they stand on the left and may take two lines.
    """
    y = top - ROW * 0.72
    _draw_row(canvas, left, y, Row(tuple(titles)), widths, texts, head=True)
    for row in rows:
        if row.bold:
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.6)
            canvas.line(left, y - ROW * 0.33, left + sum(widths), y - ROW * 0.33)
        y -= ROW
        _draw_row(canvas, left, y, row, widths, texts, head=False)
        y -= row_height(row, widths, texts) - ROW
    return y - ROW * 0.28


def rows_that_fit(
    rows: Sequence[Row], widths: Sequence[float], *, room: float, texts: Texts = NAMES
) -> list[Row]:
    """Return the first rows, as many as a table under its titles has room for."""
    shown, used = [], ROW
    for row in rows:
        used += row_height(row, widths, texts)
        if used > room:
            break
        shown.append(row)
    return shown


def row_height(row: Row, widths: Sequence[float], texts: Texts = NAMES) -> float:
    """Return how tall a row is: words too long for one line take two."""
    fitted = [_fitted(row, column, widths[column], texts, head=False) for column in texts]
    return ROW + max((len(text.lines) - 1) * text.size * 1.2 for text in fitted)


def _fitted(row: Row, column: int, width: float, texts: Texts, *, head: bool) -> Fitted:
    words = column in texts and not head
    return fit(
        row.cells[column],
        width=width - (_GAP if column == 0 or column not in texts else _GAP + _INDENT),
        size=8 if head else 9,
        floor=7 if words else 5.5,
        bold=row.bold,
        lines=2 if words else 1,
    )


def _draw_row(
    canvas: Canvas,
    left: float,
    y: float,
    row: Row,
    widths: Sequence[float],
    texts: Texts,
    *,
    head: bool,
) -> None:
    x = left
    for column, width in enumerate(widths):
        text = _fitted(row, column, width, texts, head=head)
        words = column in texts
        start = x + (_INDENT if words and column else 0)
        for number, line in enumerate(text.lines):
            draw(
                canvas,
                line,
                start if words else x + width,
                y - number * text.size * 1.2,
                size=text.size,
                bold=row.bold,
                colour=GREY if head else INK,
                align="left" if words else "right",
            )
        x += width
