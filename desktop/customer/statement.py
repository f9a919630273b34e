"""The points statement of a customer, as a part of their page."""

from desktop.customer.tabs import CustomerTab
from desktop.widgets.page import Page
from desktop.widgets.statement_tab import StatementTab


class StatementPart(CustomerTab):
    """Why the balance is what it is."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.widget = self.tab = StatementTab(page, "customer.statement")
        self.tab.let_refund(self.refund_asked.emit)

    def tell(self, customer_id: str) -> None:
        """Show the statement."""
        self.tab.tell(customer_id)

    def is_open(self) -> bool:
        """Tell whether a sale or a paper lies over the page."""
        return self.tab.is_open()

    def close(self) -> None:
        """Put the sale or the paper away."""
        self.tab.put_away()

    def take_focus(self) -> None:
        """Put the focus into the lines, where there are any."""
        lines = self.tab.lines
        (lines if lines.records.records else self.tab.since).setFocus()
