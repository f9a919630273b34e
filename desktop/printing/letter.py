"""A letter to a customer: address in the envelope's window, words, a coupon to be cut out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop.i18n import tr
from desktop.printing.addressee import Addressee, draw_addressee
from desktop.printing.coupon_field import MIDDLE, CouponPrinter
from desktop.printing.coupon_sheet import CouponSheet
from desktop.printing.flowing import Block, flow
from desktop.printing.letterhead import details_of, draw_letterhead
from desktop.printing.lettering import Align, Run, draw, draw_runs, fit, marked, width_of, wrap
from desktop.printing.look import ShopLook
from desktop.printing.palette import CUT, GREY, INK, LINE
from desktop.printing.sheet import PAGE_SIZES, open_paper

LETTER_PAPERS = ("a4", "letter")
Window = Literal["japan", "din", "us"]

_MARGIN = 22 * mm
_FOOT = 14 * mm
_BODY, _LEADING = 10.5, 1.75
_COUPON = (124 * mm, 57 * mm)


@dataclass(frozen=True)
class WindowPlace:
    """Where an address shows through the window however the sheet slips in its envelope, in mm.

    From the left and top edges of the sheet; `folds` are measured from the top.
    """

    left: float
    top: float
    width: float
    height: float
    folds: tuple[float, float]


WINDOWS: dict[Window, WindowPlace] = {
    # 長形3号, 120 × 235 mm, window of 90 × 45 mm, 20 mm from the left and 12 mm from the top:
    # a sheet folded in three slips by 25 and 21 mm, so that only this part is always seen.
    "japan": WindowPlace(22, 13, 63, 23, folds=(99, 198)),
    # DIN lang, window of 85 × 45 mm, 20 mm from the left and 45 mm from the top; the upper part
    # of the field is for the sender and for notes of the post.
    "din": WindowPlace(25, 62.7, 75, 27.3, folds=(105, 210)),
    # No. 10, window of 4½ × 1⅛ inches, ⅞ inch from the left and ½ inch from the bottom.
    "us": WindowPlace(25.4, 63.5, 76, 16.8, folds=(93.1, 186.3)),
}


@dataclass(frozen=True)
class Figure:
    """Something of the customer's own: how many points, until when."""

    label: str
    value: str


@dataclass(frozen=True)
class FriendSlip:
    """A slip that the customer hands to a friend."""

    words: str
    code: str


@dataclass(frozen=True)
class LetterSheet:
    """All that a letter says, in ready words."""

    look: ShopLook
    window: Window
    addressee: Addressee
    day: str
    greeting: str
    paragraphs: tuple[str, ...]
    closing: str
    signed: str
    figures: tuple[Figure, ...] = ()
    coupon: CouponSheet | None = None
    friend: FriendSlip | None = None


def draw_letters(sheets: Sequence[LetterSheet], to: BinaryIO, *, paper: str = "a4") -> None:
    """Draw letters as one PDF, each on pages of its own."""
    assert sheets
    assert paper in LETTER_PAPERS
    size = PAGE_SIZES[paper]
    title = tr("Letter to {name}") if len(sheets) == 1 else tr("Letters")
    canvas = open_paper(
        to, size=size, title=title.format(name=sheets[0].addressee.name), author=sheets[0].look.name
    )
    coupons = CouponPrinter(canvas, _COUPON, MIDDLE)
    for sheet in sheets:
        _Letter(canvas, sheet, size, coupons).draw()
    canvas.save()


@dataclass
class _Letter:
    canvas: Canvas
    sheet: LetterSheet
    page: tuple[float, float]
    coupons: CouponPrinter
    blocks: list[Block] = field(default_factory=list)

    def draw(self) -> None:
        """Draw the first page and as many others as the words need."""
        top = self._draw_first_head()
        self._lay_out()
        pages = flow(self.blocks, top=top, later=self.page[1] - _MARGIN, foot=_FOOT)
        for number, placed in enumerate(pages):
            if number:
                self.canvas.showPage()
            for block, y in placed:
                block.draw(y)
        self.canvas.showPage()

    # -- The head -----------------------------------------------------------------------------

    def _draw_first_head(self) -> float:
        """Draw what stands above the words; return where they begin."""
        canvas, (width, height) = self.canvas, self.page
        place = WINDOWS[self.sheet.window]
        self._draw_folds(place)
        column = 62 * mm
        foot = draw_letterhead(
            canvas, self.sheet.look, width - _MARGIN - column, height - 14 * mm,
            width=column, align="right",
        )  # fmt: skip
        top = height - place.top * mm
        if self.sheet.window == "din":
            self._draw_return_line(place)
        draw_addressee(
            canvas, self.sheet.addressee, place.left * mm, top,
            width=place.width * mm, height=place.height * mm, size=9.5,
        )  # fmt: skip
        return min(foot, top - place.height * mm) - 13 * mm

    def _draw_return_line(self, place: WindowPlace) -> None:
        """Draw the sender in one small line over the address, as the window has room for it."""
        sender = " · ".join((self.sheet.look.name, *details_of(self.sheet.look)[:2]))
        fitted = fit(sender, width=place.width * mm, size=6.5, floor=5)
        x, y = place.left * mm, self.page[1] - (place.top - 2.5) * mm
        draw(self.canvas, fitted.lines[0], x, y, size=fitted.size, colour=GREY)
        self.canvas.setStrokeColor(LINE)
        self.canvas.setLineWidth(0.4)
        self.canvas.line(x, y - 1.2 * mm, x + place.width * mm, y - 1.2 * mm)

    def _draw_folds(self, place: WindowPlace) -> None:
        canvas = self.canvas
        canvas.setStrokeColor(CUT)
        canvas.setLineWidth(0.4)
        for fold in place.folds:
            y = self.page[1] - fold * mm
            canvas.line(4 * mm, y, 8 * mm, y)

    # -- The words ----------------------------------------------------------------------------

    @property
    def _width(self) -> float:
        return self.page[0] - 2 * _MARGIN

    def _lay_out(self) -> None:
        sheet = self.sheet
        self._line(sheet.day, size=9.5, align="right", colour=GREY)
        self._gap(3 * mm)
        self._line(sheet.greeting, size=12.5, bold=True)
        self._gap(2.5 * mm)
        for paragraph in sheet.paragraphs:
            self._paragraph(paragraph)
        if sheet.figures:
            self._figures()
        self._gap(2 * mm)
        self._line(sheet.closing, size=_BODY, align="right")
        self._line(sheet.signed, size=_BODY, bold=True, align="right")
        if sheet.coupon is not None:
            self._gap(6 * mm)
            self._coupon(sheet.coupon)
        if sheet.friend is not None:
            self._gap(4 * mm)
            self._friend(sheet.friend)

    def _gap(self, height: float) -> None:
        self.blocks.append(Block(height, lambda _: None))

    def _line(
        self,
        text: str,
        *,
        size: float,
        bold: bool = False,
        align: Align = "left",
        colour: Color = INK,
    ) -> None:
        if not text:
            return
        fitted = fit(text, width=self._width, size=size, floor=size * 0.7, bold=bold, lines=2)
        canvas = self.canvas

        def draw_lines(top: float) -> None:
            for line in fitted.lines:
                top -= fitted.size * 1.5
                x = _MARGIN if align == "left" else self.page[0] - _MARGIN
                draw(
                    canvas, line, x, top + fitted.size * 0.4, size=fitted.size, bold=bold,
                    align=align, colour=colour,
                )  # fmt: skip

        self.blocks.append(Block(fitted.size * 1.5 * len(fitted.lines), draw_lines))

    def _paragraph(self, text: str) -> None:
        """Set a paragraph line by line, so that a page may end within it."""
        canvas = self.canvas
        for row in text.split("\n"):
            for line in wrap(marked("{text}", text=row), width=self._width, size=_BODY):

                def draw_line(top: float, line: tuple[Run, ...] = line) -> None:
                    y = top - _BODY * 1.25
                    draw_runs(canvas, line, _MARGIN, y, size=_BODY)

                self.blocks.append(Block(_BODY * _LEADING, draw_line))
        self._gap(_BODY * 0.7)

    def _figures(self) -> None:
        """Set the customer's own figures side by side between two fine lines."""
        canvas, figures = self.canvas, self.sheet.figures
        column = self._width / len(figures)
        height = 15 * mm

        def draw_figures(top: float) -> None:
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.6)
            for y in (top - 0.5 * mm, top - height + 0.5 * mm):
                canvas.line(_MARGIN, y, _MARGIN + self._width, y)
            for number, figure in enumerate(figures):
                x = _MARGIN + number * column
                label = fit(figure.label, width=column - 8, size=8, floor=6)
                draw(canvas, label.lines[0], x, top - 5.2 * mm, size=label.size, colour=GREY)
                value = fit(figure.value, width=column - 8, size=13, floor=8, bold=True)
                draw(canvas, value.lines[0], x, top - 11 * mm, size=value.size, bold=True)

        self.blocks.append(Block(height, draw_figures))
        self._gap(_BODY * 0.8)

    def _coupon(self, coupon: CouponSheet) -> None:
        """Set a coupon that is cut out along a dashed line."""
        canvas, (wide, high) = self.canvas, _COUPON
        x = (self.page[0] - wide) / 2

        def draw_coupon(top: float) -> None:
            canvas.saveState()
            canvas.setStrokeColor(CUT)
            canvas.setLineWidth(0.5)
            canvas.setDash(2, 2)
            canvas.rect(x, top - high, wide, high, stroke=1, fill=0)
            canvas.restoreState()
            self.coupons.draw(coupon, x, top - high)

        self.blocks.append(Block(high, draw_coupon))

    def _friend(self, friend: FriendSlip) -> None:
        """Set a slip for a friend: what to say, and the code large enough to be read aloud."""
        canvas, height = self.canvas, 17 * mm
        code_width = width_of(friend.code, size=16, bold=True) + 10 * mm

        def draw_slip(top: float) -> None:
            foot = top - height
            canvas.saveState()
            canvas.setStrokeColor(CUT)
            canvas.setLineWidth(0.5)
            canvas.setDash(2, 2)
            canvas.rect(_MARGIN, foot, self._width, height, stroke=1, fill=0)
            canvas.restoreState()
            canvas.setFillColor(HexColor(self.sheet.look.colour))
            canvas.rect(_MARGIN, foot, 2 * mm, height, stroke=0, fill=1)
            room = self._width - code_width - 12 * mm
            words = fit(friend.words, width=room, size=10, floor=7, lines=3)
            y = foot + height / 2 + words.height() / 2 - words.size
            for line in words.lines:
                draw(canvas, line, _MARGIN + 7 * mm, y, size=words.size)
                y -= words.size * 1.3
            draw(
                canvas, friend.code, self.page[0] - _MARGIN - 5 * mm, foot + height / 2 - 5.5,
                size=16, bold=True, align="right",
            )  # fmt: skip

        self.blocks.append(Block(height, draw_slip))
