"""The coupon on every paper: single, on sheets to be cut, on ready-cut labels, on a roll."""

from collections.abc import Sequence
from typing import BinaryIO

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop.i18n import tr
from desktop.printing.coupon_field import (
    CARD,
    LARGE,
    LOW,
    MIDDLE,
    NARROW,
    STRIP,
    CouponPrinter,
    Measures,
)
from desktop.printing.coupon_sheet import CouponSheet, for_whom, grouped, terms_of
from desktop.printing.label_sheets import LABEL_SHEETS
from desktop.printing.palette import CUT
from desktop.printing.roll import ROLLS, Roll
from desktop.printing.sheet import A6_LYING, Grid, open_paper

COUPON_PAPERS = ("a6", "a4", "letter", "receipt80", "receipt58", *LABEL_SHEETS)

_CUTS = "cuts"
_CUT_SHEETS = {
    "a4": Grid(columns=2, rows=4, field=(95 * mm, 68 * mm), page=A4),
    "letter": Grid(columns=2, rows=4, field=(97 * mm, 64 * mm), page=LETTER),
}
_MEASURES: dict[str, Measures] = {
    "a4": MIDDLE,
    "letter": MIDDLE,
    "labels-2x5": CARD,
    "labels-2x6": LOW,
    "labels-3x7": NARROW,
    "labels-2x7": LOW,
    "labels-letter-2x5": CARD,
    "labels-letter-3x10": STRIP,
}


def fields_of(paper: str) -> int:
    """Return how many coupons lie on a page of this paper."""
    grid = _grid_of(paper)
    return grid.count if grid else 1


def draw_coupon(sheet: CouponSheet, to: BinaryIO, *, paper: str = "a6") -> None:
    """Draw one coupon as a PDF."""
    draw_coupons([sheet], to, paper=paper)


def draw_coupons(
    sheets: Sequence[CouponSheet], to: BinaryIO, *, paper: str = "a6", start: int = 1
) -> None:
    """Draw coupons as one PDF: a page each on A6 and rolls, many on a page on the others.

    `start` is the first free field of a sheet that was used before, from 1 on.
    """
    assert sheets
    assert paper in COUPON_PAPERS
    grid = _grid_of(paper)
    one = len({sheet.title for sheet in sheets}) == 1
    title = sheets[0].title if one else tr("Coupons")
    size = grid.page if grid else A6_LYING
    canvas = open_paper(to, size=size, title=title, author=sheets[0].look.name)
    if paper in ROLLS:
        for sheet in sheets:
            roll = Roll(paper)
            set_coupon(roll, sheet)
            roll.draw_on(canvas)
    elif grid:
        _draw_grid(canvas, sheets, paper, grid, start)
    else:
        printer = CouponPrinter(canvas, A6_LYING, LARGE)
        for sheet in sheets:
            printer.draw(sheet, 0, 0)
            canvas.showPage()
    canvas.save()


def set_coupon(roll: Roll, sheet: CouponSheet) -> None:
    """Set a coupon on roll paper, alone or below a receipt."""
    wide = paper_is_wide(roll)
    if sheet.look.logo is not None:
        roll.logo(sheet.look.logo)
    roll.name(sheet.look.name, size=14, floor=9, bold=True, lines=3)
    if sheet.for_name:
        roll.name(for_whom(sheet), size=roll.size, floor=7, bold=False)
    roll.rule()
    roll.gap(3)
    for title in filter(None, (sheet.title, sheet.title2)):
        roll.name(title, size=24 if wide else 19, floor=11, bold=True, lines=4)
    if sheet.words:
        roll.gap(2)
        roll.text(sheet.words, align="centre")
    roll.gap(5)
    validity, *rest = terms_of(sheet)
    roll.name(validity.text, size=roll.size, floor=roll.size * 0.8, bold=True)
    roll.terms(rest)
    roll.qr(sheet.code, dots=9 if wide else 7)
    roll.code(grouped(sheet.code), size=13 if wide else 11, spacing=0.8)


def paper_is_wide(roll: Roll) -> bool:
    """Say whether large letters and codes have room on this roll."""
    return roll.paper == "receipt80"


def _grid_of(paper: str) -> Grid | None:
    return _CUT_SHEETS.get(paper) or LABEL_SHEETS.get(paper)


def _draw_grid(
    canvas: Canvas, sheets: Sequence[CouponSheet], paper: str, grid: Grid, start: int
) -> None:
    printer = CouponPrinter(canvas, grid.field, _MEASURES[paper])
    for page in grid.pages(sheets, start=start):
        for sheet, x, y in page:
            printer.draw(sheet, x, y)
        if paper in _CUT_SHEETS:
            _draw_cuts(canvas, grid, [(x, y) for _, x, y in page])
        canvas.showPage()


def _draw_cuts(canvas: Canvas, grid: Grid, corners: Sequence[tuple[float, float]]) -> None:
    """Mark where to cut: full pages, which are alike, share one drawing."""
    if len(corners) < grid.count:
        _draw_cut_lines(canvas, grid, corners)
        return
    if not canvas.hasForm(_CUTS):
        canvas.beginForm(_CUTS, 0, 0, *grid.page)
        _draw_cut_lines(canvas, grid, corners)
        canvas.endForm()
    canvas.doForm(_CUTS)


def _draw_cut_lines(canvas: Canvas, grid: Grid, corners: Sequence[tuple[float, float]]) -> None:
    """Draw marks for a knife, and a faint dashed line around each coupon for scissors."""
    canvas.saveState()
    canvas.setStrokeColor(CUT)
    canvas.setLineWidth(0.4)
    canvas.setDash(2, 2)
    for x, y in corners:
        canvas.rect(x, y, *grid.field, stroke=1, fill=0)
    canvas.restoreState()
    grid.draw_cut_marks(canvas)
