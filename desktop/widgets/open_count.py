"""Counts on the rail how much is to be done today: soon after a change, never in its way."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from db.connection import open_book
from db.queries.follow_ups import follow_up_counts
from db.session import Session, Tables
from desktop.tasks import Task, TaskRunner
from desktop.widgets.rail_button import RailButton

PAUSE_MS = 700  # nobody waits for the number, and three acts in a row are counted once
_SHOWS = frozenset({"facts", "customers", "settings", "plans"})


class OpenCount(QObject):
    """Keeps the number on a button right; many customers are counted beside the windows."""

    def __init__(self, session: Session, button: RailButton) -> None:
        super().__init__(button)
        self._session = session
        self._button = button
        self._lane = TaskRunner(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.count)

    def tell(self, tables: Tables) -> None:
        """Count again where one of these tables bears on it."""
        if tables & _SHOWS:
            self.count_soon()

    def count_soon(self) -> None:
        """Count once nothing more has happened for a moment."""
        self._timer.start()

    def count(self) -> None:
        """Begin to count; while it is being counted, a little later."""
        if not self._lane.idle():
            self.count_soon()
            return
        session, path = self._session, self._session.path

        def work(_: object) -> int:
            book = replace(session, db=open_book(path), listeners=[])
            try:
                return sum(follow_up_counts(book.moment()).values())
            finally:
                book.db.conn.close()

        task = Task(work)
        task.signals.finished.connect(self._button.show_count)
        self._lane.start(task)

    def is_waiting(self) -> bool:
        """Tell whether it is being counted, or will be in a moment."""
        return self._timer.isActive() or not self._lane.idle()

    def stop(self) -> None:
        """Count no more: the window closes."""
        self._timer.stop()
        self._lane.stop()
