"""Looks for customers who may be in the book twice, beside the windows, and shows them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.connection import open_book
from db.queries.duplicates import PairsFound, find_pairs, people_version
from desktop import formats
from desktop.i18n import tr
from desktop.tasks import Task
from desktop.widgets.buttons import button
from desktop.widgets.page import Page

if TYPE_CHECKING:
    from desktop.widgets.merge_panel import MergePanel

_MOST_SHOWN = 200
_MOST_COUNTED = 99


class Doubles(QObject):
    """A button that says how many pairs there are; it is there only while there are some."""

    def __init__(self, page: Page, name: str) -> None:
        super().__init__(page)
        self._page = page
        self._name = name
        self._looked_at = -1  # the people as they were when pairs were looked for last
        self.found = PairsFound(0, ())
        self.panel: MergePanel | None = None
        self.button = button(tr("Possible doubles"), name, self.open_panel, icon="friends")
        self.button.hide()

    def refresh(self) -> None:
        """Look for pairs again where people were added, corrected or merged since."""
        session = self._page.session
        version, path, today = people_version(session.db), session.path, session.today
        if version == self._looked_at:
            return
        self._looked_at = version

        def look(_progress: object) -> PairsFound:
            book = open_book(path)
            try:
                return find_pairs(book, today=today, limit=_MOST_SHOWN)
            finally:
                book.conn.close()

        task = Task(look)
        task.signals.finished.connect(self._show)
        self._page.long_work.emit(task)

    def open_panel(self) -> None:
        """Show the pairs."""
        if self.panel is None:
            from desktop.widgets.merge_panel import MergePanel  # a page without is faster

            self.panel = MergePanel(self._page, f"{self._name}.panel")
            self.panel.closed.connect(self._page.take_focus)
        self.panel.open_pairs(self.found)

    def is_open(self) -> bool:
        """Tell whether the pairs lie over the page."""
        return self.panel is not None and self.panel.isVisibleTo(self._page)

    def _show(self, found: PairsFound) -> None:
        self.found = found
        count = formats.number(min(found.count, _MOST_COUNTED))
        words = tr("Possible doubles ({count}+)") if found.count > _MOST_COUNTED else (
            tr("Possible doubles ({count})"))  # fmt: skip
        self.button.setText(words.format(count=count))
        self.button.setAccessibleName(self.button.text())
        self.button.setVisible(found.count > 0)
        if self.panel is not None and self.is_open():
            self.panel.show_pairs(found)
