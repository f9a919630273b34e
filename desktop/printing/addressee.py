"""The block of lines that says to whom something goes, fitted into the room it has."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from desktop.printing.lettering import draw, fit

_LEADING = 1.3
_NAME = 1.3  # the name is so much larger than the lines
_SMALLEST = 5.75


@dataclass(frozen=True)
class Addressee:
    """Who something goes to, as the post of the country wants it."""

    name: str  # with the title that goes behind it
    lines: tuple[str, ...] = ()  # the postcode in its place
    name_last: bool = False  # as on Japanese envelopes
    postcode: str = ""  # for the boxes of a Japanese postcard
    without_postcode: tuple[str, ...] = ()  # the lines beside those boxes


@dataclass(frozen=True)
class _Line:
    text: str
    size: float
    bold: bool


def draw_addressee(
    canvas: Canvas,
    addressee: Addressee,
    x: float,
    top: float,
    *,
    width: float,
    height: float,
    size: float,
    centred: bool = False,
) -> float:
    """Draw the block from its top left corner down, smaller where it is long; return its foot.

    `centred` puts it in the middle of its height.
    """
    lines = _fitted(addressee, width=width, height=height, size=size)
    if centred:
        top -= max(height - sum(line.size for line in lines) * _LEADING, 0) / 2
    for line in lines:
        top -= line.size * _LEADING
        draw(canvas, line.text, x, top + line.size * 0.3, size=line.size, bold=line.bold)
    return top


def _fitted(addressee: Addressee, *, width: float, height: float, size: float) -> list[_Line]:
    """Return the lines at the largest size at which all of them have room."""
    while True:
        lines = list(_lines(addressee, width=width, size=size))
        if size <= _SMALLEST or sum(line.size for line in lines) * _LEADING <= height:
            return lines
        size -= 0.25


def _lines(addressee: Addressee, *, width: float, size: float) -> Iterator[_Line]:
    if not addressee.name_last:
        yield from _name(addressee.name, width=width, size=size)
    for line in addressee.lines:
        fitted = fit(line, width=width, size=size, floor=max(size * 0.8, _SMALLEST - 1), lines=2)
        for part in fitted.lines:
            yield _Line(part, fitted.size, bold=False)
    if addressee.name_last:
        yield from _name(addressee.name, width=width, size=size)


def _name(name: str, *, width: float, size: float) -> Iterator[_Line]:
    fitted = fit(name, width=width, size=size * _NAME, floor=size * 0.85, bold=True, lines=2)
    for part in fitted.lines:
        yield _Line(part, fitted.size, bold=True)
