"""The end of a day on paper: what should have come in, by whom, and room for what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.i18n import tr, trn
from desktop.printing.day_sheet import DayLine, DayPart, DaySheet, StaffLine
from desktop.printing.lettering import draw, fit, width_of
from desktop.printing.palette import GREY, LINE, NAVY
from desktop.printing.roll import ROLLS, Roll, save_roll
from desktop.printing.sheet import PAGE_SIZES, open_paper
from desktop.printing.tables import ROW, Row, draw_table, row_height, rows_that_fit

DAY_PAPERS = ("a4", "letter", "receipt80", "receipt58")

_SIDE = 48.0
_EDGE = 44.0
_BETWEEN = 20.0  # between one section and the next
_TITLE = 8.0  # between a section's title and what it holds
_GUTTER = 28.0
_FIGURES = 96.0
_SMALL = 8.5
_NAME = 0.22  # of a table's width


def draw_day(sheet: DaySheet, to: BinaryIO, *, paper: str = "a4") -> None:
    """Draw the paper: a page for a folder, or a slip for the drawer."""
    assert paper in DAY_PAPERS
    if paper in ROLLS:
        _draw_slip(sheet, to, paper=paper)
    else:
        _draw_pages(sheet, to, size=PAGE_SIZES[paper])


def _title(sheet: DaySheet) -> str:
    return tr("End of day, {day}").format(day=formats.day(sheet.day))


def _counted(sheet: DaySheet) -> tuple[DayLine, ...]:
    """Return what was counted; lines without a figure are filled in by hand."""
    open_lines = (DayLine(tr("Counted in the drawer"), ""), DayLine(tr("Difference"), ""))
    return sheet.counted or open_lines


# -- A page ---------------------------------------------------------------------------------


def _draw_pages(sheet: DaySheet, to: BinaryIO, *, size: tuple[float, float]) -> None:
    canvas = open_paper(to, size=size, title=_title(sheet), author=sheet.shop_name)
    page = _DayPage(canvas, sheet, *size)
    left = page.draw_first()
    canvas.showPage()
    while left:
        left = page.draw_more(left)
        canvas.showPage()
    canvas.save()


@dataclass(frozen=True)
class _DayPage:
    """Draws the page; each section starts at a height and returns where it ended."""

    canvas: Canvas
    sheet: DaySheet
    page_width: float
    page_height: float

    @property
    def width(self) -> float:
        """Return the width between the margins."""
        return self.page_width - 2 * _SIDE

    @property
    def right(self) -> float:
        """Return the right margin's edge."""
        return self.page_width - _SIDE

    def draw_first(self) -> list[Row]:
        """Draw everything; returns the people for whom there was no more room."""
        sheet = self.sheet
        half = (self.width - _GUTTER) / 2
        top = self._head() - _BETWEEN
        y = self._part(sheet.money, _SIDE, top, half)
        y = self._hand(y - _BETWEEN, half)
        beside = top
        for part in sheet.parts:
            beside = self._part(part, _SIDE + half + _GUTTER, beside, half) - _BETWEEN
        return self._staff(min(y, beside + _BETWEEN) - _BETWEEN, self._staff_rows())

    def draw_more(self, rows: list[Row]) -> list[Row]:
        """Draw the people of a further page."""
        return self._staff(self._head() - _BETWEEN, rows)

    def _head(self) -> float:
        canvas, sheet = self.canvas, self.sheet
        top = self.page_height - _EDGE - 15
        printed = tr("printed {moment}").format(moment=formats.moment_full(sheet.printed_at))
        draw(canvas, printed, self.right, top + 4, size=_SMALL, colour=GREY, align="right")
        if sheet.hours:
            draw(canvas, sheet.hours, self.right, top - 9, size=_SMALL, colour=GREY, align="right")
        draw(canvas, tr("End of day"), _SIDE, top, size=18, bold=True)
        day = f" · {formats.day_long(sheet.day)}"
        room = self.width - 170 - width_of(day, size=9.5)
        shop = fit(sheet.shop_name, width=room, size=9.5, floor=6.5)
        draw(canvas, shop.lines[0] + day, _SIDE, top - 17, size=shop.size, colour=GREY)
        canvas.setStrokeColor(NAVY)
        canvas.setLineWidth(1.6)
        canvas.line(_SIDE, top - 28, self.right, top - 28)
        return top - 28

    def _section(self, title: str, left: float, y: float) -> float:
        draw(self.canvas, title, left, y - 8, size=9, bold=True, colour=NAVY)
        return y - 8 - _TITLE

    def _part(self, part: DayPart, left: float, y: float, width: float) -> float:
        y = self._section(part.title, left, y) + ROW  # a table without titles begins at once
        rows = [Row((line.words, line.figure), bold=line.is_sum) for line in part.lines]
        widths = [width - _FIGURES, _FIGURES]
        return draw_table(self.canvas, left, y, titles=("", ""), rows=rows, widths=widths)

    def _hand(self, y: float, width: float) -> float:
        """Draw what was counted, or lines to write it on."""
        y = self._section(tr("The drawer"), _SIDE, y)
        for line in _counted(self.sheet):
            y -= ROW * 1.5
            draw(self.canvas, line.words, _SIDE, y, size=9, bold=line.is_sum)
            if line.figure:
                draw(self.canvas, line.figure, _SIDE + width, y, size=9, bold=line.is_sum,
                     align="right")  # fmt: skip
            else:
                self.canvas.setStrokeColor(LINE)
                self.canvas.setLineWidth(0.6)
                self.canvas.line(_SIDE + width - _FIGURES, y - 3, _SIDE + width, y - 3)
        return y - ROW * 0.6

    def _staff_rows(self) -> list[Row]:
        sheet = self.sheet
        rows = [_staff_row(line) for line in sheet.staff]
        return [*rows, _staff_row(sheet.together, bold=True)] if sheet.together else rows

    def _staff(self, y: float, rows: list[Row]) -> list[Row]:
        if not rows:
            return []
        titles = ("", tr("sales"), tr("paid"), tr("money back"), tr("plans"), tr("money in"),
                  tr("points given"))  # fmt: skip
        name = self.width * _NAME
        widths = [name, *[(self.width - name) / (len(titles) - 1)] * (len(titles) - 1)]
        y = self._section(tr("By whom"), _SIDE, y)
        shown = rows_that_fit(rows, widths, room=y - _EDGE)
        assert shown or row_height(rows[0], widths) < self.page_height / 2
        draw_table(self.canvas, _SIDE, y, titles=titles, rows=shown, widths=widths)
        return rows[len(shown) :]


def _staff_row(line: StaffLine, *, bold: bool = False) -> Row:
    cells = (
        line.name, formats.number(line.sales), line.paid, line.money_back, line.plan_money,
        line.money_in, line.points_given,
    )  # fmt: skip
    return Row(cells, bold=bold)


# -- A slip ---------------------------------------------------------------------------------


def _draw_slip(sheet: DaySheet, to: BinaryIO, *, paper: str) -> None:
    roll = Roll(paper)
    roll.name(sheet.shop_name, size=roll.size + 3.5, floor=roll.size, bold=True, lines=3)
    roll.text(tr("End of day"), bold=True, align="centre", size=roll.size + 1)
    roll.text(formats.day_long(sheet.day), align="centre")
    if sheet.hours:
        roll.text(sheet.hours, size=roll.size - 1, align="centre")
    roll.rule()
    _set_lines(roll, sheet.money.lines)
    roll.rule()
    _set_counted(roll, sheet)
    for part in sheet.parts:
        roll.rule()
        _set_lines(roll, part.lines)
    for line in sheet.staff:
        roll.rule()
        _set_staff(roll, line)
    roll.gap(roll.size)
    printed = tr("printed {moment}").format(moment=formats.moment_full(sheet.printed_at))
    roll.text(printed, size=roll.size - 1, align="centre")
    save_roll(roll, to, title=_title(sheet), author=sheet.shop_name)


def _set_lines(roll: Roll, lines: Sequence[DayLine]) -> None:
    for line in lines:
        roll.pair(line.words, line.figure, bold=line.is_sum)


def _set_counted(roll: Roll, sheet: DaySheet) -> None:
    for line in _counted(sheet):
        if not line.figure:
            roll.gap(roll.size)  # room for a pen
        roll.pair(line.words, line.figure or "_" * 15, bold=line.is_sum)


def _set_staff(roll: Roll, line: StaffLine) -> None:
    roll.pair(line.name, line.money_in, bold=True)
    sales = trn("{count} sale", "{count} sales", line.sales)
    roll.pair(sales.format(count=formats.number(line.sales)), line.paid)
    if line.refunds:
        refunds = trn("{count} refund", "{count} refunds", line.refunds)
        roll.pair(refunds.format(count=formats.number(line.refunds)), line.money_back)
    if line.plan_payments:
        plans = trn("{count} plan payment", "{count} plan payments", line.plan_payments)
        roll.pair(plans.format(count=formats.number(line.plan_payments)), line.plan_money)
    roll.pair(tr("Points given"), line.points_given)
