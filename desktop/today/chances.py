"""How likely those who are slipping away come back unasked: worked out beside the windows."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.connection import open_book
from db.rules.follow_ups import FollowUp, Slipping
from desktop.tasks import Task
from desktop.widgets.page import Page

if TYPE_CHECKING:
    from db.value.standing import Chances


class TodayChances(QObject):
    """Learnt once a day, when somebody is slipping away; until then nothing is said of it."""

    learnt = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._chances: Chances | None = None
        self._asked_on: date | None = None

    def of(self, follow_up: FollowUp) -> Fraction | None:
        """Return the chance in percent, None where none is known or none is told."""
        if self._chances is None or not isinstance(follow_up.facts, Slipping):
            return None
        return self._chances.of(follow_up.customer_id).percent

    def learn_for(self, found: list[FollowUp]) -> None:
        """Begin to learn where somebody of these is slipping away, and it was not done today."""
        today = self._page.session.today
        if self._asked_on == today or not any(isinstance(each.facts, Slipping) for each in found):
            return
        self._asked_on, session = today, self._page.session
        path = session.path

        def work(_: object) -> "Chances":
            from db.value.standing import customer_chances

            book = replace(session, db=open_book(path), listeners=[])
            try:
                return customer_chances(book.moment())
            finally:
                book.db.conn.close()

        task = Task(work)
        task.signals.finished.connect(self._keep)
        self._page.long_work.emit(task)

    def _keep(self, chances: "Chances") -> None:
        self._chances = chances
        self.learnt.emit()
