"""What all pages of the retention summary share: their head, sections, tables and columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.i18n import tr
from desktop.printing.charts import Frame
from desktop.printing.lettering import Run, draw, draw_paragraph, fit, width_of, wrap_text
from desktop.printing.palette import GREY, NAVY
from desktop.printing.sheet import amount
from desktop.printing.summary_sheet import SummarySheet
from desktop.printing.summary_words import days_of
from desktop.printing.tables import NAMES, ROW, Row, Texts, draw_table, rows_that_fit

SIDE = 48.0
EDGE = 44.0
BETWEEN = 17.0  # between one section and the next
TITLE = 8.0  # between a section's title and what it holds
SMALL = 8.5
SUMMARY_PAGES = 4
_GUTTER = 24.0


@dataclass(frozen=True)
class SummaryPage:
    """A page on which sections are drawn, each from a height down to the one it returns."""

    canvas: Canvas
    sheet: SummarySheet
    page_width: float
    page_height: float
    number: int

    @property
    def width(self) -> float:
        """Return the width between the margins."""
        return self.page_width - 2 * SIDE

    @property
    def right(self) -> float:
        """Return the right margin's edge."""
        return self.page_width - SIDE

    def head(self) -> float:
        """Draw what the paper is, whose, of which month, and which page of it."""
        canvas, sheet = self.canvas, self.sheet
        top = self.page_height - EDGE - 15
        printed = tr("printed {moment}").format(moment=formats.moment_full(sheet.printed_at))
        page = tr("page {page} of {pages}").format(page=self.number, pages=SUMMARY_PAGES)
        draw(canvas, printed, self.right, top + 4, size=SMALL, colour=GREY, align="right")
        draw(canvas, page, self.right, top - 9, size=SMALL, colour=GREY, align="right")
        draw(canvas, tr("Retention summary"), SIDE, top, size=18, bold=True)
        self._draw_where(top - 17)
        canvas.setStrokeColor(NAVY)
        canvas.setLineWidth(1.6)
        canvas.line(SIDE, top - 28, self.right, top - 28)
        return top - 28

    def _draw_where(self, y: float) -> None:
        """Draw the shop and the month; a long shop name gives way to the month."""
        days = f" · {days_of(self.sheet)}"
        room = self.width - 90 - width_of(days, size=9.5)
        shop = fit(self.sheet.shop_name, width=room, size=9.5, floor=6.5)
        draw(self.canvas, shop.lines[0] + days, SIDE, y, size=shop.size, colour=GREY)

    def section(self, title: str, y: float, *, left: float = SIDE) -> float:
        """Draw a section's title."""
        draw(self.canvas, title, left, y - 8, size=9, bold=True, colour=NAVY)
        return y - 8 - TITLE

    def note(self, text: str, y: float, *, left: float = SIDE, width: float = 0) -> float:
        """Draw a small sentence below what it explains, where there is room for it."""
        lines = wrap_text(text, width=width or self.width, size=8)
        for line in lines if y - 11 * len(lines) > EDGE else ():
            draw(self.canvas, line, left, y - 10, size=8, colour=GREY)
            y -= 11
        return y - 3

    def table(
        self,
        title: str,
        y: float,
        *,
        titles: Sequence[str],
        rows: Sequence[Row],
        widths: Sequence[float],
        texts: Texts = NAMES,
        empty: str = "",
    ) -> float:
        """Draw a table over the whole width, as many rows as there is room for.

        Without rows the sentence `empty` stands in its place, or nothing at all.
        """
        if not rows:
            return self._nothing(title, y, empty) if empty else y
        top = y - 8 - TITLE
        if not any(titles):
            top += ROW  # a table without titles begins where they would stand
        shown = rows_that_fit(rows, widths, room=top - EDGE, texts=texts)
        if not shown:
            return y
        self.section(title, y)
        end = draw_table(
            self.canvas, SIDE, top, titles=titles, rows=shown, widths=widths, texts=texts
        )
        return end - BETWEEN

    def _nothing(self, title: str, y: float, sentence: str) -> float:
        y = self.section(title, y)
        y = draw_paragraph(
            self.canvas, (Run(sentence),), SIDE, y - 5,
            width=self.width, size=SMALL, colour=GREY, leading=1.4,
        )  # fmt: skip
        return y + SMALL - BETWEEN

    def columns(self, y: float, parts: Sequence[Callable[[Frame], float]]) -> float:
        """Draw parts in two columns, each below the shorter one; return where both have ended."""
        half = (self.width - _GUTTER) / 2
        places = [Frame(SIDE, y, half, 0), Frame(SIDE + half + _GUTTER, y, half, 0)]
        for draw_part in parts:
            places.sort(key=lambda place: (-place.top, place.left))
            place = places.pop(0)
            end = draw_part(place)
            if end != place.top:
                end -= BETWEEN
            places.append(Frame(place.left, end, half, 0))
        return min(place.top for place in places)

    def half(
        self,
        title: str,
        place: Frame,
        titles: Sequence[str],
        rows: Sequence[Row],
        *,
        widths: Sequence[float],
    ) -> float:
        """Draw a table in one column, as many rows as there is room for."""
        top = place.top - 8 - TITLE
        shown = rows_that_fit(rows, widths, room=top - EDGE)
        if not shown:
            return place.top
        draw(self.canvas, title, place.left, place.top - 8, size=9, bold=True, colour=NAVY)
        if not any(titles):
            top += ROW  # a table without titles begins where they would stand
        return draw_table(self.canvas, place.left, top, titles=titles, rows=shown, widths=widths)

    def shares(self, *parts: float) -> list[float]:
        """Return columns over the whole width, by their shares of it."""
        return [self.width * part / sum(parts) for part in parts]

    def money(self, amount_minor: int) -> str:
        """Write an amount of the shop's money."""
        return amount(amount_minor, currency=self.sheet.currency, digits=self.sheet.digits)
