"""The monthly retention summary on two pages: the month told, its figures, and who comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from desktop import formats
from desktop.i18n import tr, trc, trn
from desktop.printing.charts import (
    HEAT_ROW,
    ChartPoint,
    Frame,
    HeatRow,
    draw_heat,
    draw_percent_line,
)
from desktop.printing.lettering import draw, draw_paragraph, fit, width_of, wrap
from desktop.printing.palette import GREY, NAVY
from desktop.printing.sheet import PAGE_SIZES, amount, open_paper
from desktop.printing.summary_sheet import Cohort, SummarySheet
from desktop.printing.summary_tiles import draw_tiles, tiles_of
from desktop.printing.summary_words import explanation, period, points_note, story
from desktop.printing.tables import ROW, Row, draw_table, rows_that_fit

SUMMARY_PAPERS = ("a4", "letter")

_SIDE = 48.0
_EDGE = 44.0
_PAGES = 2
_BETWEEN = 17.0  # between one section and the next
_TITLE = 8.0  # between a section's title and what it holds
_STORY, _SMALL = 10.5, 8.5
_COHORTS_SHOWN = 12


def draw_summary(sheet: SummarySheet, to: BinaryIO, *, paper: str = "a4") -> None:
    """Draw the summary as a PDF of two pages."""
    assert paper in SUMMARY_PAPERS
    size = PAGE_SIZES[paper]
    title = tr("Retention summary, {month}").format(month=formats.month(sheet.first_day))
    canvas = open_paper(to, size=size, title=title, author=sheet.shop_name)
    page = _SummaryPages(canvas, sheet, *size)
    page.draw_first()
    canvas.showPage()
    page.draw_second()
    canvas.showPage()
    canvas.save()


@dataclass(frozen=True)
class _SummaryPages:
    """Draws the two pages; each section starts at a height and returns where it ended."""

    canvas: Canvas
    sheet: SummarySheet
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

    def draw_first(self) -> None:
        """Draw the month's story, tiles, line, reckoning, points and sales."""
        sheet = self.sheet
        y = self._head(1)
        y = draw_paragraph(
            self.canvas, story(sheet), _SIDE, y - 22,
            width=self.width, size=_STORY, leading=1.55,
        )  # fmt: skip
        frame = Frame(_SIDE, y + 4, self.width, 0)
        y = draw_tiles(self.canvas, frame, tiles_of(sheet)) - _BETWEEN
        y = self._line(y, self._line_height(y)) - _BETWEEN
        y = self._how(y) - _BETWEEN
        y = self._points(y) - _BETWEEN
        self._sales(y)

    def draw_second(self) -> None:
        """Draw who comes back, the months one by one, and plans and best customers."""
        y = self._head(2) - _BETWEEN - 4
        if self.sheet.cohorts:
            y = self._cohorts(y) - _BETWEEN
        y = self._months(y) - _BETWEEN
        self._side_by_side(y)

    def _head(self, number: int) -> float:
        canvas, sheet = self.canvas, self.sheet
        top = self.page_height - _EDGE - 15
        printed = tr("printed {moment}").format(moment=formats.moment_full(sheet.printed_at))
        page = tr("page {page} of {pages}").format(page=number, pages=_PAGES)
        draw(canvas, printed, self.right, top + 4, size=_SMALL, colour=GREY, align="right")
        draw(canvas, page, self.right, top - 9, size=_SMALL, colour=GREY, align="right")
        draw(canvas, tr("Retention summary"), _SIDE, top, size=18, bold=True)
        self._draw_where(top - 17)
        canvas.setStrokeColor(NAVY)
        canvas.setLineWidth(1.6)
        canvas.line(_SIDE, top - 28, self.right, top - 28)
        return top - 28

    def _draw_where(self, y: float) -> None:
        """Draw the shop and the month; a long shop name gives way to the month."""
        days = f" · {period(self.sheet.first_day, self.sheet.last_day)}"
        room = self.width - 90 - width_of(days, size=9.5)
        shop = fit(self.sheet.shop_name, width=room, size=9.5, floor=6.5)
        draw(self.canvas, shop.lines[0] + days, _SIDE, y, size=shop.size, colour=GREY)

    def _section(self, title: str, y: float) -> float:
        draw(self.canvas, title, _SIDE, y - 8, size=9, bold=True, colour=NAVY)
        return y - 8 - _TITLE

    def _line_height(self, y: float) -> float:
        """Return what is left for the line when everything below it has its place."""
        lines = sum(
            len(wrap(runs, width=self.width, size=_SMALL)) for runs in explanation(self.sheet)
        )
        below = 3 * (_BETWEEN + 8 + _TITLE) + lines * _SMALL * 1.45
        below += ROW * (2 + 1) + ROW * (_SALES_ROWS + 1)
        return min(max(y - 8 - _TITLE - below - _EDGE, 64.0), 150.0)

    def _line(self, y: float, height: float) -> float:
        y = self._section(tr("Retention, last 12 months"), y)
        points = [
            ChartPoint(formats.month_short(month.month), month.retention_percent)
            for month in self.sheet.history
        ]
        draw_percent_line(self.canvas, Frame(_SIDE, y, self.width, height), points)
        if all(point.percent is None for point in points):
            nothing = tr("No figure in these months yet")
            draw(
                self.canvas, nothing, self.page_width / 2, y - height * 0.4,
                size=9, colour=GREY, align="centre",
            )  # fmt: skip
        return y - height

    def _how(self, y: float) -> float:
        y = self._section(tr("How it is worked out"), y)
        y -= 6
        for runs in explanation(self.sheet):
            y = draw_paragraph(
                self.canvas, runs, _SIDE, y,
                width=self.width, size=_SMALL, colour=GREY, leading=1.45,
            )  # fmt: skip
        return y + _SMALL

    def _points(self, y: float) -> float:
        points = self.sheet.points
        y = self._section(tr("Points"), y)
        titles = (
            trc("points", "opening"), trc("points", "earned"), trc("points", "used"),
            trc("points", "expired"), trc("points", "reversed"), trc("points", "returned"),
            trc("points", "adjusted"), trc("points", "closing"),
        )  # fmt: skip
        cells = (
            formats.number(points.opening),
            formats.signed(points.earned),
            formats.signed(-points.redeemed),
            formats.signed(-points.expired),
            formats.signed(-points.reversed),
            formats.signed(points.returned),
            formats.signed(points.adjusted),
            formats.number(points.closing),
        )
        widths = [self.width / len(cells)] * len(cells)
        y = draw_table(self.canvas, _SIDE, y, titles=titles, rows=[Row(cells)], widths=widths)
        draw(self.canvas, points_note(self.sheet), _SIDE, y - 10, size=_SMALL, colour=GREY)
        return y - 13

    def _sales(self, y: float) -> float:
        sheet = self.sheet
        y = self._section(tr("Sales"), y)
        share = sheet.figures.returning_share_percent
        rest = None if share is None else 100 - share
        rows = (
            Row((
                tr("Returning customers"), formats.number(sheet.returning_customers), "",
                self._money(sheet.revenue_returning_minor), formats.percent(share),
            )),
            Row((
                tr("New customers"), formats.number(sheet.new_customers), "",
                self._money(sheet.revenue_new_minor), formats.percent(rest),
            )),
            Row((
                tr("Members together"), formats.number(sheet.buyers),
                formats.number(sheet.sales), self._money(sheet.revenue_minor), "",
            ), bold=True),
            Row((tr("Refunds"), "", "", self._money(-sheet.refunds_minor), "")),
            Row((
                tr("Members, net of refunds"), "", "", self._money(sheet.net_revenue_minor), "",
            ), bold=True),
            Row((
                tr("Sales without a card"), "", formats.number(sheet.anonymous_sales),
                self._money(sheet.anonymous_revenue_minor), "",
            )),
        )  # fmt: skip
        titles = ("", tr("customers"), tr("sales"), tr("revenue"), tr("share"))
        return draw_table(self.canvas, _SIDE, y, titles=titles, rows=rows, widths=self._columns(5))

    def _cohorts(self, y: float) -> float:
        y = self._section(tr("Who comes back: share of each month's newcomers still buying"), y)
        shown = self.sheet.cohorts[-_COHORTS_SHOWN:]
        steps = min(max(len(cohort.active) for cohort in shown), _COHORTS_SHOWN)
        rows = [
            HeatRow(formats.month_year(cohort.month), cohort.size, _percents(cohort))
            for cohort in shown
        ]
        frame = Frame(_SIDE, y, self.width, len(rows) * HEAT_ROW)
        y = draw_heat(self.canvas, frame, rows=rows, size_title=tr("newcomers"), steps=steps)
        note = tr("+1 is the month after the first purchase; figures are in percent.")
        draw(self.canvas, note, _SIDE, y - 12, size=8, colour=GREY)
        return y - 15

    def _months(self, y: float) -> float:
        y = self._section(tr("Month by month"), y)
        rows = [
            Row((
                formats.month_year(month.month),
                formats.percent(month.retention_percent),
                formats.number(month.buyers),
                self._money(month.revenue_minor),
            ))
            for month in self.sheet.history
        ]  # fmt: skip
        titles = ("", tr("retention"), tr("customers who bought"), tr("revenue"))
        return draw_table(self.canvas, _SIDE, y, titles=titles, rows=rows, widths=self._columns(4))

    def _side_by_side(self, y: float) -> None:
        """Draw further figures and plans beside each other, and the best customers below."""
        half = (self.width - 24) / 2
        places = [Frame(_SIDE, y, half, 0), Frame(_SIDE + half + 24, y, half, 0)]
        for draw_part in (self._others, self._plans, self._people):
            place = places.pop(0)
            end = draw_part(place)
            if end == place.top:  # nothing to show: the next part takes the place
                places.insert(0, place)
            else:
                places.append(Frame(place.left, end - _BETWEEN, half, 0))

    def _others(self, place: Frame) -> float:
        others = self.sheet.others
        if others is None:
            return place.top
        best = trn("The best customer", "The best {count} customers", others.top20_count)
        each = others.sales_per_buyer
        rows = [
            Row((tr("Bought last month and this month"),
                 formats.percent(others.month_on_month_percent))),
            Row((tr("Had bought before"), formats.percent(others.returning_rate_percent))),
            Row((tr("Sales for each customer"),
                 "–" if each is None else formats.money_bare(round(each * 100), digits=2))),
            Row((best.format(count=formats.number(others.top20_count)),
                 formats.percent(others.top20_share_percent))),
            Row((tr("Customers since the beginning"), formats.number(others.customers_to_date))),
            Row((tr("Of these, bought twice or more"),
                 formats.percent(others.repeat_rate_to_date_percent))),
        ]  # fmt: skip
        return self._half(
            tr("More of the month"), place, ("", ""), rows, widths=[place.width - 70, 70]
        )

    def _plans(self, place: Frame) -> float:
        plans = self.sheet.plans
        if plans is None:
            return place.top
        rows = [
            *(Row((name, formats.number(members))) for name, members in plans.by_plan),
            Row((tr("Members on a plan"), formats.number(self.sheet.figures.plan_members)),
                bold=True),
            Row((tr("Begun this month"), formats.number(plans.started))),
            Row((tr("Ended this month"), formats.number(plans.ended))),
            Row((tr("Recurring revenue a month"), self._money(plans.monthly_minor))),
            Row((tr("Net revenue churn"), formats.percent(plans.net_revenue_churn_percent))),
        ]  # fmt: skip
        return self._half(tr("Plans"), place, ("", ""), rows, widths=[place.width - 90, 90])

    def _people(self, place: Frame) -> float:
        rows = [
            Row((who.name, formats.number(who.visits), self._money(who.spent_minor)))
            for who in self.sheet.top_customers
        ]
        titles = ("", tr("visits"), tr("spent"))
        widths = [place.width * share for share in (0.58, 0.14, 0.28)]
        return self._half(tr("Customers who spent most"), place, titles, rows, widths=widths)

    def _half(
        self,
        title: str,
        place: Frame,
        titles: Sequence[str],
        rows: Sequence[Row],
        *,
        widths: Sequence[float],
    ) -> float:
        """Draw a table on one half of the page, as many rows as there is room for."""
        top = place.top - 8 - _TITLE
        shown = rows_that_fit(rows, widths, room=top - _EDGE)
        if not shown:
            return place.top
        draw(self.canvas, title, place.left, place.top - 8, size=9, bold=True, colour=NAVY)
        if not any(titles):
            top += ROW  # a table without titles begins where they would stand
        return draw_table(self.canvas, place.left, top, titles=titles, rows=shown, widths=widths)

    def _columns(self, count: int) -> list[float]:
        """Return a wide first column and equal ones for the figures."""
        first = self.width * 0.32
        return [first, *[(self.width - first) / (count - 1)] * (count - 1)]

    def _money(self, amount_minor: int) -> str:
        return amount(amount_minor, currency=self.sheet.currency, digits=self.sheet.digits)


_SALES_ROWS = 6


def _percents(cohort: Cohort) -> tuple[Fraction | None, ...]:
    if cohort.size == 0:
        return tuple(None for _ in cohort.active)
    return tuple(Fraction(active * 100, cohort.size) for active in cohort.active)
