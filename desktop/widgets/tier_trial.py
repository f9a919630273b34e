"""What a change of a tier would do to whom, shown before it is done."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.connection import open_book
from db.moment import Moment
from db.queries.tier_trials import TierTrial
from db.rules.shop import ShopSettings
from db.session import Session
from desktop import formats, theme
from desktop.i18n import tr, trn
from desktop.tasks import Task
from desktop.widgets.labels import heading, label, muted, named, small
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.widgets.side_by_side import SideBySide
from desktop.words.offers import in_sentences
from desktop.words.tiers import lose_line, reach_line, trial_assumption, trial_sentences

Question = Callable[[Moment], TierTrial]
"""Asks what would be; it runs in the lane, with a book opened for it alone."""

_NARROWEST = 220
_MOST_NAMED = 5


class _Answer(NamedTuple):
    number: int  # of the question
    trial: TierTrial
    settings: ShopSettings
    today: date


class TierTrialPanel(Panel):
    """Says in calm words what a change would do, and names those whom it touches most."""

    tried = Signal(object)  # the TierTrial, once it is shown

    def __init__(self, name: str) -> None:
        super().__init__(tr("What this would do"))
        named(self, name, tr("What this would do"))
        self.setProperty("role", "sunken")  # it always lies in a form
        self._asked = 0
        self.sentences = label(wrap=True)
        self.sentences.setObjectName(f"{name}.sentence")
        self.reach = _Names(tr("Would reach it"))
        self.lose = _Names(tr("Would not keep it"))
        self.names = SideBySide([self.reach, self.lose], narrowest=_NARROWEST)
        self.assumption = small(wrap=True)
        self.body.setSpacing(theme.GAP)
        for widget in (self.sentences, self.assumption, self.names):
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
                moment = book.moment()
                return _Answer(number, question(moment), book.settings, moment.today)
            finally:
                book.db.conn.close()

        self.sentences.setText(tr("Going through the customers …"))
        for widget in (self.names, self.assumption):
            widget.hide()
        self.show()
        task = Task(work)
        task.signals.finished.connect(self._show_answer)
        task.signals.refused.connect(page.explain_refusal)
        for ending in (task.signals.refused, task.signals.failed):
            ending.connect(self.clear)
        page.long_work.emit(task)

    def show_trial(self, trial: TierTrial, settings: ShopSettings, *, today: date) -> None:
        """Show what a change would do."""
        self.sentences.setText(in_sentences(trial_sentences(trial, today=today)))
        self.reach.show_names(
            [(each.name, reach_line(each, trial, settings)) for each in trial.reach]
        )
        lose = [each for each in trial.lose if not each.anyway]
        self.lose.show_names(
            [(each.name, lose_line(each, trial, settings, today=today)) for each in lose]
        )
        self.names.setVisible(bool(trial.reach or lose))
        self.assumption.setText(trial_assumption(trial))
        self.assumption.setVisible(bool(trial.lose) and trial.tier.offered)
        self.show()
        self.tried.emit(trial)

    def clear(self, *_: object) -> None:
        """Show nothing of a change that is not asked about any more."""
        self._asked += 1
        self.hide()

    def _show_answer(self, answer: _Answer | None) -> None:
        if answer is not None and answer.number == self._asked:
            self.show_trial(answer.trial, answer.settings, today=answer.today)


class _Names(QWidget):
    """A few names, each with a line under it, and how many more there are."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.GAP_SMALL, 0, 0)
        self._column.setSpacing(theme.GAP_SMALL)
        self._column.addWidget(heading(words))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GAP_SMALL)
        self._column.addLayout(self._rows)
        self._column.addStretch(1)

    def show_names(self, people: Sequence[tuple[str, str]]) -> None:
        """Show the first of these people; nothing at all where there are none."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name, line in people[:_MOST_NAMED]:
            self._rows.addWidget(_person(name, line))
        more = len(people) - _MOST_NAMED
        if more > 0:
            words = trn("and {count} other", "and {count} others", more)
            self._rows.addWidget(small(words.format(count=formats.number(more))))
        self.setVisible(bool(people))


def _person(name: str, line: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(label(name, "strong", wrap=True))
    column.addWidget(muted(line, wrap=True))
    return holder
