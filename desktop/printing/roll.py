"""Roll paper of till printers: 80 or 58 mm wide, as long as what is on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.printing.codes import DOT, EAN13_MODULES, QR_QUIET, draw_ean13, draw_qr, qr_side
from desktop.printing.lettering import (
    Align,
    Run,
    draw,
    draw_runs,
    fit,
    width_of,
    wrap,
    wrap_terms,
    wrap_text,
)
from desktop.printing.palette import INK
from desktop.printing.pictures import draw_picture, size_within
from desktop.printing.sheet import open_paper

# The print head covers 72 mm of an 80 mm roll and 48 mm of a 58 mm roll.
ROLLS: dict[str, tuple[float, float]] = {
    "receipt80": (80 * mm, 4 * mm),
    "receipt58": (58 * mm, 5 * mm),
}

_LEAST_LABEL = 0.2  # of the width, for a label beside its figure

Draw = Callable[[Canvas, float], None]  # draws one block whose foot is at the given height


@dataclass
class Roll:
    """Collects the blocks of one slip, then knows how long the paper has to be."""

    paper: str
    blocks: list[tuple[float, Draw]] = field(default_factory=list)

    @property
    def size(self) -> float:
        """Return the size of plain text on this width."""
        return 8.5 if self.paper == "receipt58" else 9.5

    @property
    def width(self) -> float:
        """Return the width of the whole paper."""
        return ROLLS[self.paper][0]

    @property
    def left(self) -> float:
        """Return where text begins."""
        return ROLLS[self.paper][1]

    @property
    def right(self) -> float:
        """Return where text ends at the latest."""
        return self.width - self.left

    @property
    def inside(self) -> float:
        """Return the width that text may fill."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return how long the paper must be."""
        return sum(height for height, _ in self.blocks) + 2 * self.edge

    @property
    def edge(self) -> float:
        """Return the white above the first block and below the last."""
        return 5 * mm

    def gap(self, height: float) -> None:
        """Leave room."""
        self.blocks.append((height, lambda _canvas, _foot: None))

    def logo(self, content: bytes) -> None:
        """Set the shop's logo in the middle; each printer makes its own dots of its tones."""
        width, height = size_within(content, width=self.inside * 0.6, height=18 * mm)

        def draw_logo(canvas: Canvas, foot: float) -> None:
            left = (self.width - width) / 2
            draw_picture(canvas, content, left, foot + 6, width=width, height=height)

        self.blocks.append((height + 9, draw_logo))

    def cut_line(self) -> None:
        """Draw a line to cut along, all across the paper."""

        def draw_cut(canvas: Canvas, foot: float) -> None:
            canvas.saveState()
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.8)
            canvas.setDash(5, 3)
            canvas.line(self.left, foot + 14, self.right, foot + 14)
            canvas.restoreState()

        self.blocks.append((28, draw_cut))

    def rule(self) -> None:
        """Draw a dashed line across."""

        def draw_rule(canvas: Canvas, foot: float) -> None:
            canvas.saveState()
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.6)
            canvas.setDash(2, 2)
            canvas.line(self.left, foot + 5, self.right, foot + 5)
            canvas.restoreState()

        self.blocks.append((11, draw_rule))

    def text(
        self, text: str, *, size: float | None = None, bold: bool = False, align: Align = "left"
    ) -> None:
        """Set a text on as many lines as it needs."""
        size = size or self.size
        for paragraph in text.splitlines():
            for line in wrap_text(paragraph, width=self.inside, size=size, bold=bold):
                self._line(line, size, bold, align)

    def name(self, text: str, *, size: float, floor: float, bold: bool, lines: int = 2) -> None:
        """Set a name in the middle, as large as it fits."""
        fitted = fit(text, width=self.inside, size=size, floor=floor, bold=bold, lines=lines)
        for line in fitted.lines:
            self._line(line, fitted.size, bold, "centre")

    def terms(self, terms: Sequence[Run]) -> None:
        """Set short terms in the middle, parted by dots, each kept whole where it can be."""
        for line in wrap_terms(terms, width=self.inside, size=self.size):
            self._line("".join(run.text for run in line), self.size, False, "centre")

    def paragraph(self, runs: Sequence[Run], *, size: float | None = None) -> None:
        """Set a sentence of mixed weights."""
        size = size or self.size
        for line in wrap(runs, width=self.inside, size=size):
            self._runs(line, size)

    def pair(self, label: str, value: str, *, bold: bool = False) -> None:
        """Set a label on the left and its figure on the right, the label on more lines if long.

        A figure that leaves the label no room stands below it.
        """
        room = self.inside - width_of(value, size=self.size, bold=bold) - self.size
        if room < self.inside * _LEAST_LABEL:
            self.text(label, bold=bold)
            self.text(value, bold=bold, align="right")
            return
        lines = wrap_text(label, width=room, size=self.size, bold=bold)
        for line in lines[:-1]:
            self._line(line, self.size, bold, "left")
        height = self.size * 1.5

        def draw_pair(canvas: Canvas, foot: float) -> None:
            y = foot + self.size * 0.4
            draw(canvas, lines[-1], self.left, y, size=self.size, bold=bold)
            draw(canvas, value, self.right, y, size=self.size, bold=bold, align="right")

        self.blocks.append((height, draw_pair))

    def qr(self, payload: str, *, dots: int) -> None:
        """Set a QR code in the middle, with the white around it that scanners need."""
        side, quiet = qr_side(payload, dots=dots), QR_QUIET * dots * DOT

        def draw_code(canvas: Canvas, foot: float) -> None:
            draw_qr(canvas, payload, (self.width - side) / 2, foot + quiet, dots=dots)

        self.blocks.append((side + 2 * quiet, draw_code))

    def ean13(self, number: str, *, dots: int) -> None:
        """Set the bars of a 13-digit number in the middle, the number below them."""
        width, high, size = EAN13_MODULES * dots * DOT, 12 * mm, self.size

        def draw_bars(canvas: Canvas, foot: float) -> None:
            left = (self.width - width) / 2
            draw_ean13(canvas, number, left, foot + size * 1.6, dots=dots, height=high)
            draw(
                canvas, formats.member_number(number), self.width / 2, foot + size * 0.4,
                size=size, align="centre",
            )  # fmt: skip

        self.blocks.append((high + size * 1.6, draw_bars))

    def code(self, text: str, *, size: float, spacing: float) -> None:
        """Set a code that people read aloud, its letters a little apart."""
        self._line(text, size, True, "centre", spacing=spacing)

    def draw_on(self, canvas: Canvas) -> None:
        """Draw all blocks on a page of the length they need, and end the page."""
        canvas.setPageSize((self.width, self.height))
        top = self.height - self.edge
        for height, draw_block in self.blocks:
            top -= height
            draw_block(canvas, top)
        canvas.showPage()

    def _line(
        self, text: str, size: float, bold: bool, align: Align, *, spacing: float = 0
    ) -> None:
        x = {"left": self.left, "centre": self.width / 2, "right": self.right}[align]

        def draw_line(canvas: Canvas, foot: float) -> None:
            y = foot + size * 0.4
            draw(canvas, text, x, y, size=size, bold=bold, align=align, spacing=spacing)

        self.blocks.append((size * 1.5, draw_line))

    def _runs(self, runs: Sequence[Run], size: float) -> None:
        def draw_mixed(canvas: Canvas, foot: float) -> None:
            draw_runs(canvas, runs, self.left, foot + size * 0.4, size=size)

        self.blocks.append((size * 1.5, draw_mixed))


def save_roll(roll: Roll, to: BinaryIO, *, title: str, author: str) -> None:
    """Write one slip as a PDF of its own."""
    canvas = open_paper(to, size=(roll.width, roll.height), title=title, author=author)
    roll.draw_on(canvas)
    canvas.save()
