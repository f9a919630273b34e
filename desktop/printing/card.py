"""The member card: the shop's name and logo, a barcode any scanner reads, a code for friends."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.i18n import tr
from desktop.printing.codes import DOT, EAN13_MODULES, draw_ean13
from desktop.printing.lettering import ELLIPSIS, Fitted, draw, fit, width_of
from desktop.printing.look import ShopLook
from desktop.printing.palette import PAPER, readable_on
from desktop.printing.pictures import draw_picture, size_within
from desktop.printing.sheet import Grid, open_paper

CARD_PAPERS = ("cr80", "a4", "letter")

CR80 = (85.6 * mm, 54 * mm)
_CORNER = 3.18 * mm
_PAD = 5.2 * mm
_SMALL = 7.5
_BARS_FOOT, _BARS_HEIGHT = _PAD + 6 * mm, 15.5 * mm
_WORDS_FOOT = _BARS_FOOT + _BARS_HEIGHT + 2.4 * mm
_BAR_DOTS = 5  # 0.63 mm: as wide as the card has room for, within twice the nominal EAN-13
_BARS_LEFT = (CR80[0] - EAN13_MODULES * _BAR_DOTS * DOT) / 2
_GRIDS = {
    "a4": Grid(columns=2, rows=5, field=CR80, page=A4),
    "letter": Grid(columns=2, rows=5, field=CR80, page=LETTER),
}


@dataclass(frozen=True)
class CardSheet:
    """All that is printed on a member card, already decided by `db`."""

    look: ShopLook
    number: str  # the thirteen digits
    member_name: str | None = None
    referral_code: str | None = None
    words: str = ""  # the shop's own


def draw_card(sheet: CardSheet, to: BinaryIO, *, paper: str = "cr80") -> None:
    """Draw one card as a PDF."""
    draw_cards([sheet], to, paper=paper)


def draw_cards(sheets: Sequence[CardSheet], to: BinaryIO, *, paper: str = "cr80") -> None:
    """Draw cards as one PDF: a page each for a card printer, or ten on a sheet to be cut."""
    assert sheets
    assert paper in CARD_PAPERS
    grid = _GRIDS.get(paper)
    title = tr("Member card") if len(sheets) == 1 else tr("Member cards")
    size = grid.page if grid else CR80
    canvas = open_paper(to, size=size, title=title, author=sheets[0].look.name)
    if grid:
        printer = _CardPrinter(canvas, corner=_CORNER)
        for page in grid.pages(sheets):
            for sheet, x, y in page:
                printer.draw(sheet, x, y)
            grid.draw_cut_marks(canvas)
            canvas.showPage()
    else:
        printer = _CardPrinter(canvas, corner=0)  # the plastic has its own round corners
        for sheet in sheets:
            printer.draw(sheet, 0, 0)
            canvas.showPage()
    canvas.save()


@dataclass
class _CardPrinter:
    """Draws cards; what all cards of the shop have in common is drawn once."""

    canvas: Canvas
    corner: float
    _grounds: dict[tuple[ShopLook, str], str] = field(default_factory=dict)

    def draw(self, sheet: CardSheet, x: float, y: float) -> None:
        """Draw a card with its lower left corner at x, y."""
        canvas = self.canvas
        ink = readable_on(HexColor(sheet.look.ground))
        canvas.saveState()
        canvas.translate(x, y)
        canvas.doForm(self._ground_of(sheet))
        if sheet.member_name:
            width = CR80[0] - 2 * _PAD
            lines = 1 if sheet.words else 2
            name = fit(sheet.member_name, width=width, size=10.5, floor=6.5, lines=lines)
            foot = _WORDS_FOOT + (_SMALL * 1.6 if sheet.words else 0)
            for line in reversed(name.lines):
                draw(canvas, line, _PAD, foot, size=name.size, colour=ink)
                foot += name.size * 1.2
        draw_ean13(
            canvas, sheet.number, _BARS_LEFT, _BARS_FOOT + 1.5 * mm,
            dots=_BAR_DOTS, height=_BARS_HEIGHT - 3 * mm,
        )  # fmt: skip
        _draw_foot(canvas, sheet, ink)
        canvas.restoreState()

    def _ground_of(self, sheet: CardSheet) -> str:
        """Return the name of the drawing that all cards with this look share."""
        shared = (sheet.look, sheet.words)
        if shared not in self._grounds:
            name = f"card{len(self._grounds)}"
            self.canvas.beginForm(name, 0, 0, *CR80)
            _draw_ground(self.canvas, sheet, corner=self.corner)
            self.canvas.endForm()
            self._grounds[shared] = name
        return self._grounds[shared]


def _draw_ground(canvas: Canvas, sheet: CardSheet, *, corner: float) -> None:
    """Draw the colour, the shop and its words, and the white field of the barcode."""
    ground = HexColor(sheet.look.ground)
    ink = readable_on(ground)
    canvas.setFillColor(ground)
    canvas.roundRect(0, 0, *CR80, radius=corner, stroke=0, fill=1)
    room = CR80[0] - 2 * _PAD - _draw_badge(canvas, sheet.look) - 3 * mm
    shop = fit(sheet.look.name, width=room, size=13, floor=9, bold=True, lines=2)
    y = CR80[1] - _PAD - 12
    for line in shop.lines:
        draw(canvas, line, _PAD, y, size=shop.size, bold=True, colour=ink)
        y -= shop.size * 1.25
    if sheet.words:
        words = fit(sheet.words, width=CR80[0] - 2 * _PAD, size=_SMALL, floor=5.5)
        draw(canvas, words.lines[0], _PAD, _WORDS_FOOT, size=words.size, colour=ink)
    canvas.setFillColor(PAPER)  # bars on a dark ground cannot be read
    canvas.roundRect(
        _PAD, _BARS_FOOT, CR80[0] - 2 * _PAD, _BARS_HEIGHT, radius=1.2 * mm, stroke=0, fill=1
    )


def _draw_badge(canvas: Canvas, look: ShopLook) -> float:
    """Draw the logo on white, or the house's own sign, in the upper right; return its width."""
    right, top = CR80[0] - _PAD, CR80[1] - _PAD
    if look.logo is not None:
        width, height = size_within(look.logo, width=26 * mm, height=8 * mm)
        rim = 1 * mm
        canvas.setFillColor(PAPER)
        canvas.roundRect(
            right - width - 2 * rim, top - height - 2 * rim, width + 2 * rim, height + 2 * rim,
            radius=1.3 * mm, stroke=0, fill=1,
        )  # fmt: skip
        x, y = right - width - rim, top - height - rim
        draw_picture(canvas, look.logo, x, y, width=width, height=height)
        return width + 2 * rim
    accent, badge = HexColor(look.colour), 7.4 * mm
    canvas.setFillColor(accent)
    canvas.roundRect(
        right - badge, top - badge * 0.8, badge, badge * 0.8, radius=1.3 * mm, stroke=0, fill=1
    )
    draw(
        canvas, "お", right - badge / 2, top - badge * 0.62,
        size=12.5, bold=True, align="centre", colour=readable_on(accent),
    )  # fmt: skip
    return badge


def _draw_foot(canvas: Canvas, sheet: CardSheet, ink: Color) -> None:
    width = CR80[0]
    number = formats.member_number(sheet.number)
    draw(canvas, number, _PAD, _PAD, size=9, colour=ink)
    if sheet.referral_code:
        room = width - 2 * _PAD - width_of(number, size=9) - 3 * mm
        friend = _fitted_code(sheet.referral_code, room)
        draw(
            canvas, friend.lines[0], width - _PAD, _PAD,
            size=friend.size, colour=ink, align="right",
        )  # fmt: skip


def _fitted_code(code: str, room: float) -> Fitted:
    """Return the code for friends with the words for it, or alone: it is never cut."""
    words = fit(tr("bring a friend: {code}").format(code=code), width=room, size=9, floor=5.5)
    return fit(code, width=room, size=9, floor=4) if words.lines[0].endswith(ELLIPSIS) else words
