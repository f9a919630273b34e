"""Everything that happened with a customer, on their page: read once, put into words in batches."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import cast

from PySide6.QtWidgets import QWidget

from db.moment import Moment
from db.queries.history import HistoryLine
from db.queries.whole_history import Group, History, whole_history
from desktop.customer.history_details import group_words, row_of
from desktop.customer.tabs import CustomerTab
from desktop.widgets.history_table import HistoryRow, HistoryTable
from desktop.widgets.page import Page
from desktop.widgets.sale_sheet import SaleSheetPanel

_FIRST, _BATCH = 25, 50  # what fits into a window at once comes first


class HistoryPart(CustomerTab):
    """Everything that happened, the newest first; a sale opens over the page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.widget = self.table = HistoryTable("customer.history")
        self.sheet = SaleSheetPanel(page, "customer.sale")
        self.sheet.refund_asked.connect(self.refund_asked)
        self._history = History(())
        self.table.refund_asked.connect(self.refund_asked)
        self.table.sale_opened.connect(
            lambda sale: page.attempt(lambda: self.sheet.show_sale(sale))
        )
        self.table.group_chosen.connect(lambda _: self._show())

    def tell(self, customer_id: str) -> None:
        """Read all that happened, and show what is looked at."""
        self._history = whole_history(self._page.session.moment(), customer_id)
        self.table.show_kinds([(group, group_words(group)) for group in self._history.groups()])
        self._show()
        if self.sheet.isVisibleTo(self._page):
            self.sheet.reload()

    def is_open(self) -> bool:
        """Tell whether a sale lies over the page."""
        return self.sheet.isVisibleTo(self._page)

    def close(self) -> None:
        """Put the sale away, and begin with everything again."""
        self.sheet.hide()

    def chosen_slip(self) -> str | None:
        """Return the sale or the plan's payment that is chosen in the list."""
        row = self.table.table.record()
        return row.id if row is not None and row.has_slip else None

    def take_focus(self) -> None:
        """Put the focus into the list."""
        self.table.table.setFocus()

    def in_order(self) -> list[QWidget]:
        """Return the kinds, the list, and what is done with a sale."""
        table = self.table
        return [*table.kinds(), table.table, table.sale_button, table.refund_button]

    def _show(self) -> None:
        chosen = self.table.chosen()
        lines = self._history.lines(cast("Group", chosen) if chosen else None)
        self.table.show_rows(_batches(lines, self._page.session.moment()))


def _batches(lines: Iterable[HistoryLine], moment: Moment) -> Iterator[Sequence[HistoryRow]]:
    """Yield the rows as they are looked at."""
    left, count = iter(lines), _FIRST
    while batch := [row_of(line, moment) for line in islice(left, count)]:
        yield batch
        count = _BATCH
