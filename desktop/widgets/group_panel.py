"""Who is in a group, by name, over the right of a page."""

from collections.abc import Iterator, Sequence

from db.phones import phone_shown
from db.queries.customers import CustomerRow, customer_rows
from desktop import formats
from desktop.i18n import tr
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import small
from desktop.widgets.page import Page, Subject
from desktop.widgets.record_table import Column, RecordTable

_AT_ONCE = 60


class GroupPanel(SidePanel):
    """Lists customers as far as somebody scrolls; the arrows go through them."""

    WIDTH = 580

    def __init__(self, page: Page, name: str) -> None:
        super().__init__(page, name)
        self._page = page
        self.about = small(wrap=True)
        self.table: RecordTable[CustomerRow] = RecordTable(
            f"{name}.customers", tr("Who is in it"), self._columns()
        )
        self.table.opened.connect(self._open)
        self.body.addWidget(self.about)
        self.body.addWidget(self.table, 1)

    def show_customers(self, title: str, about: str, customer_ids: Sequence[str]) -> None:
        """Show these customers in this order."""
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.table.show_records(self._rows(customer_ids))
        self.open_panel(title, self.table)

    def _open(self, row: CustomerRow) -> None:
        self._page.turn_to.emit("customer", Subject("customer", row.id))

    def _rows(self, customer_ids: Sequence[str]) -> Iterator[list[CustomerRow]]:
        session = self._page.session
        for start in range(0, len(customer_ids), _AT_ONCE):
            some = customer_ids[start : start + _AT_ONCE]
            yield customer_rows(session.db, some, today=session.today)

    def _columns(self) -> tuple[Column[CustomerRow], ...]:
        country, today = self._page.session.settings.country, self._page.session.today

        def beside(row: CustomerRow) -> str:
            if row.phone:
                return phone_shown(row.phone, country=country)
            return formats.member_number(row.number)

        def last(row: CustomerRow) -> str:
            return formats.day_near(row.last_visit, today) if row.last_visit else "–"

        return (
            Column(tr("Name"), lambda row: row.name, bold=True),
            Column(tr("Phone or number"), beside, width=170, tone=lambda _: "muted"),
            Column(tr("Last visit"), last, width=160, right=True),
        )
