"""Opens the statement of whom a page shows; it is made when it is first asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.widgets.page import Page

if TYPE_CHECKING:
    from desktop.widgets.statement_panel import StatementPanel


class Statements(QObject):
    """Lays a statement over its page, where nothing else lies over it."""

    def __init__(
        self,
        page: Page,
        name: str,
        *,
        is_free: Callable[[], bool],
        refund: Callable[[str], object] | None = None,
    ) -> None:
        """`is_free` tells whether nothing lies over the page; `refund` begins that of a sale."""
        super().__init__(page)
        self._page = page
        self._name = name
        self._is_free = is_free
        self._refund = refund
        self.panel: StatementPanel | None = None

    def show(self, customer_id: str | None) -> None:
        """Show somebody's statement; of nobody there is none."""
        if customer_id is None or not self._is_free():
            return
        if self.panel is None:
            from desktop.widgets.statement_panel import StatementPanel

            self.panel = StatementPanel(self._page, self._name)
            self.panel.closed.connect(self._page.take_focus)
            if self._refund is not None:
                self.panel.let_refund(self._refund)
        self.panel.show_customer(customer_id)

    def reload(self) -> None:
        """Read again what is shown."""
        if self.panel is not None:
            self.panel.reload()

    def close(self) -> None:
        """Let the page be seen again."""
        if self.is_open() and self.panel is not None:
            self.panel.close_panel()

    def is_open(self) -> bool:
        """Tell whether a statement, or something it has opened, lies over the page."""
        return self.panel is not None and self.panel.is_open()
