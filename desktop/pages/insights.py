"""Insights: the month in figures, who comes back, and the summary to print."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.connection import open_book
from db.queries.month import MonthFigures, month_figures
from db.queries.sales import first_sale_day
from db.rules.periods import add_months, last_day_of_month
from db.rules.retention import percent
from db.rules.shop import ShopSettings
from db.session import Session
from desktop import formats, theme
from desktop.i18n import tr
from desktop.insight_words import MonthWords
from desktop.tasks import Task
from desktop.widgets.buttons import button, primary
from desktop.widgets.charts import HeatMap, Line, LineChart, ShadeRow
from desktop.widgets.explained_tile import ExplainedTile, Explanation
from desktop.widgets.figure_list import FigureList
from desktop.widgets.labels import label, muted, small
from desktop.widgets.month_control import MonthControl
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.widgets.side_by_side import SideBySide

_TALL = 900  # from this height of the page on there is room for a year of cohorts
_NARROW = 900  # below this width of the page all cards stand under each other


@dataclass(frozen=True)
class Reading:
    """What was read for one month; `number` tells whether it is still what is wanted."""

    number: int
    figures: MonthFigures
    before: MonthFigures | None


class InsightsPage(Page):
    """Shows one month against the one before, and prints or exports it."""

    shows = frozenset({"facts", "settings", "sales"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.month: date | None = None
        self.words: MonthWords | None = None
        self._asked = 0
        self._preview: QWidget | None = None
        self._lay_out()
        for keys, months in (("Alt+Left", -1), ("Alt+Right", 1)):
            self._shortcut(keys, partial(self.turn_month, months))
        self._shortcut("F1", self.explain_chosen)

    # -- What it shows ----------------------------------------------------------------------

    def reload(self) -> None:
        """Read the month again; a book without a sale has a word of welcome instead."""
        first_day = first_sale_day(self.session.db)
        self.empty.setVisible(first_day is None)
        self.full.setVisible(first_day is not None and self.words is not None)
        if first_day is None:
            return
        today = self.session.today
        this_month = today.replace(day=1)
        if self.month is None:
            self.month = max(add_months(this_month, -1), first_day.replace(day=1))
        self.show_month(self.month)

    def turn_month(self, months: int) -> None:
        """Turn to the month before or after, unless a paper lies over the figures."""
        if self._preview is None or self._preview.isHidden():
            self.month_control.turn(months)

    def show_month(self, month: date) -> None:
        """Turn to a month; its figures are worked out in the lane and come when they are there."""
        self.month = month
        self._asked += 1
        self._show_title(month)
        session, number = self.session, self._asked
        path, today, settings = session.path, session.today, session.settings

        def read(_progress: object) -> Reading | None:
            if number != self._asked:
                return None  # somebody who turns quickly does not wait for each month
            return _read(path, number=number, month=month, today=today, settings=settings)

        task = Task(read)
        task.signals.finished.connect(self.show_reading)
        task.signals.refused.connect(self.explain_refusal)
        self.long_work.emit(task)

    def show_reading(self, reading: Reading | None) -> None:
        """Show what was read, unless another month was asked for meanwhile."""
        if reading is None or reading.number != self._asked:
            return
        figures = reading.figures
        self.words = MonthWords(figures, reading.before, self.session.settings)
        self._show_tiles(self.words)
        self._show_charts(figures)
        self._show_accounts(self.words)
        if self.full.isHidden():
            self.full.show()
            self.take_focus()

    def take_focus(self) -> None:
        self.month_control.take_focus()

    def explain_chosen(self) -> None:
        """Tell how the figure that has the focus was worked out, else the first one."""
        chosen = next((each for each in self.tiles.values() if each.hasFocus()), None)
        self.explain(chosen or self.tiles["retention"])

    def explain(self, tile: ExplainedTile) -> None:
        """Tell under the tiles how a figure was worked out; once more takes it away."""
        if self.how.isVisible() and self.how.tile is tile:
            self.how.close_again()
            return
        self._tell_how(tile)
        self.how.show()
        self.how.close_button.setFocus()

    # -- What it does -----------------------------------------------------------------------

    def print_summary(self) -> None:
        """Draw the monthly summary and show it as it will be printed."""
        assert self.month is not None
        session, month = self.session, self.month
        path, clock = session.path, session.clock

        def draw(_progress: object) -> bytes:
            from io import BytesIO

            from desktop.papers.summary import office_paper, print_summary
            from desktop.printers import size_for

            paper = BytesIO()
            book = Session(open_book(path), clock=clock)
            try:
                size = size_for("page", office_paper(book.settings.country))
                print_summary(book, month, paper, paper=size)
            finally:
                book.db.conn.close()
            return paper.getvalue()

        self.print_button.setEnabled(False)
        task = Task(draw)
        task.signals.finished.connect(self.show_paper)
        task.signals.refused.connect(self.explain_refusal)
        for ending in (task.signals.finished, task.signals.refused, task.signals.failed):
            ending.connect(self._print_again)
        self.long_work.emit(task)

    def show_paper(self, content: bytes) -> None:
        """Show the drawn summary over the page."""
        from desktop.widgets.paper_preview import PaperPreview

        assert self.words is not None
        if not isinstance(self._preview, PaperPreview):
            self._preview = PaperPreview(self, "insights.paper", closed=self.print_button.setFocus)
        month = self.words.now.month
        self._preview.show_paper(
            content,
            title=tr("Retention summary, {month}").format(month=formats.month(month)),
            file_name=f"{tr('Retention summary')} {month:%Y-%m}.pdf",
        )

    def export(self) -> None:
        """Save the month's figures as a file that spreadsheets open."""
        from desktop.month_table import month_table
        from desktop.widgets.save_dialog import ask_where_to_save, save_bytes

        assert self.words is not None
        words = self.words
        self.dialog = ask_where_to_save(
            self,
            title=tr("Export CSV"),
            suggested=f"{tr('Figures')} {words.now.month:%Y-%m}.csv",
            then=lambda path: save_bytes(self, path, month_table(words)),
        )

    # -- Building ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(theme.PADDING, theme.GAP_CARD, theme.PADDING, theme.GAP_CARD)
        column.setSpacing(theme.GAP_CARD)
        self.empty = self._empty_card()
        self.full = QWidget()
        column.addWidget(self.empty)
        column.addWidget(self.full)
        column.addStretch(1)
        cards = QVBoxLayout(self.full)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.GAP_CARD)
        cards.addLayout(self._head())
        self.tiles = {
            name: self._tile(name, words)
            for name, words in (
                ("retention", tr("Retention rate")),
                ("lost", tr("Lost customers")),
                ("second_visit", tr("Second visit within 60 days")),
                ("returning", tr("From returning customers")),
                ("points_owed", tr("Points owed")),
            )
        }
        cards.addWidget(SideBySide(list(self.tiles.values()), narrowest=190))
        self.how = Explanation("insights.how")
        cards.addWidget(self.how)
        cards.addLayout(self._charts_and_accounts())
        self.full.hide()

    def _head(self) -> QHBoxLayout:
        self.month_control = MonthControl("insights.month", tr("Month"))
        self.month_control.turned.connect(self.show_month)
        self.export_button = button(tr("Export CSV"), "insights.export", self.export)
        self.print_button = primary(
            tr("Print monthly summary"), "insights.print", self.print_summary
        )
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.month_control)
        row.addStretch(1)
        row.addWidget(self.export_button)
        row.addWidget(self.print_button)
        return row

    def _tile(self, name: str, words: str) -> ExplainedTile:
        tile = ExplainedTile(f"insights.{name}", words)
        tile.asked.connect(partial(self.explain, tile))
        return tile

    def _charts_and_accounts(self) -> QBoxLayout:
        self.heat = HeatMap("insights.cohorts", tr("Who comes back"))
        self.line = LineChart("insights.history", tr("Retention, last 12 months"))
        self.sales, self.points, self.plans, self.more = (FigureList() for _ in range(4))
        self.points_note, self.plans_note = small(wrap=True), muted(wrap=True)
        heat = _card(tr("Who comes back: share of each month's newcomers still buying"), self.heat)
        line = _card(tr("Retention, last 12 months"), self.line)
        self.line.setFixedHeight(210)
        sales = _card(tr("Sales"), self.sales)
        points = _card(tr("Points"), self.points, self.points_note)
        plans = _card(tr("Plans"), self.plans, self.plans_note)
        more = _card(tr("More of the month"), self.more)
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(theme.GAP_CARD)
        self.columns.addLayout(_column(heat, SideBySide([points, plans], narrowest=260)), 58)
        self.columns.addLayout(_column(line, sales, more), 42)
        return self.columns

    def _empty_card(self) -> Panel:
        card = Panel()
        card.body.setContentsMargins(32, 28, 32, 28)
        card.body.setSpacing(theme.GAP)
        card.body.addWidget(label(tr("Here you will see who comes back."), "title", wrap=True))
        card.body.addWidget(
            muted(
                tr(
                    "As soon as the first sale is recorded, this page counts the month: how many "
                    "customers stayed, how many were lost, what regulars bring in, and which "
                    "points are still to be used. Sales of earlier years can be imported."
                ),
                wrap=True,
            )
        )
        self.empty_button = primary(
            tr("To the counter"), "insights.counter", lambda: self.turn_to.emit("counter", None)
        )
        card.add_row(self.empty_button, None)
        return card

    def _shortcut(self, keys: str, do: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)

    # -- Filling ----------------------------------------------------------------------------

    def _show_title(self, month: date) -> None:
        today = self.session.today
        first_day = first_sale_day(self.session.db) or today
        so_far = ""
        if month <= today < last_day_of_month(month):
            so_far = tr("so far, up to {day}").format(day=formats.day_short(today))
        self.month_control.show_month(
            month,
            first=first_day.replace(day=1),
            last=today.replace(day=1),
            aside=so_far,
        )

    def _show_tiles(self, words: MonthWords) -> None:
        for name, tile in self.tiles.items():
            told = getattr(words, name)()
            tile.show_figure(told.figure, note=told.note, change=told.change, tone=told.tone)
            tile.setToolTip("\n".join(told.how))
        if self.how.tile is not None:
            self._tell_how(self.how.tile)

    def _tell_how(self, tile: ExplainedTile) -> None:
        name = tile.objectName().rpartition(".")[2]
        self.how.explain(tile, getattr(self.words, name)().how)

    def _show_charts(self, figures: MonthFigures) -> None:
        self.line.show_lines(
            [
                Line(
                    tr("all customers"),
                    [past.customers.retention_percent for past in figures.history],
                )
            ],
            [formats.month_short(past.month) for past in figures.history],
        )
        told = (
            f"{formats.month_short(past.month)} {formats.percent(past.customers.retention_percent)}"
            for past in figures.history
        )
        self.line.setAccessibleDescription(", ".join(told))
        self._show_cohorts(figures)

    def _show_cohorts(self, figures: MonthFigures) -> None:
        shown = figures.cohorts[-(12 if self.height() >= _TALL else 8) :]
        months = max((len(cohort.active) for cohort in shown), default=1)
        self.heat.show_rows(
            [
                ShadeRow(
                    formats.month_year(cohort.month),
                    formats.number(cohort.size),
                    [percent(active, cohort.size) for active in cohort.active],
                )
                for cohort in shown
            ],
            columns=[f"+{number}" for number in range(months)],
            beside=tr("new"),
        )

    def _show_accounts(self, words: MonthWords) -> None:
        self.sales.show_rows(words.sales_rows(), heads=(tr("customers"), tr("revenue")))
        self.points.show_rows(words.points_rows())
        self.points_note.setText(words.points_note())
        self.more.show_rows(words.more_rows())
        plan_rows = words.plan_rows()
        self.plans.show_rows(plan_rows)
        self.plans.setVisible(bool(plan_rows))
        self.plans_note.setVisible(not plan_rows)
        self.plans_note.setText(tr("Nobody is on a plan. Plans are made under Offers."))

    def _print_again(self, *_: object) -> None:
        self.print_button.setEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.words is not None:
            self._show_cohorts(self.words.now)
        narrow = self.width() < _NARROW
        direction = QBoxLayout.Direction
        self.columns.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)


def _read(path: Path, *, number: int, month: date, today: date, settings: ShopSettings) -> Reading:
    """Work two months out on a connection of one's own."""
    book = open_book(path)
    try:
        figures = month_figures(book, month=month, today=today, settings=settings)
        before = month_figures(book, month=add_months(month, -1), today=today, settings=settings)
    finally:
        book.conn.close()
    known = before.repeats.customers_to_date > 0
    return Reading(number, figures, before if known else None)


def _card(words: str, *content: QWidget) -> Panel:
    card = Panel(words)
    for widget in content:
        card.body.addWidget(widget)
    card.body.addStretch(1)
    return card


def _column(*cards: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.GAP_CARD)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column
