"""The statement of a customer as a part of their page, not as a cover over another one."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from desktop.widgets.page import Page
from desktop.widgets.statement_panel import StatementPanel

_LEAST_HEIGHT = 320


class StatementTab(StatementPanel):
    """Lies where its tab lies; what it opens covers the page, and Esc leaves the page."""

    def __init__(self, page: Page, name: str) -> None:
        super().__init__(page, name)
        self.setProperty("role", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(_LEAST_HEIGHT)
        for each in (self.title, self.balance, self.close_button):
            each.hide()
        lines = self.layout()
        assert lines is not None
        lines.setContentsMargins(0, 0, 0, 0)

    def tell(self, customer_id: str) -> None:
        """Show a customer's statement, in the period that was chosen."""
        self._customer_id = customer_id
        if not self.since.value():
            self.since.choose("all")
        self.reload()
        if self.lines.record() is None and self.lines.records.records:
            self.lines.choose_row(0)

    def is_open(self) -> bool:
        """Tell whether something it has opened lies over the page."""
        parts = (self.sheet, self.preview)
        return any(part is not None and part.isVisibleTo(self._page) for part in parts)

    def _settle(self) -> None:
        self._say_who_where_there_is_room()

    def put_away(self) -> None:
        """Close what it has opened."""
        for part in (self.sheet, self.preview):
            if part is not None:
                part.hide()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        return QFrame.focusNextPrevChild(self, next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        QFrame.keyPressEvent(self, event)
