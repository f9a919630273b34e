"""What a promotion or a rate of earning would have cost: a sentence, the months, who gets most."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.connection import open_book
from db.moment import Moment
from db.rules.shop import ShopSettings
from db.rules.trials import Trial
from db.session import Session
from desktop import formats, theme
from desktop.i18n import tr
from desktop.tasks import Task
from desktop.widgets.charts import BarChart
from desktop.widgets.figure_list import FigureList, FigureRow
from desktop.widgets.labels import heading, label, muted, named, small
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.widgets.side_by_side import SideBySide
from desktop.words.offers import in_sentences
from desktop.words.trials import assumption_lines, trial_notes, trial_sentence

Question = Callable[[Moment], Trial]
"""Asks for a trial; it runs in the lane, with a book opened for it alone."""

_CHART_HEIGHT = 190
_NARROWEST = 300


class _Answer(NamedTuple):
    number: int  # of the question
    trial: Trial
    settings: ShopSettings


class TrialPanel(Panel):
    """Tries something on the shop's past beside the window, and shows what it came to."""

    tried = Signal(object)  # the Trial, once it is shown

    def __init__(self, name: str) -> None:
        super().__init__(tr("On the shop's own past"))
        named(self, name, tr("On the shop's own past"))
        self.setProperty("role", "sunken")  # it always lies in a card or a form
        self._asked = 0
        self.sentence = label(wrap=True)
        self.sentence.setObjectName(f"{name}.sentence")
        self.notes = muted(wrap=True)
        self.chart = BarChart(f"{name}.months", tr("Points by month"))
        self.chart.setFixedHeight(_CHART_HEIGHT)
        self.most = FigureList()
        self.assumptions = small(wrap=True)
        self.figures = SideBySide(
            [_under(tr("Points by month"), self.chart), self._most_card()], narrowest=_NARROWEST
        )
        self.body.setSpacing(theme.GAP)
        for widget in (self.sentence, self.notes, self.figures, self.assumptions):
            self.body.addWidget(widget)
        self.hide()

    def try_out(self, page: Page, question: Question) -> None:
        """Ask a question in the lane; only the answer to the latest one is shown."""
        self._asked += 1
        number, path, clock = self._asked, page.session.path, page.session.clock

        def work(_progress: object) -> _Answer | None:
            if number != self._asked:
                return None
            book = Session(open_book(path), clock=clock)
            try:
                return _Answer(number, question(book.moment()), book.settings)
            finally:
                book.db.conn.close()

        self._show_working()
        task = Task(work)
        task.signals.finished.connect(self._show_answer)
        task.signals.refused.connect(page.explain_refusal)
        for ending in (task.signals.refused, task.signals.failed):
            ending.connect(self.clear)
        page.long_work.emit(task)

    def show_trial(self, trial: Trial, settings: ShopSettings) -> None:
        """Show what a trial came to."""
        self.sentence.setText(trial_sentence(trial, settings))
        notes = trial_notes(trial)
        self.notes.setText(in_sentences(notes))
        self.notes.setVisible(bool(notes))
        self.chart.show_bars(
            [month.points for month in trial.months],
            [formats.month_short(month.month) for month in trial.months],
        )
        self._show_most(trial)
        self.figures.setVisible(trial.totals.touched > 0)
        self.assumptions.setText(in_sentences(assumption_lines(trial)))
        self.assumptions.setVisible(trial.totals.sales > 0)
        self.show()
        self.tried.emit(trial)

    def clear(self, *_: object) -> None:
        """Show nothing of a trial that is not asked for any more."""
        self._asked += 1
        self.hide()

    def _show_answer(self, answer: _Answer | None) -> None:
        if answer is not None and answer.number == self._asked:
            self.show_trial(answer.trial, answer.settings)

    def _show_working(self) -> None:
        self.sentence.setText(tr("Going through the past …"))
        for widget in (self.notes, self.figures, self.assumptions):
            widget.hide()
        self.show()

    def _show_most(self, trial: Trial) -> None:
        more = trial.totals.points >= 0
        self.most_heading.setText(
            tr("Who would have got most") if more else tr("For whom it changes most")
        )
        self.most.show_rows(
            [
                FigureRow(
                    customer.name,
                    (formats.number(customer.sales), formats.signed(customer.points)),
                )
                for customer in trial.most
            ],
            heads=(tr("Number of sales"), tr("Points")),
        )

    def _most_card(self) -> QWidget:
        self.most_heading = heading()
        return _under(self.most_heading, self.most)


def _under(words: str | QWidget, widget: QWidget) -> QWidget:
    """Put a widget under its heading."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(heading(words) if isinstance(words, str) else words)
    column.addWidget(widget)
    column.addStretch(1)
    return holder
