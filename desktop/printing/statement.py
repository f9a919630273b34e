"""The points statement for a customer: every line that moved the balance, and every lot's life."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.i18n import tr, trc, trn
from desktop.printing.flowing import Block, flow
from desktop.printing.lettering import Fitted, Run, draw, draw_runs, fit, width_of, wrap_terms
from desktop.printing.palette import BAD, BLUE, GREY, INK, LINE, NAVY
from desktop.printing.sheet import PAGE_SIZES, amount, open_paper
from desktop.printing.tables import ROW, Row, draw_table

STATEMENT_PAPERS = ("a4", "letter")

_SIDE = 48.0
_EDGE = 44.0
_FOOT = 24.0  # above the lower edge of the page: what stands below every page
_SMALL = 8.5
_TEXT = 9.0
_TAKING = 7.5
# How wide the columns are: of the lines, and of the lots.
_WHEN, _FIGURE = 112.0, 62.0
_DAY, _LEFT, _BAR, _LAST = 82.0, 44.0, 44.0, 128.0


@dataclass(frozen=True)
class EndingPoints:
    """Points that can be used up to a day, in ready words."""

    words: str
    soon: bool


@dataclass(frozen=True)
class StatementLine:
    """One thing that moved the balance, in ready words."""

    when: str
    what: str
    points: int
    balance: int


@dataclass(frozen=True)
class StatementLot:
    """Points given together, in ready words; `takings` is what took from them, one each."""

    day: date
    what: str
    points: int
    left: int
    last_day: str
    takings: tuple[str, ...] = ()


@dataclass(frozen=True)
class StatementSums:
    """What the lines come to; together they lead from the opening to the balance."""

    opening: int
    given: int
    used: int
    expired: int
    corrected: int


@dataclass(frozen=True)
class StatementSheet:
    """All that a statement says; amounts in minor units."""

    shop_name: str
    customer_name: str
    number: str  # 13 digits
    printed_at: datetime
    first_day: date | None  # None: from the very first
    last_day: date
    currency: str
    digits: int
    balance: int
    worth_minor: int
    notes: tuple[str, ...]  # what waits, what is owed
    ending: tuple[EndingPoints, ...]  # the next days on which points end
    sums: StatementSums
    lines: tuple[StatementLine, ...]
    lots: tuple[StatementLot, ...]  # with points left, those that end first before
    gone: tuple[StatementLot, ...]  # used up or expired, in the order of time


def draw_statement(sheet: StatementSheet, to: BinaryIO, *, paper: str = "a4") -> None:
    """Draw the statement as a PDF of as many pages as it takes."""
    assert paper in STATEMENT_PAPERS
    size = PAGE_SIZES[paper]
    title = tr("Points statement, {name}").format(name=sheet.customer_name)
    canvas = open_paper(to, size=size, title=title, author=sheet.shop_name)
    page = _StatementPage(canvas, sheet, *size)
    pages = flow(page.blocks(), top=page.page_height - _EDGE - 43, later=page.top, foot=_EDGE)
    for number, placed in enumerate(pages, start=1):
        page.draw_head(first=number == 1)
        page.draw_foot(number, len(pages))
        for block, y in placed:
            block.draw(y)
        canvas.showPage()
    canvas.save()


@dataclass(frozen=True)
class _StatementPage:
    """Knows how each part looks; a part is drawn from the height that it is given."""

    canvas: Canvas
    sheet: StatementSheet
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

    @property
    def top(self) -> float:
        """Return where the parts begin on every page but the first."""
        return self.page_height - _EDGE - 22

    def blocks(self) -> list[Block]:
        """Return all parts in their order."""
        return [*self._summary(), *self._lines(), *self._lots()]

    # -- What stands on every page ----------------------------------------------------------

    def draw_head(self, *, first: bool) -> None:
        """Draw whose statement it is, large on the first page and small on the others."""
        canvas, sheet = self.canvas, self.sheet
        printed = tr("printed {moment}").format(moment=formats.moment_full(sheet.printed_at))
        if first:
            top = self.page_height - _EDGE - 15
            draw(canvas, printed, self.right, top + 4, size=_SMALL, colour=GREY, align="right")
            shop = fit(sheet.shop_name, width=self.width * 0.45, size=_SMALL, floor=6.5)
            draw(canvas, shop.lines[0], self.right, top - 9, size=shop.size, colour=GREY,
                 align="right")  # fmt: skip
            draw(canvas, tr("Points statement"), _SIDE, top, size=18, bold=True)
            self._draw_whose(top - 17, size=9.5)
            self._rule(top - 28, 1.6)
            return
        self._draw_whose(self.page_height - _EDGE - 8, size=_SMALL)
        self._rule(self.page_height - _EDGE - 15, 0.8)

    def draw_foot(self, number: int, count: int) -> None:
        """Draw the shop and the page's number."""
        page = tr("page {page} of {pages}").format(page=number, pages=count)
        room = self.width - width_of(page, size=_SMALL) - 20
        shop = fit(self.sheet.shop_name, width=room, size=_SMALL, floor=6.5)
        draw(self.canvas, shop.lines[0], _SIDE, _FOOT, size=shop.size, colour=GREY)
        draw(self.canvas, page, self.right, _FOOT, size=_SMALL, colour=GREY, align="right")

    def _draw_whose(self, y: float, *, size: float) -> None:
        """Draw customer, number and days; a long name gives way to them."""
        sheet = self.sheet
        number = tr("No. {number}").format(number=formats.member_number(sheet.number))
        days = tr("until {day}").format(day=formats.day(sheet.last_day))
        if sheet.first_day is not None:
            days = tr("{first} to {last}").format(
                first=formats.day(sheet.first_day), last=formats.day(sheet.last_day)
            )
        rest = f" · {number} · {days}"
        room = self.width - width_of(rest, size=size)
        name = fit(sheet.customer_name, width=room, size=size, floor=6.5)
        draw(self.canvas, name.lines[0] + rest, _SIDE, y, size=name.size, colour=GREY)

    def _rule(self, y: float, weight: float) -> None:
        self.canvas.setStrokeColor(NAVY)
        self.canvas.setLineWidth(weight)
        self.canvas.line(_SIDE, y, self.right, y)

    # -- The balance and its sums -----------------------------------------------------------

    def _summary(self) -> list[Block]:
        return [Block(72.0, self._draw_balance), Block(ROW * 2.28, self._draw_sums)]

    def _draw_balance(self, y: float) -> None:
        sheet, canvas = self.sheet, self.canvas
        figure = formats.number(sheet.balance)
        draw(canvas, figure, _SIDE, y - 44, size=28, bold=True)
        left = _SIDE + width_of(figure, size=28, bold=True) + 8
        worth = amount(sheet.worth_minor, currency=sheet.currency, digits=sheet.digits)
        unit = trn("point · worth {amount}", "points · worth {amount}", abs(sheet.balance))
        draw(canvas, unit.format(amount=worth), left, y - 44, size=10.5, colour=GREY)
        note = fit(" · ".join(sheet.notes), width=self.width * 0.6, size=_SMALL, floor=6)
        draw(canvas, note.lines[0], _SIDE, y - 60, size=note.size, colour=GREY)
        for place, ending in enumerate(sheet.ending):
            draw(
                canvas, ending.words, self.right, y - 30 - place * 13,
                size=_SMALL, colour=BAD if ending.soon else GREY, align="right",
            )  # fmt: skip

    def _draw_sums(self, y: float) -> None:
        sums = self.sheet.sums
        titles = (
            trc("statement", "before"), trc("statement", "given"), trc("statement", "used"),
            trc("statement", "expired"), trc("statement", "corrected"), trc("statement", "now"),
        )  # fmt: skip
        cells = (
            formats.number(sums.opening),
            *(formats.signed(each) for each in (sums.given, sums.used, sums.expired)),
            formats.signed(sums.corrected),
            formats.number(self.sheet.balance),
        )
        widths = [self.width / len(cells)] * len(cells)
        draw_table(self.canvas, _SIDE, y, titles=titles, rows=[Row(cells)], widths=widths)

    # -- Line by line -----------------------------------------------------------------------

    def _lines(self) -> list[Block]:
        sheet = self.sheet
        title = self._title(tr("Line by line"))
        if not sheet.lines:
            nothing = tr("Nothing has moved the points in this time.")
            return [title, Block(ROW, lambda y: self._grey(nothing, y))]
        heads = (tr("When"), tr("What"), tr("Points"), tr("Balance"))
        head = Block(ROW, lambda y: self._cells(heads, y), keep=True)
        rows = [self._line(line, head) for line in sheet.lines]
        if sheet.first_day is not None:
            before = formats.number(sheet.sums.opening)
            brought = ("", tr("Brought forward"), "", before)
            rows.insert(0, Block(ROW, lambda y: self._cells(brought, y, grey=False), head))
        return [title, head, *rows]

    def _line(self, line: StatementLine, head: Block) -> Block:
        figures = (formats.signed(line.points), formats.number(line.balance))
        what = fit(line.what, width=self._what_width, size=_TEXT, floor=7, lines=3)
        height = ROW + what.height(leading=1.2) - what.size * 1.2

        def draw_line(y: float) -> None:
            self._hairline(y)
            self._cells((line.when, "", *figures), y, grey=False)
            self._several(what, _SIDE + _WHEN, y)

        return Block(height, draw_line, head)

    @property
    def _what_width(self) -> float:
        return self.width - _WHEN - 2 * _FIGURE - 6

    def _cells(self, cells: Sequence[str], y: float, *, grey: bool = True) -> None:
        """Draw a row: when and what from the left, points and balance from the right."""
        size = 8 if grey else _TEXT
        places = (_SIDE, _SIDE + _WHEN, self.right - _FIGURE, self.right)
        rooms = (_WHEN - 6, self._what_width, _FIGURE - 6, _FIGURE - 6)
        for number, (text, x, room) in enumerate(zip(cells, places, rooms, strict=True)):
            fitted = fit(text, width=room, size=size, floor=5.5)
            draw(
                self.canvas, fitted.lines[0], x, y - 10.8, size=fitted.size,
                align="right" if number > 1 else "left", colour=GREY if grey else INK,
            )  # fmt: skip

    # -- Lot by lot -------------------------------------------------------------------------

    def _lots(self) -> list[Block]:
        sheet = self.sheet
        said = tr("Points given together end together. Those that end first are used first.")
        blocks: list[Block] = []
        if sheet.lots:
            blocks += [
                self._title(tr("Where the points lie")),
                Block(ROW + 2, lambda y: self._grey(said, y), keep=True),
                *self._lot_table(sheet.lots),
            ]
        if sheet.gone:
            blocks += [self._title(tr("Used up or expired")), *self._lot_table(sheet.gone)]
        return blocks

    def _lot_table(self, lots: Sequence[StatementLot]) -> list[Block]:
        heads = (
            trc("statement", "From"), tr("What"), trc("statement", "Given"),
            trc("statement", "Left"), trc("statement", "Can be used"),
        )  # fmt: skip
        head = Block(ROW, lambda y: self._lot_cells(heads, y, grey=True), keep=True)
        return [head, *(block for lot in lots for block in self._lot(lot, head))]

    def _lot(self, lot: StatementLot, head: Block) -> list[Block]:
        figures = (formats.number(lot.points), formats.number(lot.left))
        what = fit(lot.what, width=self._lot_what, size=_TEXT, floor=7, lines=2)
        last = fit(lot.last_day, width=_LAST - 6, size=_TEXT, floor=7, lines=2)
        height = ROW + 1 + max(each.height(leading=1.2) - each.size * 1.2 for each in (what, last))

        def draw_lot(y: float) -> None:
            self._hairline(y)
            self._lot_cells((formats.day(lot.day), "", *figures, ""), y, grey=False)
            self._several(what, _SIDE + _DAY, y)
            self._several(last, self.right - _LAST + 6, y)
            self._bar(y - 9.8, lot.left / lot.points)

        runs = [Run(taking) for taking in lot.takings]
        wrapped = wrap_terms(runs, width=self.width - _DAY, size=_TAKING) if runs else []
        blocks = [Block(height, draw_lot, head, keep=bool(wrapped))]
        blocks += [self._taking(line, head) for line in wrapped]
        return blocks

    @property
    def _lot_what(self) -> float:
        return self.width - _DAY - 2 * _LEFT - _BAR - _LAST - 12

    def _taking(self, line: tuple[Run, ...], head: Block) -> Block:
        def draw_taking(y: float) -> None:
            draw_runs(self.canvas, line, _SIDE + _DAY, y - 7.5, size=_TAKING, colour=GREY)

        return Block(_TAKING * 1.45, draw_taking, head)

    def _lot_cells(self, cells: Sequence[str], y: float, *, grey: bool) -> None:
        """Draw day and origin from the left, given and left from the right, then the last day."""
        left = self.right - _LAST - _BAR - 8
        places = ((_SIDE, _DAY - 6), (_SIDE + _DAY, self._lot_what), (left - _LEFT, _LEFT - 6),
                  (left, _LEFT - 6), (self.right - _LAST + 6, _LAST - 6))  # fmt: skip
        for number, (text, (x, room)) in enumerate(zip(cells, places, strict=True)):
            fitted = fit(text, width=room, size=8 if grey else _TEXT, floor=5.5)
            draw(
                self.canvas, fitted.lines[0], x, y - 10.8, size=fitted.size,
                align="right" if number in (2, 3) else "left", colour=GREY if grey else INK,
            )  # fmt: skip

    def _bar(self, y: float, share: float) -> None:
        """Draw how much of a lot is left."""
        left = self.right - _LAST - _BAR
        self.canvas.setFillColor(LINE)
        self.canvas.roundRect(left, y, _BAR, 4, 2, stroke=0, fill=1)
        if share > 0:
            self.canvas.setFillColor(BLUE)
            self.canvas.roundRect(left, y, max(_BAR * share, 4), 4, 2, stroke=0, fill=1)

    # -- Small things -----------------------------------------------------------------------

    def _title(self, text: str) -> Block:
        draw_title: Callable[[float], None] = lambda y: draw(  # noqa: E731
            self.canvas, text, _SIDE, y - 20, size=_TEXT, bold=True, colour=NAVY
        )
        return Block(28.0, draw_title, keep=True)

    def _grey(self, text: str, y: float) -> None:
        fitted = fit(text, width=self.width, size=_SMALL, floor=6)
        draw(self.canvas, fitted.lines[0], _SIDE, y - 9, size=fitted.size, colour=GREY)

    def _several(self, words: Fitted, x: float, y: float) -> None:
        for number, line in enumerate(words.lines):
            below = number * words.size * 1.2
            draw(self.canvas, line, x, y - 10.8 - below, size=words.size)

    def _hairline(self, y: float) -> None:
        self.canvas.setStrokeColor(LINE)
        self.canvas.setLineWidth(0.4)
        self.canvas.line(_SIDE, y, self.right, y)
