"""The summary's first page: the month told, its figures, and how they were worked out."""

from desktop import formats
from desktop.i18n import tr, trc
from desktop.printing.charts import ChartPoint, Frame, draw_percent_line
from desktop.printing.lettering import draw, draw_paragraph, fit, wrap
from desktop.printing.palette import GREY
from desktop.printing.summary_page import BETWEEN, EDGE, SIDE, SMALL, TITLE, SummaryPage
from desktop.printing.summary_tiles import draw_tiles, tiles_of
from desktop.printing.summary_words import explanation, points_note, story
from desktop.printing.tables import ROW, Row, draw_table

_STORY = 10.5
_SALES_ROWS = 6


def draw_month(page: SummaryPage) -> None:
    """Draw the month's story, tiles, line, reckoning, points and sales."""
    y = page.head()
    y = draw_paragraph(
        page.canvas, story(page.sheet), SIDE, y - 22,
        width=page.width, size=_STORY, leading=1.55,
    )  # fmt: skip
    frame = Frame(SIDE, y + 4, page.width, 0)
    y = draw_tiles(page.canvas, frame, tiles_of(page.sheet)) - BETWEEN
    y = _line(page, y, _line_height(page, y)) - BETWEEN
    y = _how(page, y) - BETWEEN
    y = _points(page, y) - BETWEEN
    _sales(page, y)


def _line_height(page: SummaryPage, y: float) -> float:
    """Return what is left for the line when everything below it has its place."""
    lines = sum(len(wrap(runs, width=page.width, size=SMALL)) for runs in explanation(page.sheet))
    below = 3 * (BETWEEN + 8 + TITLE) + lines * SMALL * 1.45
    below += ROW * (2 + 1) + ROW * (_SALES_ROWS + 1)
    return min(max(y - 8 - TITLE - below - EDGE, 64.0), 150.0)


def _line(page: SummaryPage, y: float, height: float) -> float:
    y = page.section(tr("Retention, last 12 months"), y)
    points = [
        ChartPoint(formats.month_short(month.month), month.retention_percent)
        for month in page.sheet.history
    ]
    draw_percent_line(page.canvas, Frame(SIDE, y, page.width, height), points)
    if all(point.percent is None for point in points):
        nothing = tr("No figure in these months yet")
        draw(
            page.canvas, nothing, page.page_width / 2, y - height * 0.4,
            size=9, colour=GREY, align="centre",
        )  # fmt: skip
    return y - height


def _how(page: SummaryPage, y: float) -> float:
    y = page.section(tr("How it is worked out"), y)
    y -= 6
    for runs in explanation(page.sheet):
        y = draw_paragraph(
            page.canvas, runs, SIDE, y, width=page.width, size=SMALL, colour=GREY, leading=1.45
        )
    return y + SMALL


def _points(page: SummaryPage, y: float) -> float:
    points = page.sheet.points
    y = page.section(tr("Points"), y)
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
    widths = [page.width / len(cells)] * len(cells)
    y = draw_table(page.canvas, SIDE, y, titles=titles, rows=[Row(cells)], widths=widths)
    note = fit(points_note(page.sheet), width=page.width, size=SMALL, floor=6.5)
    draw(page.canvas, note.lines[0], SIDE, y - 10, size=note.size, colour=GREY)
    return y - 13


def _sales(page: SummaryPage, y: float) -> float:
    sheet = page.sheet
    y = page.section(tr("Sales"), y)
    share = sheet.figures.returning_share_percent
    rest = None if share is None else 100 - share
    rows = (
        Row((
            tr("Returning customers"), formats.number(sheet.returning_customers), "",
            page.money(sheet.revenue_returning_minor), formats.percent(share),
        )),
        Row((
            tr("New customers"), formats.number(sheet.new_customers), "",
            page.money(sheet.revenue_new_minor), formats.percent(rest),
        )),
        Row((
            tr("Members together"), formats.number(sheet.buyers),
            formats.number(sheet.sales), page.money(sheet.revenue_minor), "",
        ), bold=True),
        Row((tr("Refunds"), "", "", page.money(-sheet.refunds_minor), "")),
        Row((
            tr("Members, net of refunds"), "", "", page.money(sheet.net_revenue_minor), "",
        ), bold=True),
        Row((
            tr("Sales without a card"), "", formats.number(sheet.anonymous_sales),
            page.money(sheet.anonymous_revenue_minor), "",
        )),
    )  # fmt: skip
    titles = ("", tr("customers"), tr("sales"), tr("revenue"), tr("share"))
    widths = page.shares(32, 17, 17, 17, 17)
    return draw_table(page.canvas, SIDE, y, titles=titles, rows=rows, widths=widths)
