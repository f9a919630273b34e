"""A sheet of kind words for the wall or the counter: each in a bubble, as if it were just said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A5
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.letterhead import details_of
from desktop.printing.lettering import draw, fit, wrap_text
from desktop.printing.look import ShopLook
from desktop.printing.palette import GREY, deep, pale
from desktop.printing.pictures import draw_picture
from desktop.printing.sheet import PAGE_SIZES, open_paper

KIND_WORDS_PAPERS = ("a5", "a4", "letter")

_SIZES: dict[str, tuple[float, float]] = {**PAGE_SIZES, "a5": A5}
_MARGIN = {"a5": 13 * mm, "a4": 20 * mm, "letter": 20 * mm}
_LARGEST = {"a5": 15.0, "a4": 21.0, "letter": 21.0}
_LARGEST_OF_TWO = 17.0
_SMALLEST = 10.0
_LEADING = 1.55
_GAP = 7 * mm  # between two columns
_IN_ONE_COLUMN = 5  # so many are read one under another; more stand in two columns
_TAIL = 3.2 * mm
_NARROWEST, _STEP = 34 * mm, 0.97


@dataclass(frozen=True)
class Said:
    """Words and who said them."""

    words: str
    speaker: str


@dataclass(frozen=True)
class KindWordsSheet:
    """All that stands on a sheet of kind words, in ready words; the newest first."""

    look: ShopLook
    title: str
    said: Sequence[Said]
    thanks: str


@dataclass(frozen=True)
class _Bubble:
    said: Said
    lines: tuple[str, ...]
    size: float
    width: float
    height: float  # with its tail and the speaker


_Columns = list[list[_Bubble]]


def draw_kind_words(sheet: KindWordsSheet, to: BinaryIO, *, paper: str = "a4") -> None:
    """Draw one standing page; of more than fit on it, the newest."""
    assert paper in KIND_WORDS_PAPERS
    size, margin = _SIZES[paper], _MARGIN[paper]
    canvas = open_paper(to, size=size, title=sheet.title, author=sheet.look.name)
    top = _draw_head(canvas, sheet, size, margin)
    foot = _draw_foot(canvas, sheet, size, margin)
    columns = _columns(sheet, width=size[0] - 2 * margin, height=top - foot, paper=paper)
    _draw_columns(canvas, sheet, columns, (margin, top, foot), width=size[0] - 2 * margin)
    canvas.showPage()
    canvas.save()


# -- Head and foot --------------------------------------------------------------------------


def _draw_head(
    canvas: Canvas, sheet: KindWordsSheet, size: tuple[float, float], margin: float
) -> float:
    """Draw the logo or the shop's name over the title; return their foot."""
    width, height = size
    middle, y = width / 2, height - margin
    if sheet.look.logo is not None:
        high = 15 * mm
        y -= high
        draw_picture(canvas, sheet.look.logo, margin, y, width=width - 2 * margin, height=high,
                     align="centre")  # fmt: skip
        y -= 3 * mm
    name = fit(sheet.look.name, width=width - 2 * margin, size=11, floor=8, bold=True)
    y -= name.size * 1.1
    draw(canvas, name.lines[0], middle, y, size=name.size, bold=True, align="centre", colour=GREY)
    title = fit(sheet.title, width=width - 2 * margin, size=margin * 0.46, floor=14, bold=True)
    y -= title.size * 1.55
    draw(canvas, title.lines[0], middle, y, size=title.size, bold=True, align="centre")
    y -= title.size * 0.62
    canvas.setFillColor(HexColor(sheet.look.colour))
    for step in (-1, 0, 1):
        canvas.circle(middle + step * 4 * mm, y, (1.1 if step else 1.6) * mm, stroke=0, fill=1)
    return y - 7 * mm


def _draw_foot(
    canvas: Canvas, sheet: KindWordsSheet, size: tuple[float, float], margin: float
) -> float:
    """Draw the shop's thanks, and where it is found; return their upper edge."""
    middle, wide = size[0] / 2, size[0] - 2 * margin
    y = margin
    details = " · ".join(details_of(sheet.look))
    if details:
        where = fit(details, width=wide, size=8.5, floor=6)
        draw(canvas, where.lines[0], middle, y, size=where.size, align="centre", colour=GREY)
        y += 6 * mm
    thanks = fit(sheet.thanks, width=wide, size=max(margin * 0.24, 11), floor=7, bold=True)
    draw(canvas, thanks.lines[0], middle, y, size=thanks.size, bold=True, align="centre",
         colour=deep(sheet.look.colour))  # fmt: skip
    return y + thanks.size * 1.4 + 4 * mm


# -- Bubbles --------------------------------------------------------------------------------


def _columns(sheet: KindWordsSheet, *, width: float, height: float, paper: str) -> _Columns:
    """Return the bubbles in their columns, as large as all of them fit."""
    count = 2 if paper != "a5" and len(sheet.said) > _IN_ONE_COLUMN else 1
    column = (width - _GAP) / 2 if count == 2 else width * 0.86
    size = _LARGEST[paper] if count == 1 else _LARGEST_OF_TWO
    while size > _SMALLEST:
        placed = _placed(sheet.said, count, column, height, size)
        if sum(map(len, placed)) == len(sheet.said):
            return placed
        size -= 0.5
    return _placed(sheet.said, count, column, height, _SMALLEST)


def _placed(said: Sequence[Said], count: int, width: float, height: float, size: float) -> _Columns:
    """Put each bubble into the column that is shortest; what does not fit is left out."""
    columns: _Columns = [[] for _ in range(count)]
    taken = [0.0] * count
    for each in said:
        bubble = _bubble(each, width, size)
        shortest = min(range(count), key=lambda column: taken[column])
        if taken[shortest] + bubble.height <= height:
            columns[shortest].append(bubble)
            taken[shortest] += bubble.height + _between(size)
    return columns


def _between(size: float) -> float:
    return size * 0.9


def _bubble(said: Said, width: float, size: float) -> _Bubble:
    room = width - 2 * _padding(size)
    lines = wrap_text(said.words, width=room, size=size)
    narrower = room * _STEP
    while narrower > _NARROWEST and len(wrap_text(said.words, width=narrower, size=size)) == len(
        lines
    ):  # lines of one length, and no last syllable alone
        room, narrower = narrower, narrower * _STEP
    lines = wrap_text(said.words, width=room, size=size)
    width = max(room, _NARROWEST) + 2 * _padding(size)
    high = len(lines) * size * _LEADING + 2 * _padding(size) * 0.8
    return _Bubble(said, tuple(lines), size, width, high + _TAIL + _speaker(size) * 1.7)


def _padding(size: float) -> float:
    return size * 1.05


def _speaker(size: float) -> float:
    return max(size * 0.72, 8.0)


def _draw_columns(
    canvas: Canvas, sheet: KindWordsSheet, columns: _Columns,
    place: tuple[float, float, float], *, width: float,
) -> None:  # fmt: skip
    """Draw the columns in the middle of the room; a single one swings from left to right."""
    left, top, foot = place
    for number, column in enumerate(columns):
        if not column:
            continue
        gap = _between(column[0].size)
        needed = sum(each.height + gap for each in column) - gap
        spare = max(top - foot - needed, 0)
        between = gap + (min(spare / (len(column) + 1), 14 * mm) if len(columns) == 1 else 0)
        y = top - (spare - (between - gap) * (len(column) - 1)) / 2 if len(columns) == 1 else top
        for place_in_column, bubble in enumerate(column):
            on_right = (place_in_column + number) % 2 == 1
            room = width if len(columns) == 1 else (width - _GAP) / 2
            x = left + number * (room + _GAP) + (room - bubble.width if on_right else 0)
            _draw_bubble(canvas, sheet.look, bubble, (x, y), on_right=on_right)
            y -= bubble.height + between


def _draw_bubble(
    canvas: Canvas, look: ShopLook, bubble: _Bubble, place: tuple[float, float], *, on_right: bool
) -> None:
    """Draw a bubble from its upper left corner; its tail points to who said it."""
    x, top = place
    size, padding = bubble.size, _padding(bubble.size)
    foot = top - (bubble.height - _TAIL - _speaker(size) * 1.7)
    canvas.setFillColor(pale(look.colour))
    canvas.roundRect(x, foot, bubble.width, top - foot, min(padding, 5 * mm), stroke=0, fill=1)
    side = x + bubble.width - 12 * mm if on_right else x + 12 * mm
    lean = 2.2 * mm if on_right else -2.2 * mm
    tail = canvas.beginPath()
    tail.moveTo(side - 2.4 * mm, foot + 0.2)
    tail.lineTo(side + 2.4 * mm, foot + 0.2)
    tail.lineTo(side + lean, foot - _TAIL)
    tail.close()
    canvas.drawPath(tail, stroke=0, fill=1)
    y = top - padding * 0.8
    for line in bubble.lines:
        y -= size * _LEADING
        draw(canvas, line, x + padding, y + size * 0.42, size=size)
    speaker = _speaker(size)
    below = foot - _TAIL - speaker * 0.95
    edge = x + bubble.width - 4 * mm if on_right else x + 4 * mm
    fitted = fit(bubble.said.speaker, width=bubble.width - 8 * mm, size=speaker, floor=7, bold=True)
    draw(canvas, fitted.lines[0], edge, below, size=fitted.size, bold=True, colour=GREY,
         align="right" if on_right else "left")  # fmt: skip
