"""Counts beside the window whom a campaign would reach: a group among 50,000 takes a while."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from db.connection import open_book
from db.queries.customers import customer_names
from db.rules.channels import CampaignChannel
from db.rules.segments import Segment
from db.session import Session
from db.usecases.campaigns import CampaignPreview, preview_campaign
from desktop.tasks import Task
from desktop.widgets.page import Page

NAMED = 6  # who stands beside the count by name


@dataclass(frozen=True)
class Asked:
    """Of whom it is asked how many they are."""

    segment: Segment
    channel: CampaignChannel
    holdout_percent: int


@dataclass(frozen=True)
class Counted:
    """The answer: how many get something, how many nothing, and some names."""

    asked: Asked
    preview: CampaignPreview
    names: tuple[str, ...] = ()


class CampaignCounter(QObject):
    """One question at a time; while it is worked out only the last of those that wait is kept."""

    counted = Signal(object)  # Counted, the answer to the last question
    refused = Signal(object)  # the ShopError

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._running: Task | None = None
        self._waiting: Asked | None = None
        self._last: Asked | None = None

    def ask(self, asked: Asked) -> None:
        """Count again; what was asked before is of no interest any more."""
        self._last = asked
        if self._running is None:
            self._start(asked)
        else:
            self._waiting = asked

    def forget(self) -> None:
        """Want no answer any more."""
        self._last = self._waiting = None

    def is_busy(self) -> bool:
        """Tell whether it is being counted."""
        return self._running is not None

    def _start(self, asked: Asked) -> None:
        session, path = self._page.session, self._page.session.path

        def work(_: Callable[[int, int], None]) -> Counted:
            book = replace(session, db=open_book(path), listeners=[])
            try:
                return count(book, asked)
            finally:
                book.db.conn.close()

        task = self._running = Task(work)
        signals = task.signals
        for ending in (signals.finished, signals.refused, signals.cancelled, signals.failed):
            ending.connect(self._end)
        signals.finished.connect(self._answer)
        signals.refused.connect(lambda refusal: self._refuse(asked, refusal))
        self._page.long_work.emit(task)

    def _end(self, *_: object) -> None:
        self._running = None
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._start(waiting)

    def _answer(self, counted: Counted) -> None:
        if counted.asked == self._last:
            self.counted.emit(counted)

    def _refuse(self, asked: Asked, refusal: object) -> None:
        if asked == self._last:
            self.refused.emit(refusal)


def count(session: Session, asked: Asked) -> Counted:
    """Return whom a campaign would reach now; raises as `preview_campaign`."""
    preview = preview_campaign(
        session, asked.segment, channel=asked.channel, holdout_percent=asked.holdout_percent
    )
    first = preview.reach.customers[:NAMED]
    names = customer_names(session.db, first)
    return Counted(asked, preview, tuple(names[each] for each in first if each in names))
