"""Slips to be torn off and handed to friends: the code to say, and what it brings to both."""

from dataclasses import dataclass
from typing import BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, A6, LETTER
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop.i18n import tr
from desktop.printing.codes import DOT, QR_QUIET, draw_qr, qr_side
from desktop.printing.letterhead import details_of
from desktop.printing.lettering import draw, fit, wrap_text
from desktop.printing.look import ShopLook
from desktop.printing.palette import CUT, GREY, deep
from desktop.printing.pictures import draw_picture
from desktop.printing.roll import ROLLS, Roll
from desktop.printing.sheet import Grid, open_paper

FRIEND_PAPERS = ("a4", "letter", "a6", "receipt80", "receipt58")
SLIPS = 5


@dataclass(frozen=True)
class FriendSlipSheet:
    """All that one slip says, in ready words; all slips of a paper are alike."""

    look: ShopLook
    code: str
    heading: str  # "A little something from Misaki"
    words: str  # what both get, and for what


@dataclass(frozen=True)
class _Measures:
    shop: float
    heading: float
    words: float
    code: float
    small: float
    pad: float
    dots: int  # printer dots a QR module


_LARGE = _Measures(shop=11.5, heading=19, words=12, code=26, small=8, pad=6 * mm, dots=9)
_SMALL = _Measures(shop=6, heading=9.5, words=6.5, code=13, small=4.75, pad=2.6 * mm, dots=5)
_GRIDS = {
    "a4": Grid(columns=1, rows=SLIPS, field=(186 * mm, 55 * mm), page=A4),
    "letter": Grid(columns=1, rows=SLIPS, field=(190 * mm, 51 * mm), page=LETTER),
    "a6": Grid(columns=1, rows=SLIPS, field=(97 * mm, 27.6 * mm), page=A6),
}


def draw_friend_slips(sheet: FriendSlipSheet, to: BinaryIO, *, paper: str = "a4") -> None:
    """Draw five slips as a PDF: on one page to be torn apart, on rolls one after the other."""
    assert paper in FRIEND_PAPERS
    title = tr("Slips for friends: {code}").format(code=sheet.code)
    if paper in ROLLS:
        roll = _rolled(sheet, paper)
        canvas = open_paper(to, size=(roll.width, roll.height), title=title, author=sheet.look.name)
        for _ in range(SLIPS):
            roll.draw_on(canvas)
        canvas.save()
        return
    grid = _GRIDS[paper]
    canvas = open_paper(to, size=grid.page, title=title, author=sheet.look.name)
    measures = _SMALL if paper == "a6" else _LARGE
    canvas.beginForm("slip", 0, 0, *grid.field)
    _draw_slip(canvas, sheet, measures, grid.field)
    canvas.endForm()
    for x, y in grid.corners():
        canvas.saveState()
        canvas.translate(x, y)
        canvas.doForm("slip")
        canvas.restoreState()
    _draw_cut_lines(canvas, grid)
    canvas.showPage()
    canvas.save()


def _draw_cut_lines(canvas: Canvas, grid: Grid) -> None:
    """Draw a dashed line above and below each slip, all across the page."""
    canvas.saveState()
    canvas.setStrokeColor(CUT)
    canvas.setLineWidth(0.7)
    canvas.setDash(3, 3)
    for row in range(grid.rows + 1):
        y = grid.bottom + row * grid.field[1]
        canvas.line(4 * mm, y, grid.page[0] - 4 * mm, y)
    canvas.restoreState()


def _draw_slip(
    canvas: Canvas, sheet: FriendSlipSheet, to: _Measures, size: tuple[float, float]
) -> None:
    """Draw one slip: its words on the left, the code to say and to scan on the right."""
    width, height = size
    colour = deep(sheet.look.colour)
    band, gap = to.pad * 0.45, to.pad * 0.7
    canvas.setFillColor(HexColor(sheet.look.colour))
    canvas.roundRect(0, gap, band, height - 2 * gap, band / 2, stroke=0, fill=1)
    side = qr_side(sheet.code, dots=to.dots)
    quiet = QR_QUIET * to.dots * DOT
    right = width - quiet * 0.5
    draw_qr(canvas, sheet.code, right - side, (height - side) / 2, dots=to.dots)
    left = band + to.pad
    column = right - side - quiet - width * 0.28
    _draw_code(canvas, sheet, to, (column, width * 0.28, height))
    room = column - left - to.pad
    y = _draw_shop(canvas, sheet.look, to, left, height - to.pad * 0.9, room)
    heading = fit(
        sheet.heading, width=room, size=to.heading, floor=to.heading * 0.55, bold=True, lines=2
    )
    for line in heading.lines:
        y -= heading.size * 1.3
        draw(canvas, line, left, y, size=heading.size, bold=True, colour=colour)
    where, foot = " · ".join(details_of(sheet.look)), to.pad * 0.9
    above = foot + (to.small * 2.2 if where else 0)
    y = _draw_words(canvas, sheet.words, to, (left, y - to.words * 0.5, above), room)
    if where and y > foot + to.small:  # what the slip brings matters more
        found = fit(where, width=room, size=to.small, floor=to.small * 0.7)
        draw(canvas, found.lines[0], left, foot, size=found.size, colour=GREY)


def _draw_words(
    canvas: Canvas, words: str, to: _Measures, place: tuple[float, float, float], room: float
) -> float:
    """Draw what the slip brings, as large as it fits above the foot; return its last baseline."""
    left, top, foot = place
    size = to.words
    lines = wrap_text(words, width=room, size=size)
    while len(lines) * size * 1.4 > top - foot and size > to.words * 0.6:
        size -= 0.25
        lines = wrap_text(words, width=room, size=size)
    for line in lines:
        top -= size * 1.4
        draw(canvas, line, left, top, size=size)
    return top


def _draw_shop(
    canvas: Canvas, look: ShopLook, to: _Measures, left: float, top: float, room: float
) -> float:
    """Draw the logo and the shop's name beside it; return their foot."""
    height = to.shop * 2.0
    if look.logo is not None:
        wide, _ = draw_picture(
            canvas, look.logo, left, top - height, width=room * 0.35, height=height
        )
        left, room = left + wide + to.shop * 0.6, room - wide - to.shop * 0.6
    name = fit(look.name, width=room, size=to.shop, floor=to.shop * 0.65, bold=True, lines=2)
    y = top - height / 2 + name.height(leading=1.2) / 2 - name.size * 0.95
    for line in name.lines:
        draw(canvas, line, left, y, size=name.size, bold=True)
        y -= name.size * 1.2
    return top - height


def _draw_code(
    canvas: Canvas, sheet: FriendSlipSheet, to: _Measures, place: tuple[float, float, float]
) -> None:
    """Draw the code as large as it is said, in the middle of its column."""
    left, width, height = place
    middle = left + width / 2
    said = fit(tr("Say this code"), width=width, size=to.small * 1.15, floor=to.small * 0.7)
    code = fit(sheet.code, width=width, size=to.code, floor=to.code * 0.4, bold=True)
    y = height / 2 - code.size * 0.2
    draw(canvas, code.lines[0], middle, y - code.size * 0.25, size=code.size, bold=True,
         align="centre")  # fmt: skip
    draw(canvas, said.lines[0], middle, y + code.size * 0.95, size=said.size, colour=GREY,
         align="centre")  # fmt: skip


def _rolled(sheet: FriendSlipSheet, paper: str) -> Roll:
    """Lay one slip out on a roll."""
    roll = Roll(paper)
    wide = paper == "receipt80"
    if sheet.look.logo is not None:
        roll.logo(sheet.look.logo)
    roll.name(sheet.look.name, size=roll.size + 3.5, floor=roll.size, bold=True, lines=3)
    roll.rule()
    roll.name(sheet.heading, size=roll.size + 4, floor=roll.size, bold=True, lines=3)
    roll.gap(3)
    roll.text(sheet.words, align="centre")
    roll.gap(4)
    roll.name(tr("Say this code"), size=roll.size - 1, floor=6, bold=False)
    roll.name(sheet.code, size=28 if wide else 22, floor=12, bold=True, lines=1)
    roll.qr(sheet.code, dots=9 if wide else 7)
    for detail in details_of(sheet.look):
        roll.text(detail, size=roll.size - 1, align="centre")
    return roll
