"""Japanese written from top to bottom: letters stand one under another, marks lie as they must."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.lettering import draw, printable, width_of
from desktop.printing.palette import INK

_LYING = frozenset("ー〜～（）()「」『』【】〈〉《》〔〕［］[]{}｛｝…‥—–―=＝:：;；→")
_CORNER = frozenset("、。，．,.")  # they stand at the upper right of their square
_SMALL = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")
_DASHES = frozenset("-‐‑−－")  # between the numbers of an address
_PIECES = re.compile(r"[A-Za-zÀ-ɏ'’&.@/+]{2,}|.", re.DOTALL)


@dataclass(frozen=True)
class _Piece:
    """What takes one place of a column: a letter, or a Latin word on its side."""

    text: str
    height: float  # of the size


def column_height(text: str, *, size: float) -> float:
    """Return how far a column of text reaches down."""
    return sum(piece.height for piece in _pieces(text)) * size


def fit_column(text: str, *, height: float, size: float, floor: float) -> float:
    """Return the largest size, down to a floor, at which a column keeps within its height."""
    needed = column_height(text, size=1)
    return max(min(size, height / needed), floor) if needed else size


def draw_column(
    canvas: Canvas,
    text: str,
    x: float,
    top: float,
    *,
    size: float,
    bold: bool = False,
    colour: Color = INK,
) -> float:
    """Draw a column in the middle of x from its top down; return its foot."""
    for piece in _pieces(text):
        foot = top - piece.height * size
        _draw_piece(canvas, piece.text, (x, top, foot), size=size, bold=bold, colour=colour)
        top = foot
    return top


def _draw_piece(
    canvas: Canvas,
    text: str,
    place: tuple[float, float, float],
    *,
    size: float,
    bold: bool,
    colour: Color,
) -> None:
    x, top, foot = place
    middle = (top + foot) / 2
    if text in _DASHES:
        canvas.setStrokeColor(colour)
        canvas.setLineWidth(size * 0.07)
        canvas.line(x, middle - size * 0.24, x, middle + size * 0.24)
    elif text in _LYING or len(text) > 1:
        canvas.saveState()
        canvas.translate(x, middle)
        canvas.rotate(-90)
        half = width_of(text, size=size, bold=bold) / 2
        draw(canvas, text, -half, -size * 0.36, size=size, bold=bold, colour=colour)
        canvas.restoreState()
    else:
        shift = size * (0.58 if text in _CORNER else 0.1 if text in _SMALL else 0)
        draw(
            canvas, text, x + shift, middle - size * 0.37 + shift, size=size, bold=bold,
            colour=colour, align="centre",
        )  # fmt: skip


def _pieces(text: str) -> Sequence[_Piece]:
    pieces = []
    for part in _PIECES.findall(printable(text)):
        if part == " ":
            pieces.append(_Piece(part, 0.4))
        elif len(part) > 1:
            pieces.append(_Piece(part, width_of(part, size=1) + 0.15))
        elif part in _DASHES:
            pieces.append(_Piece(part, 0.75))
        else:
            pieces.append(_Piece(part, 1.04))
    return pieces
