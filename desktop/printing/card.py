"""The member card: the shop's name, a barcode any scanner reads, and a code for friends."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.i18n import tr
from desktop.printing.codes import DOT, EAN13_MODULES, draw_ean13
from desktop.printing.lettering import draw, fit, width_of
from desktop.printing.palette import PAPER, readable_on
from desktop.printing.sheet import Grid, open_paper

CARD_PAPERS = ("cr80", "a4", "letter")

CR80 = (85.6 * mm, 54 * mm)
_CORNER = 3.18 * mm
_PAD = 5.2 * mm
_BAR_DOTS = 5  # 0.63 mm: as wide as the card has room for, within twice the nominal EAN-13
_GRIDS = {
    "a4": Grid(columns=2, rows=5, field=CR80, page=A4),
    "letter": Grid(columns=2, rows=5, field=CR80, page=LETTER),
}


@dataclass(frozen=True)
class CardSheet:
    """All that is printed on a member card, already decided by `db`."""

    shop_name: str
    number: str  # the thirteen digits
    member_name: str | None = None
    referral_code: str | None = None
    ground: str = "#1f3350"
    accent: str = "#d6452b"


def draw_card(sheet: CardSheet, to: BinaryIO, *, paper: str = "cr80") -> None:
    """Draw one card as a PDF."""
    draw_cards([sheet], to, paper=paper)


def draw_cards(sheets: Sequence[CardSheet], to: BinaryIO, *, paper: str = "cr80") -> None:
    """Draw cards as one PDF: a page each for a card printer, or ten on a sheet to be cut."""
    assert sheets
    assert paper in CARD_PAPERS
    grid = _GRIDS.get(paper)
    title = tr("Member card") if len(sheets) == 1 else tr("Member cards")
    canvas = open_paper(
        to, size=grid.page if grid else CR80, title=title, author=sheets[0].shop_name
    )
    if grid:
        for first in range(0, len(sheets), grid.count):
            fields = zip(sheets[first : first + grid.count], grid.corners(), strict=False)
            for sheet, (x, y) in fields:
                _draw_at(canvas, sheet, x, y, corner=_CORNER)
            grid.draw_cut_marks(canvas)
            canvas.showPage()
    else:
        for sheet in sheets:
            _draw_at(canvas, sheet, 0, 0, corner=0)  # the plastic has its own round corners
            canvas.showPage()
    canvas.save()


def _draw_at(canvas: Canvas, sheet: CardSheet, x: float, y: float, *, corner: float) -> None:
    ground = HexColor(sheet.ground)
    canvas.saveState()
    canvas.translate(x, y)
    canvas.setFillColor(ground)
    canvas.roundRect(0, 0, *CR80, radius=corner, stroke=0, fill=1)
    _draw_head(canvas, sheet, readable_on(ground))
    _draw_bars(canvas, sheet)
    _draw_foot(canvas, sheet, readable_on(ground))
    canvas.restoreState()


def _draw_head(canvas: Canvas, sheet: CardSheet, ink: Color) -> None:
    width, height = CR80
    accent = HexColor(sheet.accent)
    badge = 7.4 * mm
    top = height - _PAD
    canvas.setFillColor(accent)
    canvas.roundRect(
        width - _PAD - badge,
        top - badge * 0.8,
        badge,
        badge * 0.8,
        radius=1.3 * mm,
        stroke=0,
        fill=1,
    )
    draw(
        canvas, "お", width - _PAD - badge / 2, top - badge * 0.62,
        size=12.5, bold=True, align="centre", colour=readable_on(accent),
    )  # fmt: skip
    room = width - 2 * _PAD - badge - 3 * mm
    shop = fit(sheet.shop_name, width=room, size=13, floor=9, bold=True, lines=2)
    y = top - 12
    for line in shop.lines:
        draw(canvas, line, _PAD, y, size=shop.size, bold=True, colour=ink)
        y -= shop.size * 1.25
    if sheet.member_name:
        name = fit(sheet.member_name, width=width - 2 * _PAD, size=10.5, floor=7, lines=2)
        y = top - 12 - 32
        for line in name.lines:
            draw(canvas, line, _PAD, y, size=name.size, colour=ink)
            y -= name.size * 1.2


def _draw_bars(canvas: Canvas, sheet: CardSheet) -> None:
    """Draw the barcode on a white field, for bars on a dark ground cannot be read."""
    width = CR80[0]
    foot, height = _PAD + 6 * mm, 15.5 * mm
    canvas.setFillColor(PAPER)
    canvas.roundRect(_PAD, foot, width - 2 * _PAD, height, radius=1.2 * mm, stroke=0, fill=1)
    bars = EAN13_MODULES * _BAR_DOTS * DOT
    draw_ean13(
        canvas, sheet.number, (width - bars) / 2, foot + 1.5 * mm,
        dots=_BAR_DOTS, height=height - 3 * mm,
    )  # fmt: skip


def _draw_foot(canvas: Canvas, sheet: CardSheet, ink: Color) -> None:
    width = CR80[0]
    number = formats.member_number(sheet.number)
    draw(canvas, number, _PAD, _PAD, size=9, colour=ink)
    if sheet.referral_code:
        room = width - 2 * _PAD - width_of(number, size=9) - 3 * mm
        friend = fit(
            tr("bring a friend: {code}").format(code=sheet.referral_code),
            width=room, size=9, floor=6,
        )  # fmt: skip
        draw(
            canvas, friend.lines[0], width - _PAD, _PAD,
            size=friend.size, colour=ink, align="right",
        )  # fmt: skip
