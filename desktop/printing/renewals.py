"""The list of renewals, week by week: whom to speak to, what to say, a box to tick."""

from dataclasses import dataclass, field
from typing import BinaryIO

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop.i18n import tr
from desktop.printing.flowing import Block, flow
from desktop.printing.letterhead import draw_letterhead
from desktop.printing.lettering import Align, Fitted, draw, fit, width_of
from desktop.printing.look import ShopLook
from desktop.printing.palette import BAD, GREY, INK, LINE, deep, pale
from desktop.printing.sheet import PAGE_SIZES, open_paper

RENEWAL_PAPERS = ("a4", "letter")

_MARGIN = 15 * mm
_FOOT = 17 * mm
_BOX = 4.2 * mm
_SIZE, _SMALL = 10.0, 8.0


@dataclass(frozen=True)
class RenewalLine:
    """One member whose plan is to be renewed, in ready words."""

    name: str
    beside: str  # number and phone
    plan: str
    until: str
    amount: str
    say: str
    late: bool = False  # in the time of grace


@dataclass(frozen=True)
class RenewalWeek:
    """A week with its members."""

    heading: str
    sums: str
    lines: tuple[RenewalLine, ...]


@dataclass(frozen=True)
class RenewalsSheet:
    """All that the list says, in ready words."""

    look: ShopLook
    title: str
    as_of: str
    weeks: tuple[RenewalWeek, ...]
    nobody: str  # where there is nobody to speak to


def draw_renewals(sheet: RenewalsSheet, to: BinaryIO, *, paper: str = "a4") -> None:
    """Draw the list as a PDF, on as many pages as it takes."""
    assert paper in RENEWAL_PAPERS
    size = PAGE_SIZES[paper]
    canvas = open_paper(to, size=size, title=sheet.title, author=sheet.look.name)
    _List(canvas, sheet, size).draw()
    canvas.save()


@dataclass
class _List:
    canvas: Canvas
    sheet: RenewalsSheet
    page: tuple[float, float]
    blocks: list[Block] = field(default_factory=list)

    def draw(self) -> None:
        """Draw the head, the weeks, and on every page what page it is."""
        top = self._draw_head()
        for week in self.sheet.weeks:
            self._week(week)
        if not self.blocks:
            self._nobody()
        pages = flow(self.blocks, top=top, later=self.page[1] - _MARGIN, foot=_FOOT)
        for number, placed in enumerate(pages):
            for block, y in placed:
                block.draw(y)
            self._draw_foot(number + 1, len(pages))
            self.canvas.showPage()

    @property
    def _left(self) -> float:
        return _MARGIN

    @property
    def _right(self) -> float:
        return self.page[0] - _MARGIN

    @property
    def _width(self) -> float:
        return self._right - self._left

    def _draw_head(self) -> float:
        canvas, sheet, column = self.canvas, self.sheet, 52 * mm
        height = self.page[1]
        head = draw_letterhead(
            canvas, sheet.look, self._right - column, height - 12 * mm, width=column, align="right"
        )
        room = self._width - column - 8 * mm
        title = fit(sheet.title, width=room, size=22, floor=14, bold=True, lines=2)
        y = height - 13 * mm
        for line in title.lines:
            y -= title.size * 1.2
            draw(canvas, line, self._left, y + 3, size=title.size, bold=True)
        y -= 5 * mm
        draw(canvas, sheet.as_of, self._left, y, size=9, colour=GREY)
        return min(y, head) - 5 * mm

    def _nobody(self) -> None:
        def draw_nobody(top: float) -> None:
            draw(self.canvas, self.sheet.nobody, self._left, top - 12 * mm, size=12)

        self.blocks.append(Block(16 * mm, draw_nobody))

    # -- A week -------------------------------------------------------------------------------

    def _week(self, week: RenewalWeek) -> None:
        head = self._heading(week)
        self.blocks.append(head)
        for line in week.lines:
            self.blocks.append(self._line(line, head))

    def _heading(self, week: RenewalWeek) -> Block:
        """Return the band with the week's days and what it may bring."""
        canvas, colour, band = self.canvas, self.sheet.look.colour, 8.4 * mm
        sums = fit(week.sums, width=self._width * 0.45, size=9, floor=6.5)
        room = self._width - width_of(sums.lines[0], size=sums.size) - 12 * mm
        heading = fit(week.heading, width=room, size=12, floor=8, bold=True)

        def draw_heading(top: float) -> None:
            foot = top - 5 * mm - band
            canvas.setFillColor(pale(colour))
            canvas.roundRect(self._left, foot, self._width, band, 1.4 * mm, stroke=0, fill=1)
            y = foot + 2.7 * mm
            draw(canvas, heading.lines[0], self._left + 3 * mm, y, size=heading.size, bold=True,
                 colour=deep(colour))  # fmt: skip
            draw(canvas, sums.lines[0], self._right - 3 * mm, y, size=sums.size, align="right",
                 colour=INK)  # fmt: skip

        return Block(5 * mm + band + 1 * mm, draw_heading, keep=True)

    def _line(self, line: RenewalLine, head: Block) -> Block:
        """Return a member's lines: the box, who it is, the plan, what to say, room for a note."""
        canvas, text = self.canvas, self._left + _BOX + 4 * mm
        amount = fit(line.amount, width=30 * mm, size=_SIZE + 1, floor=7, bold=True)
        column = self._left + self._width * 0.46
        name = fit(line.name, width=column - text - 3 * mm, size=_SIZE + 1, floor=8, bold=True,
                   lines=2)  # fmt: skip
        beside = fit(line.beside, width=column - text - 3 * mm, size=_SMALL, floor=6)
        middle = self._right - column - 33 * mm
        plan = fit(line.plan, width=middle, size=_SIZE, floor=7, lines=2)
        until = fit(line.until, width=middle, size=_SMALL, floor=6)
        say = fit(line.say, width=self._right - text, size=_SIZE, floor=7, lines=3)
        upper = 13.0 + max(len(name.lines), len(plan.lines)) * 12.5
        height = upper + say.height(leading=1.4) + 30.0

        def draw_line(top: float) -> None:
            self._draw_box(top)
            y = self._draw_lines(name, text, top - 14.5, bold=True)
            self._draw_lines(beside, text, y, colour=GREY)
            y = self._draw_lines(plan, column, top - 14.5)
            self._draw_lines(until, column, y, colour=BAD if line.late else GREY)
            self._draw_lines(amount, self._right, top - 14.5, bold=True, align="right")
            self._draw_lines(say, text, top - upper - 18)
            foot = top - height
            draw(canvas, tr("Note"), text, foot + 3.5, size=_SMALL - 1, colour=GREY)
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.6)
            canvas.line(self._left, foot, self._right, foot)

        return Block(height, draw_line, head=head)

    def _draw_lines(
        self,
        fitted: Fitted,
        x: float,
        y: float,
        *,
        bold: bool = False,
        align: Align = "left",
        colour: Color = INK,
    ) -> float:
        """Draw lines from their first baseline on; return the baseline after them."""
        for line in fitted.lines:
            draw(self.canvas, line, x, y, size=fitted.size, bold=bold, align=align, colour=colour)
            y -= fitted.size * 1.3
        return y

    def _draw_box(self, top: float) -> None:
        """Draw the box to tick."""
        self.canvas.setStrokeColor(INK)
        self.canvas.setLineWidth(0.9)
        self.canvas.roundRect(
            self._left + 1 * mm, top - 6.2 * mm, _BOX, _BOX, 0.6 * mm, stroke=1, fill=0
        )

    def _draw_foot(self, number: int, count: int) -> None:
        canvas, y = self.canvas, 9 * mm
        said = " · ".join((self.sheet.look.name, self.sheet.title, self.sheet.as_of))
        fitted = fit(said, width=self._width - 30 * mm, size=7.5, floor=5.5)
        draw(canvas, fitted.lines[0], self._left, y, size=fitted.size, colour=GREY)
        page = tr("page {page} of {pages}").format(page=number, pages=count)
        draw(canvas, page, self._right, y, size=7.5, colour=GREY, align="right")
