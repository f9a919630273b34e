"""The coupon: what it gives, until when, and a code that is scanned or read aloud."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.i18n import tr, trn
from desktop.printing.codes import DOT, QR_QUIET, draw_qr, qr_side
from desktop.printing.lettering import Run, draw, draw_runs, fit, wrap_terms
from desktop.printing.palette import CUT, GREY, NAVY
from desktop.printing.roll import ROLLS, Roll
from desktop.printing.sheet import A6_LYING, Grid, open_paper

COUPON_PAPERS = ("a6", "a4", "letter", "receipt80", "receipt58", "labels-2x5")


@dataclass(frozen=True)
class CouponSheet:
    """All that is printed on a coupon, already decided by `db`."""

    shop_name: str
    reward_name: str
    code: str  # the twelve characters, without hyphens
    valid_from: date | None = None
    valid_until: date | None = None
    for_name: str | None = None
    conditions: tuple[str, ...] = ()  # ready words such as "from ¥1,000"
    uses: int = 1
    words: str | None = None  # the shop's own words
    accent: str = "#d6452b"


@dataclass(frozen=True)
class _Look:
    """The sizes of a coupon's parts on one kind of paper."""

    title: float
    shop: float
    small: float
    code: float
    pad: float
    stripe: float
    dots: int  # printer dots a QR module
    terms: int  # lines of terms that leave the title its room


_LARGE = _Look(title=34, shop=15, small=11.5, code=16, pad=26, stripe=15, dots=10, terms=6)
_MIDDLE = _Look(title=22, shop=11, small=8.75, code=12.5, pad=17, stripe=10, dots=7, terms=4)
_SMALL = _Look(title=18.5, shop=9.5, small=8, code=11, pad=14, stripe=8, dots=6, terms=4)

# Ready-cut sheets of ten cards (91 × 55 mm) are sold everywhere in this size; they need no marks.
_LABELS = Grid(columns=2, rows=5, field=(91 * mm, 55 * mm), page=A4)
_GRIDS: dict[str, tuple[Grid, _Look]] = {
    "a4": (Grid(columns=2, rows=4, field=(95 * mm, 68 * mm), page=A4), _MIDDLE),
    "letter": (Grid(columns=2, rows=4, field=(97 * mm, 64 * mm), page=LETTER), _MIDDLE),
    "labels-2x5": (_LABELS, _SMALL),
}


def draw_coupon(sheet: CouponSheet, to: BinaryIO, *, paper: str = "a6") -> None:
    """Draw one coupon as a PDF."""
    draw_coupons([sheet], to, paper=paper)


def draw_coupons(sheets: Sequence[CouponSheet], to: BinaryIO, *, paper: str = "a6") -> None:
    """Draw coupons as one PDF: a page each on A6 and rolls, many on a page on the others."""
    assert sheets
    assert paper in COUPON_PAPERS
    size = {"a6": A6_LYING, "letter": LETTER}.get(paper, A4)
    one = len({sheet.reward_name for sheet in sheets}) == 1
    title = sheets[0].reward_name if one else tr("Coupons")
    canvas = open_paper(to, size=size, title=title, author=sheets[0].shop_name)
    if paper in ROLLS:
        for sheet in sheets:
            _rolled(sheet, paper).draw_on(canvas)
    elif paper in _GRIDS:
        _draw_grid(canvas, sheets, paper)
    else:
        printer = _CouponPrinter(canvas, A6_LYING, _LARGE)
        for sheet in sheets:
            printer.draw(sheet, 0, 0)
            canvas.showPage()
    canvas.save()


def _draw_grid(canvas: Canvas, sheets: Sequence[CouponSheet], paper: str) -> None:
    grid, look = _GRIDS[paper]
    printer = _CouponPrinter(canvas, grid.field, look)
    for first in range(0, len(sheets), grid.count):
        on_this_page = sheets[first : first + grid.count]
        for sheet, (x, y) in zip(on_this_page, grid.corners(), strict=False):
            printer.draw(sheet, x, y)
        if paper != "labels-2x5":
            _draw_cut_lines(canvas, grid, len(on_this_page))
            grid.draw_cut_marks(canvas)
        canvas.showPage()


def _draw_cut_lines(canvas: Canvas, grid: Grid, filled: int) -> None:
    """Draw a faint dashed line around each coupon for whoever cuts by hand."""
    canvas.saveState()
    canvas.setStrokeColor(CUT)
    canvas.setLineWidth(0.4)
    canvas.setDash(2, 2)
    for x, y in list(grid.corners())[:filled]:
        canvas.rect(x, y, *grid.field, stroke=1, fill=0)
    canvas.restoreState()


@dataclass
class _CouponPrinter:
    """Draws coupons of one size; what a batch has in common is drawn once and then reused."""

    canvas: Canvas
    field: tuple[float, float]
    look: _Look

    def __post_init__(self) -> None:
        self._forms: dict[CouponSheet, str] = {}

    def draw(self, sheet: CouponSheet, x: float, y: float) -> None:
        """Draw a coupon with its lower left corner at x, y."""
        canvas, look = self.canvas, self.look
        form = self._form_of(sheet)
        canvas.saveState()
        canvas.translate(x, y)
        canvas.doForm(form)
        if sheet.for_name:
            for_whom = tr("for {name}").format(name=sheet.for_name)
            self._draw_at_top(for_whom, look.small, share=0.4, bold=False)
        draw(canvas, _grouped(sheet.code), self._left, look.pad, size=look.code, spacing=0.9)
        side = self._qr_side(sheet)
        draw_qr(canvas, sheet.code, self._right - side, look.pad, dots=look.dots)
        canvas.restoreState()

    @property
    def _left(self) -> float:
        return self.look.stripe + self.look.pad

    @property
    def _top(self) -> float:
        """Return the baseline of the first line."""
        return self.field[1] - self.look.pad - self.look.shop * 0.8

    @property
    def _right(self) -> float:
        return self.field[0] - self.look.pad

    def _qr_side(self, sheet: CouponSheet) -> float:
        return qr_side(sheet.code, dots=self.look.dots)

    def _form_of(self, sheet: CouponSheet) -> str:
        """Return the name of the drawing that all coupons like this one share."""
        # Codes of one length make QR codes of one size, which the shared part leaves white.
        shared = replace(
            sheet, code="0" * len(sheet.code), for_name="·" if sheet.for_name else None
        )
        if shared not in self._forms:
            self._forms[shared] = f"coupon{len(self._forms)}"
            self.canvas.beginForm(self._forms[shared], 0, 0, *self.field)
            self._draw_shared(shared)
            self.canvas.endForm()
        return self._forms[shared]

    def _draw_shared(self, sheet: CouponSheet) -> None:
        canvas, look = self.canvas, self.look
        canvas.setFillColor(HexColor(sheet.accent))
        canvas.rect(0, 0, look.stripe, self.field[1], stroke=0, fill=1)
        self._draw_at_top(
            sheet.shop_name, look.shop, share=0.56 if sheet.for_name else 1, bold=True
        )
        size, terms = self._fitted_terms(sheet)
        foot = look.pad + look.code * 1.6 + len(terms) * size * 1.4
        self._draw_title(sheet, self._top - look.shop * 0.9, foot)
        for line in terms:
            foot -= size * 1.4
            draw_runs(canvas, line, self._left, foot, size=size)

    def _draw_at_top(self, name: str, size: float, *, share: float, bold: bool) -> None:
        """Draw the shop on the left or a person on the right, on two lines if the name is long."""
        fitted = fit(
            name,
            width=(self._right - self._left) * share,
            size=size,
            floor=size * 0.72,
            bold=bold,
            lines=2,
        )
        y = self._top + (len(fitted.lines) - 1) * fitted.size * 0.6
        for line in fitted.lines:
            draw(
                self.canvas,
                line,
                self._left if bold else self._right,
                y,
                size=fitted.size,
                colour=NAVY if bold else GREY,
                bold=bold,
                align="left" if bold else "right",
            )
            y -= fitted.size * 1.2

    def _draw_title(self, sheet: CouponSheet, top: float, foot: float) -> None:
        """Draw the reward as large as it fits between the shop's name and the terms."""
        canvas, look = self.canvas, self.look
        fitted = fit(
            sheet.reward_name,
            width=self._right - self._left,
            size=look.title,
            floor=look.title * 0.42,
            bold=True,
            lines=2,
        )
        y = top - fitted.size
        for line in fitted.lines:
            draw(canvas, line, self._left, y, size=fitted.size, bold=True)
            y -= fitted.size * 1.2
        if sheet.words:
            self._draw_words(sheet.words, y + fitted.size * 1.2 - look.small * 2, foot)

    def _draw_words(self, words: str, y: float, foot: float) -> None:
        """Draw the shop's own words on as many lines as there is room for."""
        look = self.look
        room = int((y - foot - look.small * 0.6) / (look.small * 1.4)) + 1
        if room < 1:
            return
        above_code = y > look.pad + qr_side("0" * 12, dots=look.dots) + QR_QUIET * look.dots * DOT
        fitted = fit(
            words,
            width=self._right - self._left if above_code and room == 1 else self._terms_width(),
            size=look.small,
            floor=look.small * 0.8,
            lines=min(room, 3),
        )
        for line in fitted.lines:
            draw(self.canvas, line, self._left, y, size=fitted.size, colour=GREY)
            y -= fitted.size * 1.4

    def _terms_width(self) -> float:
        """Return the room left of the QR code and the white it needs."""
        side = qr_side("0" * 12, dots=self.look.dots)
        return self._right - side - QR_QUIET * self.look.dots * DOT - self._left

    def _fitted_terms(self, sheet: CouponSheet) -> tuple[float, list[tuple[Run, ...]]]:
        """Return the lines that tell until when and for what the coupon is good, and their size."""
        look, width, terms = self.look, self._terms_width(), _terms(sheet)
        floor = look.small * 0.7
        size = fit(terms[0].text, width=width, size=look.small, floor=floor, bold=True).size
        lines = wrap_terms(terms, width=width, size=size)
        while len(lines) > look.terms and size > floor:
            size -= 0.25
            lines = wrap_terms(terms, width=width, size=size)
        if len(lines) > look.terms:
            rest = " · ".join("".join(run.text for run in line) for line in lines[look.terms - 1 :])
            last = fit(rest, width=width, size=size, floor=size).lines[0]
            lines = [*lines[: look.terms - 1], (Run(last),)]
        return size, lines


def _terms(sheet: CouponSheet) -> list[Run]:
    rest = (_uses(sheet.uses), *sheet.conditions)
    return [Run(_validity(sheet), bold=True), *(Run(term) for term in rest)]


def _validity(sheet: CouponSheet) -> str:
    first, last = sheet.valid_from, sheet.valid_until
    if first and last:
        return tr("From {first} to {last}").format(first=formats.day(first), last=formats.day(last))
    if last:
        return tr("Until {day}").format(day=formats.day(last))
    if first:
        return tr("From {day}").format(day=formats.day(first))
    return tr("No last day")


def _uses(uses: int) -> str:
    if uses == 1:
        return tr("once")
    return trn("{count} time", "{count} times", uses).format(count=formats.number(uses))


def _grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _rolled(sheet: CouponSheet, paper: str) -> Roll:
    """Lay the coupon out on roll paper."""
    roll = Roll(paper)
    wide = paper == "receipt80"
    roll.name(sheet.shop_name, size=14, floor=9, bold=True, lines=3)
    if sheet.for_name:
        for_whom = tr("for {name}").format(name=sheet.for_name)
        roll.name(for_whom, size=roll.size, floor=7, bold=False)
    roll.rule()
    roll.gap(3)
    roll.name(sheet.reward_name, size=24 if wide else 19, floor=11, bold=True, lines=4)
    if sheet.words:
        roll.gap(2)
        roll.text(sheet.words, align="centre")
    roll.gap(5)
    validity, *rest = _terms(sheet)
    roll.name(validity.text, size=roll.size, floor=roll.size * 0.8, bold=True)
    roll.terms(rest)
    roll.qr(sheet.code, dots=9 if wide else 7)
    roll.code(_grouped(sheet.code), size=13 if wide else 11, spacing=0.8)
    return roll
