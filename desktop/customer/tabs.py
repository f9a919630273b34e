"""A part below the head of a customer's page: it reads the book and fills its own widget."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.page import Page


class CustomerTab(QObject):
    """A part of the page; it is made when it is first shown."""

    refund_asked = Signal(str)  # a sale
    widget: QWidget

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def tell(self, customer_id: str) -> None:
        """Read the book, and show what it says of a customer."""

    def is_open(self) -> bool:
        """Tell whether something of it lies over the page."""
        return False

    def close(self) -> None:
        """Close what is about the customer who is left."""

    def take_focus(self) -> None:
        """Put the focus where one looks first."""
        self.widget.setFocus()

    def in_order(self) -> list[QWidget]:
        """Return what Tab goes through, as eyes go."""
        return []
