"""The head of whatever a shop writes: its logo, its name, where and how it is found."""

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.lettering import Align, draw, fit
from desktop.printing.look import ShopLook
from desktop.printing.palette import GREY
from desktop.printing.pictures import draw_picture, size_within

_LOGO = (46 * mm, 17 * mm)
_NAME, _SMALL = 13.0, 8.0
_LEADING = 1.45


def draw_letterhead(
    canvas: Canvas, look: ShopLook, x: float, top: float, *, width: float, align: Align = "left"
) -> float:
    """Draw the head from its top down in a column that begins at x; return its foot."""
    y = top
    if look.logo is not None:
        _, high = size_within(look.logo, width=min(width, _LOGO[0]), height=_LOGO[1])
        y -= high
        draw_picture(canvas, look.logo, x, y, width=width, height=high, align=align)
        y -= 2.2 * mm
    edge = {"left": x, "centre": x + width / 2, "right": x + width}[align]
    name = fit(look.name, width=width, size=_NAME, floor=8.5, bold=True, lines=2)
    for line in name.lines:
        y -= name.size * 1.2
        draw(canvas, line, edge, y + name.size * 0.25, size=name.size, bold=True, align=align)
    y -= 1.6 * mm
    _draw_accent(canvas, look, edge, y, align)
    y -= 1.2 * mm
    for detail in details_of(look):
        fitted = fit(detail, width=width, size=_SMALL, floor=6, lines=2)
        for line in fitted.lines:
            y -= fitted.size * _LEADING
            draw(canvas, line, edge, y + 2, size=fitted.size, colour=GREY, align=align)
    return y


def details_of(look: ShopLook) -> tuple[str, ...]:
    """Return where and how the shop is found, a line each; what it did not say is left out."""
    return tuple(detail for detail in (*look.address, look.phone, look.website) if detail)


def _draw_accent(canvas: Canvas, look: ShopLook, edge: float, y: float, align: Align) -> None:
    """Draw a short bar in the shop's colour, the one mark that all its papers share."""
    length = 16 * mm
    x = edge - {"left": 0.0, "centre": length / 2, "right": length}[align]
    canvas.setFillColor(HexColor(look.colour))
    canvas.rect(x, y, length, 0.9 * mm, stroke=0, fill=1)
