"""The paper of a membership: a panel like a card, what it gives, and how it goes on."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from reportlab.lib.pagesizes import A4, A6, LETTER
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop.i18n import tr
from desktop.printing.flowing import Block, flow
from desktop.printing.letterhead import details_of
from desktop.printing.lettering import Run, draw, draw_runs, fit, wrap, wrap_text
from desktop.printing.look import ShopLook
from desktop.printing.member_panel import LARGE_PANEL, SMALL_PANEL, PanelMeasures, draw_panel
from desktop.printing.palette import GREY, INK, LINE, deep, pale
from desktop.printing.roll import ROLLS, Roll, save_roll
from desktop.printing.sheet import open_paper

MEMBERSHIP_PAPERS = ("a4", "letter", "a6", "receipt80", "receipt58")


@dataclass(frozen=True)
class MembershipSheet:
    """All that stands on the paper of a membership, in ready words."""

    look: ShopLook
    plan: str
    name: str
    number: str  # the thirteen digits
    figures: tuple[tuple[str, str], ...]  # three at most: since when, what it costs, until when
    rules: tuple[tuple[str, str], ...]  # a word or two, and a sentence about it
    closing: str
    benefits: tuple[str, ...] = ()
    note: str = ""  # what is out of the ordinary: paused, cancelled, to be paid
    bonus: str = ""  # for renewing early
    friend: str = ""  # "bring a friend: MISAKI7"
    as_of: str = ""


@dataclass(frozen=True)
class _Measures:
    page: tuple[float, float]
    margin: float
    panel: PanelMeasures
    figure: float
    label: float
    heading: float
    benefit: float
    body: float
    lead: float  # the column of the rules' first words
    foot: float
    least: float = 0.86  # how far letters shrink before a second page begins


_LARGE = _Measures(
    A4, 16 * mm, LARGE_PANEL, figure=16, label=8.5, heading=13, benefit=12.5, body=10,
    lead=34 * mm, foot=8,
)  # fmt: skip
_SMALL = _Measures(
    A6, 7 * mm, SMALL_PANEL, figure=10, label=6, heading=8.5, benefit=8, body=6.75,
    lead=20 * mm, foot=5.5, least=0.95,
)  # fmt: skip
_MEASURES = {"a4": _LARGE, "letter": replace(_LARGE, page=LETTER), "a6": _SMALL}


def draw_membership(sheet: MembershipSheet, to: BinaryIO, *, paper: str = "a4") -> None:
    """Draw the paper as a PDF; on A6 what is long goes on to the back."""
    assert paper in MEMBERSHIP_PAPERS
    title = tr("Membership: {plan}").format(plan=sheet.plan)
    if paper in ROLLS:
        save_roll(_rolled(sheet, paper), to, title=title, author=sheet.look.name)
        return
    measures = _MEASURES[paper]
    canvas = open_paper(to, size=measures.page, title=title, author=sheet.look.name)
    _Paper(canvas, sheet, measures).draw()
    canvas.save()


@dataclass
class _Paper:
    canvas: Canvas
    sheet: MembershipSheet
    to: _Measures
    scale: float = 1.0  # of the letters below the panel
    front: list[Block] = field(default_factory=list)
    back: list[Block] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)  # of the two, what is being laid out

    def draw(self) -> None:
        """Draw the panel, then the rest as large as one page holds, or on two."""
        to, (width, height) = self.to, self.to.page
        top = height - to.margin
        draw_panel(
            self.canvas, self.sheet.look, to.panel, to.margin, top, width=width - 2 * to.margin,
            plan=self.sheet.plan, name=self.sheet.name, number=self.sheet.number,
        )  # fmt: skip
        top -= to.panel.height
        foot = to.margin + to.foot * 2.6
        self._shrink_to(top - foot, later=height - to.margin - foot)
        spare = top - foot - self._height(self.front)
        if spare > 0:  # what is short does not hang at the top
            top -= min(spare * 0.25, 14 * mm)
        later = height - to.margin
        pages = flow(self.front, top=top, later=later, foot=foot)
        if self.back:
            pages += flow(self.back, top=later, later=later, foot=foot)
        for placed in pages:
            for block, y in placed:
                block.draw(y)
            self._draw_foot()
            self.canvas.showPage()

    def _shrink_to(self, room: float, *, later: float) -> None:
        """Choose the largest letters with which all stands on one page, else turn it over."""
        while self.scale > self.to.least:
            self._lay_out(on_back=False)
            if self._height(self.front) <= room:
                return
            self.scale -= 0.02
        self.scale = 1.2  # there is room for larger ones then
        self._lay_out(on_back=True)
        while self.scale > self.to.least and (
            self._height(self.front) > room or self._height(self.back) > later
        ):
            self.scale -= 0.02
            self._lay_out(on_back=True)

    @property
    def _left(self) -> float:
        return self.to.margin

    @property
    def _width(self) -> float:
        return self.to.page[0] - 2 * self.to.margin

    @staticmethod
    def _height(blocks: Sequence[Block]) -> float:
        return sum(block.height for block in blocks)

    def _lay_out(self, *, on_back: bool) -> None:
        """Lay out the front, and the rules below all else or on a page of their own."""
        sheet = self.sheet
        self.front, self.back = [], []
        self.blocks = self.front
        self._figures()
        if sheet.note:
            self._band(sheet.note, strong=False)
        if sheet.benefits:
            self._heading(tr("What it gives you"))
            for benefit in sheet.benefits:
                self._benefit(benefit)
        if sheet.bonus:
            self._gap(self.to.body * 0.5)
            self._band(sheet.bonus, strong=True)
        if on_back:
            self.blocks = self.back
        self._heading(tr("Good to know"))
        for lead, sentence in sheet.rules:
            self._rule(lead, sentence)
        self._closing(sheet.closing)

    def _gap(self, height: float) -> None:
        self.blocks.append(Block(height * self.scale, lambda _: None))

    def _figures(self) -> None:
        """Set what matters most side by side."""
        canvas, to, figures = self.canvas, self.to, self.sheet.figures
        column, height = self._width / len(figures), to.figure * 3.4 * self.scale

        def draw_figures(top: float) -> None:
            for number, (label, value) in enumerate(figures):
                x = self._left + number * column + (to.figure * 0.7 if number else 0)
                room = column - to.figure * (0.9 if number else 0.3)
                if number:
                    canvas.setStrokeColor(LINE)
                    canvas.setLineWidth(0.8)
                    rule = self._left + number * column
                    canvas.line(rule, top - to.figure, rule, top - height + to.figure * 0.35)
                said = fit(label, width=room, size=to.label, floor=to.label * 0.7)
                draw(canvas, said.lines[0], x, top - to.figure * 1.35, size=said.size, colour=GREY)
                shown = fit(value, width=room, size=to.figure, floor=to.figure * 0.5, bold=True)
                draw(
                    canvas, shown.lines[0], x, top - height + to.figure * 0.6,
                    size=shown.size, bold=True,
                )  # fmt: skip

        self.blocks.append(Block(height, draw_figures))

    def _heading(self, text: str) -> None:
        canvas, size = self.canvas, self.to.heading * self.scale
        accent = deep(self.sheet.look.colour)

        def draw_heading(top: float) -> None:
            y = top - size * 2.1
            draw(canvas, text, self._left, y, size=size, bold=True, colour=accent)
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.6)
            canvas.line(self._left, y - size * 0.55, self._left + self._width, y - size * 0.55)

        self.blocks.append(Block(size * 3.0, draw_heading, keep=True))

    def _benefit(self, text: str) -> None:
        """Set a benefit behind a tick."""
        canvas, size = self.canvas, self.to.benefit * self.scale
        indent = size * 2.0
        lines = wrap_text(text, width=self._width - indent, size=size)
        height = size * (1.45 * len(lines) + 0.4)

        def draw_benefit(top: float) -> None:
            y = top - size * 1.15
            self._tick(self._left + size * 0.65, y + size * 0.36, size * 0.65)
            for line in lines:
                draw(canvas, line, self._left + indent, y, size=size)
                y -= size * 1.45

        self.blocks.append(Block(height, draw_benefit))

    def _tick(self, x: float, y: float, radius: float) -> None:
        canvas = self.canvas
        canvas.saveState()
        canvas.setFillColor(deep(self.sheet.look.colour))
        canvas.circle(x, y, radius, stroke=0, fill=1)
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.setLineWidth(radius * 0.26)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        path.moveTo(x - radius * 0.45, y)
        path.lineTo(x - radius * 0.1, y - radius * 0.36)
        path.lineTo(x + radius * 0.48, y + radius * 0.36)
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()

    def _band(self, text: str, *, strong: bool) -> None:
        """Set a sentence that should not be missed on a tinted band."""
        canvas, colour = self.canvas, self.sheet.look.colour
        size = (self.to.benefit if strong else self.to.body * 1.08) * self.scale
        pad = size * 1.1
        lines = wrap_text(text, width=self._width - 2.4 * pad, size=size, bold=True)
        inside = size * 1.45 * len(lines) + size * 1.05

        def draw_band(top: float) -> None:
            foot = top - inside
            canvas.setFillColor(pale(colour))
            canvas.roundRect(self._left, foot, self._width, inside, size * 0.5, stroke=0, fill=1)
            canvas.setFillColor(deep(colour))
            canvas.roundRect(self._left, foot, size * 0.38, inside, size * 0.19, stroke=0, fill=1)
            y = top - size * 1.45
            for line in lines:
                draw(canvas, line, self._left + pad * 1.1, y, size=size, bold=True, colour=INK)
                y -= size * 1.45

        self.blocks.append(Block(inside + size * 0.5, draw_band))

    def _rule(self, lead: str, sentence: str) -> None:
        """Set a rule, its first words in a column of their own."""
        canvas, size = self.canvas, self.to.body * self.scale
        width = self.to.lead
        heads = fit(lead, width=width - size * 0.8, size=size, floor=size * 0.8, bold=True, lines=2)
        lines = wrap([Run(sentence)], width=self._width - width, size=size)
        rows = max(len(lines), len(heads.lines))

        def draw_rule(top: float) -> None:
            first = top - size * 1.2
            for number, line in enumerate(heads.lines):
                y = first - number * heads.size * 1.3
                draw(canvas, line, self._left, y, size=heads.size, bold=True)
            for number, runs in enumerate(lines):
                y = first - number * size * 1.5
                draw_runs(canvas, runs, self._left + width, y, size=size)

        self.blocks.append(Block(size * (1.5 * rows + 0.6), draw_rule))

    def _closing(self, text: str) -> None:
        canvas, size = self.canvas, self.to.benefit * self.scale
        accent = deep(self.sheet.look.colour)
        fitted = fit(text, width=self._width, size=size, floor=size * 0.7, bold=True)

        def draw_closing(top: float) -> None:
            middle = self._left + self._width / 2
            draw(
                canvas, fitted.lines[0], middle, top - size * 2.2,
                size=fitted.size, bold=True, align="centre", colour=accent,
            )  # fmt: skip

        self.blocks.append(Block(size * 2.8, draw_closing))

    def _draw_foot(self) -> None:
        """Draw where the shop is found, and as of when this holds."""
        canvas, to, sheet = self.canvas, self.to, self.sheet
        y = to.margin
        right = self._left + self._width
        draw(canvas, sheet.as_of, right, y, size=to.foot, colour=GREY, align="right")
        where = " · ".join((sheet.look.name, *details_of(sheet.look)))
        said = fit(where, width=self._width * 0.68, size=to.foot, floor=to.foot * 0.7, lines=2)
        upper = y + (len(said.lines) - 1) * said.size * 1.3
        for number, line in enumerate(said.lines):
            line_y = upper - number * said.size * 1.3
            draw(canvas, line, self._left, line_y, size=said.size, colour=GREY)
        if sheet.friend:
            draw(
                canvas, sheet.friend, right, y + to.foot * 1.4, size=to.foot, colour=GREY,
                align="right",
            )  # fmt: skip


def _rolled(sheet: MembershipSheet, paper: str) -> Roll:
    """Lay the paper out on a roll."""
    roll = Roll(paper)
    wide = paper == "receipt80"
    if sheet.look.logo is not None:
        roll.logo(sheet.look.logo)
    roll.name(sheet.look.name, size=roll.size + 3.5, floor=roll.size, bold=True, lines=3)
    roll.name(tr("Membership"), size=roll.size, floor=7, bold=False)
    roll.rule()
    roll.name(sheet.plan, size=22 if wide else 18, floor=11, bold=True, lines=3)
    roll.name(sheet.name, size=roll.size + 2, floor=8, bold=False)
    roll.gap(4)
    roll.ean13(sheet.number, dots=4 if wide else 3)
    roll.gap(4)
    for label, value in sheet.figures:
        roll.pair(label, value, bold=True)
    _set_sentences(roll, (sheet.note,) if sheet.note else ())
    if sheet.benefits:
        roll.rule()
        roll.text(tr("What it gives you"), bold=True)
        _set_sentences(roll, [f"· {benefit}" for benefit in sheet.benefits])
    if sheet.bonus:
        roll.rule()
        roll.text(sheet.bonus, bold=True)
    roll.rule()
    for lead, sentence in sheet.rules:
        roll.text(lead, bold=True)
        roll.text(sentence, size=roll.size - 1)
        roll.gap(3)
    for last in filter(None, (sheet.closing, *details_of(sheet.look), sheet.friend, sheet.as_of)):
        roll.text(last, size=roll.size - 1, align="centre")
    return roll


def _set_sentences(roll: Roll, sentences: Sequence[str]) -> None:
    for sentence in sentences:
        roll.text(sentence)
