"""The terms of the programme as a paper to hang up or hand out, on as few pages as it takes."""

from dataclasses import dataclass, field
from typing import BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop.i18n import tr
from desktop.printing.flowing import Block, flow
from desktop.printing.letterhead import details_of, draw_letterhead
from desktop.printing.lettering import Run, draw, draw_runs, fit, wrap
from desktop.printing.look import ShopLook
from desktop.printing.palette import GREY, LINE
from desktop.printing.sheet import PAGE_SIZES, open_paper

TERMS_PAPERS = ("a4", "letter")

_MARGIN = 20 * mm
_FOOT = 18 * mm
_SIZE, _LEADING = 10.0, 1.6
_INDENT = 5 * mm


@dataclass(frozen=True)
class TermsSection:
    """What belongs together, a sentence each."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class TermsSheet:
    """All that the terms say, in ready words."""

    look: ShopLook
    title: str
    as_of: str
    sections: tuple[TermsSection, ...]


def draw_terms(sheet: TermsSheet, to: BinaryIO, *, paper: str = "a4") -> None:
    """Draw the terms as a PDF."""
    assert paper in TERMS_PAPERS
    size = PAGE_SIZES[paper]
    canvas = open_paper(to, size=size, title=sheet.title, author=sheet.look.name)
    _Terms(canvas, sheet, size).draw()
    canvas.save()


@dataclass
class _Terms:
    canvas: Canvas
    sheet: TermsSheet
    page: tuple[float, float]
    blocks: list[Block] = field(default_factory=list)

    @property
    def _width(self) -> float:
        return self.page[0] - 2 * _MARGIN

    def draw(self) -> None:
        """Draw the head, the sections, and on every page what page it is."""
        top = self._draw_head()
        for section in self.sheet.sections:
            self._section(section)
        pages = flow(self.blocks, top=top, later=self.page[1] - _MARGIN, foot=_FOOT)
        for number, placed in enumerate(pages):
            for block, y in placed:
                block.draw(y)
            self._draw_foot(number + 1, len(pages))
            self.canvas.showPage()

    def _draw_head(self) -> float:
        canvas, sheet = self.canvas, self.sheet
        height = self.page[1]
        column = 56 * mm
        head = draw_letterhead(
            canvas, sheet.look, self.page[0] - _MARGIN - column, height - 15 * mm,
            width=column, align="right",
        )  # fmt: skip
        room = self._width - column - 8 * mm
        title = fit(sheet.title, width=room, size=22, floor=14, bold=True, lines=2)
        y = height - 16 * mm
        for line in title.lines:
            y -= title.size * 1.2
            draw(canvas, line, _MARGIN, y + 3, size=title.size, bold=True)
        y -= 5 * mm
        as_of = fit(sheet.as_of, width=room, size=9, floor=7)
        draw(canvas, as_of.lines[0], _MARGIN, y, size=as_of.size, colour=GREY)
        foot = min(y, head) - 5 * mm
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.8)
        canvas.line(_MARGIN, foot, self.page[0] - _MARGIN, foot)
        return foot - 3 * mm

    def _section(self, section: TermsSection) -> None:
        canvas = self.canvas
        heading = fit(section.heading, width=self._width, size=12, floor=9, bold=True)

        def draw_heading(top: float) -> None:
            draw(canvas, heading.lines[0], _MARGIN, top - 7.2 * mm, size=heading.size, bold=True)

        self.blocks.append(Block(9.4 * mm, draw_heading, keep=True))
        for sentence in section.sentences:
            self._sentence(sentence)

    def _sentence(self, sentence: str) -> None:
        canvas, accent = self.canvas, HexColor(self.sheet.look.colour)
        lines = wrap([Run(sentence)], width=self._width - _INDENT, size=_SIZE)
        height = len(lines) * _SIZE * _LEADING + 1.2 * mm

        def draw_sentence(top: float) -> None:
            y = top - _SIZE * 1.2
            canvas.setFillColor(accent)
            canvas.circle(_MARGIN + 1.2 * mm, y + _SIZE * 0.34, 0.8 * mm, stroke=0, fill=1)
            for line in lines:
                draw_runs(canvas, line, _MARGIN + _INDENT, y, size=_SIZE)
                y -= _SIZE * _LEADING

        self.blocks.append(Block(height, draw_sentence))

    def _draw_foot(self, number: int, count: int) -> None:
        canvas, y = self.canvas, 10 * mm
        where = " · ".join((self.sheet.look.name, *details_of(self.sheet.look)))
        fitted = fit(where, width=self._width - 30 * mm, size=7.5, floor=5.5)
        draw(canvas, fitted.lines[0], _MARGIN, y, size=fitted.size, colour=GREY)
        page = tr("page {page} of {pages}").format(page=number, pages=count)
        draw(canvas, page, self.page[0] - _MARGIN, y, size=7.5, colour=GREY, align="right")
