"""Insights: a period in figures, each told and each with its customers, and the paper to print."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.connection import open_book
from db.queries.behind import Behind, customers_behind
from db.queries.sales import first_sale_day
from db.rules.spans import Period, period_of
from db.session import Session
from desktop import formats, theme
from desktop.i18n import tr, trc
from desktop.insights.bonds import Bonds
from desktop.insights.coming_back import ComingBack
from desktop.insights.groups import Groups
from desktop.insights.overview import Overview
from desktop.insights.reading import Reading, read_period
from desktop.insights.rewards import Rewards
from desktop.insights.section import InsightsSection
from desktop.insights.voices import Voices
from desktop.tasks import Task
from desktop.undoing import Undoing
from desktop.widgets.behind_panel import BehindPanel
from desktop.widgets.buttons import button, primary
from desktop.widgets.campaign_subject import these_customers
from desktop.widgets.choice_row import ChoiceRow
from desktop.widgets.figure_panel import Figure, FigurePanel, Whose
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import label, muted
from desktop.widgets.page import Page, Subject
from desktop.widgets.panel import Panel
from desktop.widgets.period_control import PeriodControl
from desktop.words.periods import period_words

if TYPE_CHECKING:
    from desktop.widgets.paper_preview import PaperPreview

_NARROW = 860  # below this width of the page the head takes two lines
_SECTIONS: dict[str, type[InsightsSection]] = {
    "overview": Overview,
    "customers": ComingBack,
    "groups": Groups,
    "rewards": Rewards,
    "bonds": Bonds,
    "voices": Voices,
}


class InsightsPage(Page):
    """Shows one period against the one before; what was asked for last is what is shown."""

    shows: ClassVar[frozenset[str]] = frozenset({"facts", "settings", "sales"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.page: Page = self  # its sections ask it as their desk
        self.period: Period | None = None
        self.reading: Reading | None = None
        self._asked = self._asked_behind = 0
        self._sections: dict[str, InsightsSection] = {}
        self._filled: dict[str, Reading] = {}
        self._read_beside: set[str] = set()
        self._preview: PaperPreview | None = None
        self.dialog: QFileDialog | None = None
        self.how = FigurePanel(self, "insights.how")
        self.how.behind_asked.connect(self.show_behind)
        self.behind = BehindPanel(self, "insights.behind")
        self.behind.opened.connect(
            lambda customer: self.turn_to.emit("customer", Subject("customer", customer))
        )
        self.behind.campaign_asked.connect(
            lambda customers, words: self.turn_to.emit("offers", these_customers(customers, words))
        )
        self.undoing = Undoing(self, is_free=self._is_free)
        self._lay_out()
        self._listen_to_keys()

    # -- What it shows ----------------------------------------------------------------------

    def reload(self) -> None:
        """Read the period again; a book without a sale has a word of welcome instead."""
        first_day = first_sale_day(self.session.db)
        self.empty.setVisible(first_day is None)
        self.full.setVisible(first_day is not None and self.reading is not None)
        if first_day is None:
            return
        if self.period is None:
            month = period_of("month", self.session.today)
            self.period = max(month.before, period_of("month", first_day))
        self._read_beside.clear()
        self.show_period(self.period)

    def turn_period(self, way: int) -> None:
        """Turn to the period before (−1) or after (1), unless something lies over the figures."""
        if self._is_free():
            self.period_control.turn(way)

    def show_period(self, period: Period) -> None:
        """Turn to a period; its figures are worked out in the lane and come when they are there."""
        self.period = period
        self._asked += 1
        self._show_title(period)
        session, number = self.session, self._asked
        path, today, settings = session.path, session.today, session.settings

        def read(_progress: object) -> Reading | None:
            if number != self._asked:
                return None  # somebody who turns quickly does not wait for each period
            return read_period(path, number=number, period=period, today=today, settings=settings)

        task = Task(read)
        task.signals.finished.connect(self.show_reading)
        task.signals.refused.connect(self.explain_refusal)
        self.long_work.emit(task)

    def show_reading(self, reading: Reading | None) -> None:
        """Show what was read, unless another period was asked for meanwhile."""
        if reading is None or reading.number != self._asked:
            return
        self.reading = reading
        is_month = reading.now.kind == "month"
        self.print_button.setEnabled(is_month)
        tip = "" if is_month else tr("The summary is printed for a month.")
        self.print_button.setToolTip(tip)
        self._fill()
        if self.full.isHidden():
            self.full.show()
            self.take_focus()

    def section(self) -> InsightsSection:
        """Return the section that is shown."""
        return self._section(self.tabs.value())

    def turn_to_section(self, name: str) -> None:
        """Show a section, unless something lies over the figures."""
        if self._is_free():
            next(each for each in self.tabs.buttons if each.property("value") == name).click()

    def take_focus(self) -> None:
        """Put the focus where work begins; what lies over the figures keeps it."""
        panels = self.findChildren(SidePanel)
        over = next((each for each in panels if each.isVisibleTo(self)), None)
        if over is self.behind:
            self.behind.table.setFocus()
        elif over is not None:
            over.close_button.setFocus()
        elif self.empty.isVisibleTo(self):
            self.empty_button.setFocus()
        else:
            self.period_control.take_focus()

    def tell_done(self, sentence: str, operation: str) -> None:
        """Say what was done, and that it can be undone."""
        self.undoing.offer(sentence, operation)

    # -- How a figure came about, and who is behind it ---------------------------------------

    def explain(self, figure: Figure) -> None:
        """Tell how a figure was worked out; once more takes it away."""
        if self.how.isVisible() and self.how.figure and self.how.figure.name == figure.name:
            self.how.close_panel()
            return
        self.behind.hide()
        self.how.tell(figure)

    def explain_chosen(self) -> None:
        """Tell how the figure that has the focus was worked out, else the first one."""
        figure = self.section().chosen()
        if figure is not None:
            self.explain(figure)

    def show_behind(self, whose: Whose) -> None:
        """List the customers behind a figure; they are read in the lane."""
        assert self.period is not None
        self._asked_behind += 1
        number, period, session = self._asked_behind, self.period, self.session
        path, today, settings = session.path, session.today, session.settings

        def read(_progress: object) -> tuple[int, Behind] | None:
            if number != self._asked_behind:
                return None
            book = open_book(path)
            try:
                found = customers_behind(
                    book, period=period, figure=whose.figure, settings=settings, today=today
                )
            finally:
                book.conn.close()
            return number, found

        self.behind.ask(f"{whose.words} · {period_words(period)}")
        task = Task(read)
        task.signals.finished.connect(self._show_found)
        task.signals.refused.connect(self.explain_refusal)
        self.long_work.emit(task)

    def beneath(self) -> str:
        """Return what stands under the title of a copied picture."""
        period = period_words(self.period) if self.period else ""
        return " · ".join(part for part in (period, self.session.settings.name) if part)

    def _show_found(self, answer: tuple[int, Behind] | None) -> None:
        if answer is not None and answer[0] == self._asked_behind and self.behind.isVisible():
            self.behind.show_behind(answer[1])

    # -- What it does -----------------------------------------------------------------------

    def print_summary(self) -> None:
        """Draw the monthly summary and show it as it will be printed."""
        assert self.period is not None
        session, month = self.session, self.period.first
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
        task.signals.finished.connect(partial(self.show_paper, month))
        task.signals.refused.connect(self.explain_refusal)
        for ending in (task.signals.finished, task.signals.refused, task.signals.failed):
            ending.connect(self._print_again)
        self.long_work.emit(task)

    def show_paper(self, month: date, content: bytes) -> None:
        """Show the drawn summary over the page."""
        from desktop.widgets.paper_preview import PaperPreview

        if self._preview is None:
            self._preview = PaperPreview(self, "insights.paper", closed=self.print_button.setFocus)
        self._preview.show_paper(
            content,
            title=tr("Retention summary, {month}").format(month=formats.month(month)),
            file_name=f"{tr('Retention summary')} {month:%Y-%m}.pdf",
        )

    def export(self) -> None:
        """Save the period's figures as a file that spreadsheets open."""
        from desktop.month_table import figures_table
        from desktop.widgets.figure_card import ask_for_table

        assert self.reading is not None
        reading = self.reading
        table = figures_table(reading.now, reading.before, digits=reading.settings.digits)
        name = f"{tr('Figures')} {reading.now.period.name}"
        self.dialog = ask_for_table(self, tr("Export"), table, name=name)

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
        self._column = QVBoxLayout(self.full)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP)
        self._column.addLayout(self._head())
        self.tabs = ChoiceRow("insights.section", tr("What to look at"))
        self._column.addWidget(self.tabs)
        self.tabs.offer(
            [
                ("overview", trc("tab", "Overview")),
                ("customers", trc("tab", "Who comes back")),
                ("groups", trc("tab", "Groups")),
                ("rewards", trc("tab", "Points and offers")),
                ("bonds", trc("tab", "Plans and friends")),
                ("voices", trc("tab", "Team and words")),
            ]
        )
        for number, each in enumerate(self.tabs.buttons, start=1):
            each.setToolTip(f"Alt+{number}")
        self.tabs.chosen.connect(lambda _: self._fill())
        self.full.hide()

    def _head(self) -> QBoxLayout:
        self.period_control = PeriodControl("insights.month", tr("Period"))
        self.period_control.turned.connect(self.show_period)
        self.export_button = button(tr("Export"), "insights.export", self.export)
        self.print_button = primary(
            tr("Print monthly summary"), "insights.print", self.print_summary
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addStretch(1)
        buttons.addWidget(self.export_button)
        buttons.addWidget(self.print_button)
        self._head_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head_row.setSpacing(theme.GAP)
        self._head_row.addWidget(self.period_control, 1)
        self._head_row.addLayout(buttons)
        return self._head_row

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

    def _listen_to_keys(self) -> None:
        names = list(_SECTIONS)
        keys: dict[str, Callable[[], object]] = {
            "Alt+Left": partial(self.turn_period, -1),
            "Alt+Right": partial(self.turn_period, 1),
            "F1": self.explain_chosen,
            "Ctrl+Tab": partial(self._turn_section, 1),
            "Ctrl+Shift+Tab": partial(self._turn_section, -1),
            **{
                f"Alt+{number}": partial(self.turn_to_section, name)
                for number, name in enumerate(names, start=1)
            },
        }
        for each, do in keys.items():
            shortcut = QShortcut(QKeySequence(each), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    # -- Inside -----------------------------------------------------------------------------

    def _section(self, name: str) -> InsightsSection:
        """Return a section; it is made when it is first wanted."""
        if name not in self._sections:
            made = _SECTIONS[name](self)
            made.settle(self.width())
            self._sections[name] = made
            self._column.addWidget(made, 1)
        return self._sections[name]

    def _fill(self) -> None:
        """Show the chosen section, with the period if it does not have it yet."""
        if self.reading is None:
            return
        name = self.tabs.value()
        shown = self._section(name)
        if self._filled.get(name) is not self.reading:
            self._filled[name] = self.reading
            shown.fill(self.reading)
            shown.order_tabs()
            self._tell_again(shown)
        if name not in self._read_beside:
            self._read_beside.add(name)
            shown.read_beside()
        for each in self._sections.values():
            each.setVisible(each is shown)

    def _tell_again(self, shown: InsightsSection) -> None:
        """Let the panel over the page tell its figure of the period that is shown now."""
        if self.how.isVisible() and self.how.figure is not None:
            figure = shown.figures.get(self.how.figure.name)
            if figure is not None:
                self.how.fill(figure)

    def _turn_section(self, way: int) -> None:
        names = list(_SECTIONS)
        place = names.index(self.tabs.value())
        self.turn_to_section(names[(place + way) % len(names)])

    def _is_free(self) -> bool:
        """Tell whether nothing lies over the figures."""
        directly = Qt.FindChildOption.FindDirectChildrenOnly
        beside = set(self.findChildren(QWidget, options=directly)) - {self.scroll_area, self.notice}
        return not any(each.isVisibleTo(self) for each in beside)

    def _show_title(self, period: Period) -> None:
        today = self.session.today
        first_day = first_sale_day(self.session.db) or today
        so_far = ""
        if period.holds(today) and today < period.last:
            so_far = tr("so far, up to {day}").format(day=formats.day_short(today))
        self.period_control.show_period(period, first=first_day, last=today, aside=so_far)

    def _print_again(self, *_: object) -> None:
        self.print_button.setEnabled(self.period is not None and self.period.kind == "month")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self._is_free():
            self.turn_period(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        elif event.key() != Qt.Key.Key_Escape or not self.undoing.take_back():
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        narrow = self.width() < _NARROW
        self._head_row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        for each in self._sections.values():
            each.settle(self.width())
