"""Counts on the rail how much is to be done today: soon after a change, never in its way."""

from PySide6.QtCore import QObject, QTimer

from db.queries.follow_ups import follow_up_counts
from db.session import Session, Tables
from desktop.widgets.rail_button import RailButton

PAUSE_MS = 700  # nobody waits for the number, and three acts in a row are counted once
_SHOWS = frozenset({"facts", "customers", "settings", "plans"})


class OpenCount(QObject):
    """Keeps the number on a button right."""

    def __init__(self, session: Session, button: RailButton) -> None:
        super().__init__(button)
        self._session = session
        self._button = button
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
        """Count now."""
        self._button.show_count(sum(follow_up_counts(self._session.moment()).values()))

    def is_waiting(self) -> bool:
        """Tell whether it will be counted in a moment."""
        return self._timer.isActive()

    def stop(self) -> None:
        """Count no more: the window closes."""
        self._timer.stop()
