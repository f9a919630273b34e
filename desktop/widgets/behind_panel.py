"""The customers behind a figure: their number is the figure; each leads to the customer's page."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from db.queries.behind import Behind, CustomerBehind
from desktop import formats
from desktop.i18n import tr, trc, trn
from desktop.table_files import Cell
from desktop.widgets.buttons import button, primary
from desktop.widgets.figure_card import Table, ask_for_table
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import label, muted
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable

_BATCH = 200
_AMOUNT = 4  # the column of what each has of the figure


class BehindPanel(SidePanel):
    """Lists customers; Enter opens one, a file takes them along, a campaign speaks to them."""

    WIDTH: ClassVar[int] = 680
    opened = Signal(str)  # the customer
    campaign_asked = Signal(object, str)  # the customers' ids, what they are called

    def __init__(self, page: Page, name: str) -> None:
        super().__init__(page, name)
        self._page = page
        self._words = ""
        self.people: Sequence[CustomerBehind] = ()
        self._unit = "customers"
        self.dialog: QFileDialog | None = None
        self.total = label(role="strong", wrap=True)
        self.total.setObjectName(f"{name}.total")
        self.nobody = muted(wrap=True)
        self.table: RecordTable[CustomerBehind] = RecordTable(
            f"{name}.table", tr("The customers behind the figure"), self._columns()
        )
        self.table.opened.connect(lambda person: self.opened.emit(person.customer_id))
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        self.area.hide()  # a table scrolls by itself
        column.insertWidget(1, self.total)
        column.insertWidget(2, self.nobody)
        column.insertWidget(3, self.table, 1)
        self.save_button = button(tr("Save as a file"), f"{name}.save", self.save, icon="save")
        self.save_button.setToolTip("Ctrl+S")
        self.campaign_button = button(
            tr("Make a campaign of these"), f"{name}.campaign", self._ask_for_campaign
        )
        self.open_button = primary(tr("Open"), f"{name}.open", self._open)
        self.open_button.setAccessibleName(tr("Everything about the chosen customer"))
        while self.foot.takeAt(0) is not None:
            pass  # the table takes the room, the buttons stand side by side
        for made in (self.save_button, self.campaign_button):
            self.foot.addWidget(made)
        self.foot.addStretch(1)
        self.foot.addWidget(self.open_button)
        self.action = self.open_button
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self.save)

    def ask(self, words: str) -> None:
        """Open with what is asked for, while it is being read."""
        self._words = words
        self._show((), told=tr("Reading …"))
        self.nobody.hide()
        self.open_panel(words, self.close_button)

    def show_behind(self, found: Behind) -> None:
        """Show who was found."""
        self._unit = found.unit
        self._show(found.rows, told=self._told(found))
        if found.rows and self.isVisible() and self.close_button.hasFocus():
            self.table.setFocus()

    def save(self) -> None:
        """Ask where the list is to be saved."""
        if self.people:
            self.dialog = ask_for_table(
                self._page, self._words, self._table(), name=self._words.replace("·", "-")
            )

    # -- Inside -----------------------------------------------------------------------------

    def _told(self, found: Behind) -> str:
        """Return how many they are, and what of the figure is theirs together."""
        words = trn("{count} customer", "{count} customers", found.total)
        told = words.format(count=formats.number(found.total))
        if found.unit == "customers":
            return told
        return tr("{customers}, {total} together").format(
            customers=told, total=self._of_unit(found.amount)
        )

    def _show(self, people: Sequence[CustomerBehind], *, told: str) -> None:
        self.people = people
        self.total.setText(told)
        self.nobody.setText(tr("Nobody stands behind this figure."))
        self.nobody.setVisible(not people)
        self.table.setVisible(bool(people))
        self.table.setColumnHidden(_AMOUNT, self._unit == "customers")
        self.table.show_records(_in_batches(people))
        if people:
            self.table.choose_row(0)
        for made in (self.save_button, self.campaign_button, self.open_button):
            made.setEnabled(bool(people))

    def _of_unit(self, amount: int) -> str:
        if self._unit == "money":
            return self._money(amount)
        if self._unit == "points":
            return trn("{points} point", "{points} points", amount).format(
                points=formats.number(amount)
            )
        return formats.number(amount)

    def _open(self) -> None:
        person = self.table.record()
        if person is not None:
            self.opened.emit(person.customer_id)

    def _ask_for_campaign(self) -> None:
        self.campaign_asked.emit([person.customer_id for person in self.people], self._words)

    def _columns(self) -> tuple[Column[CustomerBehind], ...]:
        return (
            Column(tr("Name"), lambda person: person.name, bold=True),
            Column(tr("Last visit"), self._last_visit, width=124),
            Column(trc("count", "Sales"), _sales, width=84, right=True),
            Column(tr("Spent"), lambda person: self._money(person.spent), 116, right=True),
            Column(tr("Of the figure"), self._share, width=124, right=True),
        )

    def _share(self, person: CustomerBehind) -> str:
        return self._of_unit(person.amount)

    def _last_visit(self, person: CustomerBehind) -> str:
        today = self._page.session.today
        return formats.day_near(person.last_day, today) if person.last_day else "–"

    def _money(self, amount: int) -> str:
        settings = self._page.session.settings
        return formats.money(amount, currency=settings.currency, digits=settings.digits)

    def _table(self) -> Table:
        digits, unit = self._page.session.settings.digits, self._unit
        header = [tr("Name"), tr("Number"), tr("First visit"), tr("Last visit"),
                  trc("count", "Sales"), tr("Spent")]  # fmt: skip
        if unit == "customers":
            return Table(header, [_row(person, digits) for person in self.people])
        rows = [
            [*_row(person, digits),
             formats.plain_money(person.amount, digits=digits if unit == "money" else 0)]
            for person in self.people
        ]  # fmt: skip
        return Table([*header, tr("Of the figure")], rows)


def _row(person: CustomerBehind, digits: int) -> tuple[Cell, ...]:
    days = (day.isoformat() if day else "" for day in (person.first_day, person.last_day))
    spent = formats.plain_money(person.spent, digits=digits)
    return (person.name, person.number, *days, person.sales, spent)


def _sales(person: CustomerBehind) -> str:
    return formats.number(person.sales)


def _in_batches(people: Sequence[CustomerBehind]) -> Iterator[Sequence[CustomerBehind]]:
    for start in range(0, len(people), _BATCH):
        yield people[start : start + _BATCH]
