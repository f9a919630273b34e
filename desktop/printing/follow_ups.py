"""The list of a day's follow-ups by kind: whom to speak to, why, a box to tick, room for notes."""

from dataclasses import dataclass, field
from typing import BinaryIO

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop.i18n import tr
from desktop.printing.flowing import Block, flow
from desktop.printing.letterhead import draw_letterhead
from desktop.printing.lettering import Fitted, draw, fit, width_of
from desktop.printing.look import ShopLook
from desktop.printing.palette import BAD, GREY, INK, LINE, deep, pale
from desktop.printing.sheet import PAGE_SIZES, open_paper

FOLLOW_UP_PAPERS = ("a4", "letter")

_MARGIN = 15 * mm
_FOOT = 17 * mm
_BOX = 4.2 * mm
_SIZE, _SMALL = 10.0, 8.0
_NOTE = 20.0  # points of height for what somebody writes by hand


@dataclass(frozen=True)
class FollowUpEntry:
    """One customer to speak to, in ready words."""

    name: str
    beside: str  # phone and number
    when: str
    why: str
    act: str  # what is to be done
    late: bool = False


@dataclass(frozen=True)
class FollowUpGroup:
    """All follow-ups of one kind."""

    heading: str
    count: str
    entries: tuple[FollowUpEntry, ...]


@dataclass(frozen=True)
class FollowUpsSheet:
    """All that the list says, in ready words."""

    look: ShopLook
    title: str
    as_of: str
    groups: tuple[FollowUpGroup, ...]
    nobody: str  # where nobody is to be spoken to


def draw_follow_ups(sheet: FollowUpsSheet, to: BinaryIO, *, paper: str = "a4") -> None:
    """Draw the list as a PDF, on as many pages as it takes."""
    assert paper in FOLLOW_UP_PAPERS
    size = PAGE_SIZES[paper]
    canvas = open_paper(to, size=size, title=sheet.title, author=sheet.look.name)
    _List(canvas, sheet, size).draw()
    canvas.save()


@dataclass
class _List:
    canvas: Canvas
    sheet: FollowUpsSheet
    page: tuple[float, float]
    blocks: list[Block] = field(default_factory=list)

    def draw(self) -> None:
        """Draw the head, the groups, and on every page what page it is."""
        top = self._draw_head()
        for group in self.sheet.groups:
            head = self._heading(group)
            self.blocks.append(head)
            self.blocks += [self._entry(entry, head) for entry in group.entries]
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
        title = fit(
            sheet.title, width=self._width - column - 8 * mm, size=22, floor=14, bold=True, lines=2
        )
        y = height - 13 * mm
        for line in title.lines:
            y -= title.size * 1.2
            draw(canvas, line, self._left, y + 3, size=title.size, bold=True)
        y -= 5 * mm
        draw(canvas, sheet.as_of, self._left, y, size=9, colour=GREY)
        return min(y, head) - 5 * mm

    def _nobody(self) -> None:
        said = fit(self.sheet.nobody, width=self._width, size=12, floor=9, lines=2)

        def draw_nobody(top: float) -> None:
            self._draw_lines(said, self._left, top - 12 * mm)

        self.blocks.append(Block(20 * mm, draw_nobody))

    def _heading(self, group: FollowUpGroup) -> Block:
        """Return the band with the kind and how many there are."""
        canvas, colour, band = self.canvas, self.sheet.look.colour, 8.4 * mm
        room = self._width - width_of(group.count, size=9) - 12 * mm
        heading = fit(group.heading, width=room, size=12, floor=8, bold=True)

        def draw_heading(top: float) -> None:
            foot = top - 5 * mm - band
            canvas.setFillColor(pale(colour))
            canvas.roundRect(self._left, foot, self._width, band, 1.4 * mm, stroke=0, fill=1)
            y = foot + 2.7 * mm
            draw(canvas, heading.lines[0], self._left + 3 * mm, y, size=heading.size, bold=True,
                 colour=deep(colour))  # fmt: skip
            draw(canvas, group.count, self._right - 3 * mm, y, size=9, align="right", colour=INK)

        return Block(5 * mm + band + 1 * mm, draw_heading, keep=True)

    def _entry(self, entry: FollowUpEntry, head: Block) -> Block:
        """Return a customer's lines: the box, who it is and when, why, room for a note."""
        canvas, text = self.canvas, self._left + _BOX + 4 * mm
        column = self._left + self._width * 0.42
        left, right = column - text - 3 * mm, self._right - column
        name = fit(entry.name, width=left, size=_SIZE + 1, floor=8, bold=True, lines=2)
        beside = fit(entry.beside, width=left, size=_SIZE, floor=6)
        when = fit(entry.when, width=left, size=_SMALL, floor=7, lines=2)
        why = fit(entry.why, width=right, size=_SIZE, floor=9, lines=6)
        act = fit(entry.act, width=right, size=_SMALL, floor=6)
        high = len(name.lines) * 14.3 + (13.0 if entry.beside else 0.0)
        high += len(when.lines) * 10.4
        upper = 8.0 + max(high, len(why.lines) * why.size * 1.3 + 10.4)
        height = upper + _NOTE

        def draw_entry(top: float) -> None:
            self._draw_box(top)
            y = self._draw_lines(name, text, top - 14.5, bold=True)
            if entry.beside:
                y = self._draw_lines(beside, text, y)
            self._draw_lines(when, text, y, colour=BAD if entry.late else GREY)
            y = self._draw_lines(why, column, top - 14.5)
            self._draw_lines(act, column, y, colour=GREY)
            foot = top - height
            draw(canvas, tr("Note"), text, foot + 3.5, size=_SMALL - 1, colour=GREY)
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.6)
            canvas.line(self._left, foot, self._right, foot)

        return Block(height, draw_entry, head=head)

    def _draw_lines(
        self, fitted: Fitted, x: float, y: float, *, bold: bool = False, colour: Color = INK
    ) -> float:
        """Draw lines from their first baseline on; return the baseline after them."""
        for line in fitted.lines:
            draw(self.canvas, line, x, y, size=fitted.size, bold=bold, colour=colour)
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
