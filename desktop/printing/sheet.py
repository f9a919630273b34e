"""Opens a paper and knows what all papers share: their sizes, their grids, how money is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, A6, LETTER, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.i18n import language_in_use
from desktop.printing.lettering import FONT, has_every_letter, load_fonts, printable
from desktop.printing.palette import CUT

# Plain binary streams: smaller, and the text coding of old mail gateways costs more than drawing.
rl_config.useA85 = 0

A6_LYING = landscape(A6)
Each = TypeVar("Each")
PAGE_SIZES: dict[str, tuple[float, float]] = {"a4": A4, "letter": LETTER}


def open_paper(to: BinaryIO, *, size: tuple[float, float], title: str, author: str) -> Canvas:
    """Begin a paper in the language in force: the same record always gives the same bytes."""
    load_fonts()
    canvas = Canvas(
        to,
        pagesize=size,
        invariant=True,
        pageCompression=1,
        lang=language_in_use(),
        # Else every page would ask for a Helvetica nobody embedded. (The stubs call it a float.)
        initialFontName=FONT,  # type: ignore[arg-type]
    )
    canvas.setTitle(printable(title))
    canvas.setAuthor(printable(author))
    canvas.setSubject("")
    canvas.setCreator("Okaeri")
    canvas.setProducer("Okaeri")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def amount(amount_minor: int, *, currency: str, digits: int) -> str:
    """Write money; a currency whose sign the font does not own goes by its three letters."""
    text = formats.money(amount_minor, currency=currency, digits=digits)
    if has_every_letter(text):
        return text
    return text.replace(formats.currency_sign(currency), f"{currency} ")


@dataclass(frozen=True)
class Grid:
    """Equal fields in the middle of a page; where no gap parts them they are cut apart."""

    columns: int
    rows: int
    field: tuple[float, float]
    page: tuple[float, float]
    gap: float = 0.0  # between columns, as ready-cut labels have

    @property
    def count(self) -> int:
        """Return how many fields a page holds."""
        return self.columns * self.rows

    @property
    def left(self) -> float:
        """Return where the first column begins."""
        taken = self.columns * self.field[0] + (self.columns - 1) * self.gap
        return (self.page[0] - taken) / 2

    @property
    def bottom(self) -> float:
        """Return where the last row ends."""
        return (self.page[1] - self.rows * self.field[1]) / 2

    def corners(self) -> Iterator[tuple[float, float]]:
        """Yield the lower left corner of each field, as one reads: row by row from the top."""
        across = self.field[0] + self.gap
        for row in range(self.rows - 1, -1, -1):
            for column in range(self.columns):
                yield self.left + column * across, self.bottom + row * self.field[1]

    def pages(
        self, things: Sequence[Each], *, start: int = 1
    ) -> Iterator[list[tuple[Each, float, float]]]:
        """Yield for each page what lies on it and where; a used sheet begins at a later field."""
        assert 1 <= start <= self.count
        corners, skipped = list(self.corners()), start - 1
        while things:
            room = self.count - skipped
            places = zip(things[:room], corners[skipped:], strict=False)
            yield [(thing, x, y) for thing, (x, y) in places]
            things, skipped = things[room:], 0

    def draw_cut_marks(self, canvas: Canvas) -> None:
        """Mark in the margins where to lay the knife; no mark touches a field."""
        gap, length = 1 * mm, 4 * mm
        right = self.left + self.columns * self.field[0]
        top = self.bottom + self.rows * self.field[1]
        marks = []
        for column in range(self.columns + 1):
            x = self.left + column * self.field[0]
            marks.append((x, top + gap, x, min(top + gap + length, self.page[1] - gap)))
            marks.append((x, self.bottom - gap, x, max(self.bottom - gap - length, gap)))
        for row in range(self.rows + 1):
            y = self.bottom + row * self.field[1]
            marks.append((self.left - gap, y, max(self.left - gap - length, gap), y))
            marks.append((right + gap, y, min(right + gap + length, self.page[0] - gap), y))
        canvas.setStrokeColor(CUT)
        canvas.setLineWidth(0.4)
        canvas.lines(marks)
