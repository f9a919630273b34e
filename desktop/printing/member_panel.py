"""A panel in the shop's colours, like the front of a good card: whose membership it is."""

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.i18n import tr
from desktop.printing.codes import DOT, EAN13_MODULES, EAN13_QUIET, draw_ean13
from desktop.printing.lettering import ELLIPSIS, Fitted, draw, fit
from desktop.printing.look import ShopLook
from desktop.printing.palette import INK, LINE, PAPER, readable_on
from desktop.printing.pictures import draw_picture, size_within


@dataclass(frozen=True)
class PanelMeasures:
    """The sizes of a panel's parts."""

    height: float
    pad: float
    plan: float
    name: float
    small: float
    shop: float
    logo: tuple[float, float]
    dots: int  # printer dots a bar
    bars: float  # their height


LARGE_PANEL = PanelMeasures(
    78 * mm, 9 * mm, plan=34, name=17, small=10.5, shop=14, logo=(40 * mm, 11 * mm), dots=4,
    bars=13 * mm,
)  # fmt: skip
SMALL_PANEL = PanelMeasures(
    48 * mm, 5 * mm, plan=19, name=10.5, small=7, shop=9, logo=(24 * mm, 6.5 * mm), dots=3,
    bars=8.5 * mm,
)  # fmt: skip


def draw_panel(
    canvas: Canvas,
    look: ShopLook,
    to: PanelMeasures,
    left: float,
    top: float,
    *,
    width: float,
    plan: str,
    name: str,
    number: str,
) -> None:
    """Draw the panel from its top down."""
    ground = HexColor(look.ground)
    ink = readable_on(ground)
    foot = top - to.height
    _draw_ground(canvas, look, to, (left, foot, width), ink)
    inner = width - 2 * to.pad
    _draw_shop(canvas, look, to, left + to.pad, top - to.pad, width=inner, ink=ink)
    field = _draw_number(canvas, to, left + width - to.pad, foot + to.pad, number)
    y = foot + to.pad
    whose = fit(name, width=inner - field - to.pad, size=to.name, floor=to.name * 0.55, lines=2)
    for line in reversed(whose.lines):
        draw(canvas, line, left + to.pad, y, size=whose.size, colour=ink)
        y += whose.size * 1.25
    upper = foot + to.pad + to.bars + to.small * 3.4  # above the white field
    said = _fitted_plan(plan, to, inner)
    upper += (len(said.lines) - 1) * said.size * 1.15
    kind_y = upper + said.size * 1.15
    for line in said.lines:
        draw(canvas, line, left + to.pad, upper, size=said.size, bold=True, colour=ink)
        upper -= said.size * 1.15
    draw(canvas, tr("Membership"), left + to.pad, kind_y, size=to.small, colour=ink, spacing=0.6)


def _fitted_plan(plan: str, to: PanelMeasures, width: float) -> Fitted:
    """Return the plan's name on one line, or on two that take no more room than it."""
    one = fit(plan, width=width, size=to.plan, floor=to.plan * 0.6, bold=True)
    if not one.lines[0].endswith(ELLIPSIS):
        return one
    return fit(plan, width=width, size=to.plan * 0.52, floor=to.plan * 0.33, bold=True, lines=2)


def _draw_ground(
    canvas: Canvas,
    look: ShopLook,
    to: PanelMeasures,
    place: tuple[float, float, float],
    ink: Color,
) -> None:
    """Draw the ground with rings of light in its corner and a fine line inside its edge."""
    left, foot, width = place
    radius = to.pad * 0.75
    canvas.saveState()
    canvas.setFillColor(HexColor(look.ground))
    canvas.roundRect(left, foot, width, to.height, radius, stroke=0, fill=1)
    clip = canvas.beginPath()
    clip.roundRect(left, foot, width, to.height, radius)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setStrokeColor(ink)
    canvas.setStrokeAlpha(0.13)
    canvas.setLineWidth(to.height * 0.035)
    for ring in range(1, 6):
        canvas.circle(left + width, foot + to.height, to.height * 0.19 * ring, stroke=1, fill=0)
    canvas.setStrokeAlpha(1)
    canvas.setFillColor(HexColor(look.colour))
    canvas.rect(left, foot, to.pad * 0.28, to.height, stroke=0, fill=1)
    canvas.restoreState()
    canvas.setStrokeColor(LINE)  # seen where the ground is as white as the paper
    canvas.setLineWidth(0.5)
    canvas.roundRect(left, foot, width, to.height, radius, stroke=1, fill=0)


def _draw_shop(
    canvas: Canvas,
    look: ShopLook,
    to: PanelMeasures,
    x: float,
    top: float,
    *,
    width: float,
    ink: Color,
) -> None:
    """Draw the logo on white and the shop's name beside it."""
    middle = top - to.shop * 0.6
    if look.logo is not None:
        rim = to.pad * 0.2
        wide, high = size_within(look.logo, width=to.logo[0], height=to.logo[1])
        foot = top - high - 2 * rim
        canvas.setFillColor(PAPER)
        canvas.roundRect(x, foot, wide + 2 * rim, high + 2 * rim, rim, stroke=0, fill=1)
        draw_picture(canvas, look.logo, x + rim, foot + rim, width=wide, height=high)
        taken = wide + 2 * rim + to.shop * 0.7
        x, width, middle = x + taken, width - taken, (top + foot) / 2
    name = fit(look.name, width=width, size=to.shop, floor=to.shop * 0.6, bold=True, lines=2)
    y = middle + name.height() / 2 - name.size * 0.95
    for line in name.lines:
        draw(canvas, line, x, y, size=name.size, bold=True, colour=ink)
        y -= name.size * 1.25


def _draw_number(
    canvas: Canvas, to: PanelMeasures, right: float, foot: float, number: str
) -> float:
    """Draw the barcode with its number on a white field; return the field's width."""
    bar = to.dots * DOT
    width = (EAN13_MODULES + 2 * EAN13_QUIET) * bar
    height = to.bars + to.small * 2.4
    canvas.setFillColor(PAPER)
    canvas.roundRect(right - width, foot, width, height, to.small * 0.4, stroke=0, fill=1)
    left = right - width + EAN13_QUIET * bar
    draw_ean13(canvas, number, left, foot + to.small * 1.7, dots=to.dots, height=to.bars)
    draw(
        canvas, formats.member_number(number), right - width / 2, foot + to.small * 0.5,
        size=to.small * 0.9, align="centre", colour=INK,
    )  # fmt: skip
    return width
