"""Finds one customer among many by whatever is typed: a field, and under it who fits."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.phones import phone_shown
from db.queries.customers import CustomerRow
from db.queries.search import find_customers
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.form import text_field
from desktop.widgets.labels import muted
from desktop.widgets.page import Page
from desktop.widgets.pause import Pause
from desktop.widgets.record_table import Column, RecordTable

_PAUSE_MS = 60  # between two looks while somebody types
_MOST = 50
_BESIDE = 184  # a member number
_WIDE = 300  # from here on there is room for it


class CustomerChooser(QWidget):
    """Nobody is chosen until a row is: by a press, by the arrows, or by Enter for the first."""

    chosen = Signal(object)  # the CustomerRow, or None

    def __init__(self, page: Page, name: str, spoken: str) -> None:
        super().__init__()
        self._page = page
        self._without = ""
        self.field = text_field(f"{name}.find", spoken, placeholder=tr("Name, phone, number …"))
        self.field.setClearButtonEnabled(True)
        self.table: RecordTable[CustomerRow] = RecordTable(f"{name}.found", spoken, self._columns())
        self.table.horizontalHeader().hide()
        self.nobody = muted(wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addWidget(self.field)
        column.addWidget(self.nobody)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.field)
        self._pause = Pause(self, _PAUSE_MS, self.look)
        self.field.textChanged.connect(lambda _: self._pause.start())
        self.field.returnPressed.connect(self._choose_first)
        self.table.chosen.connect(self.chosen)

    def begin(self, *, without: str) -> None:
        """Begin anew; somebody is left out, since both cannot be one."""
        self._without = without
        self.field.clear()
        self._pause.stop()
        self.look()

    def customer(self) -> CustomerRow | None:
        """Return who is chosen."""
        return self.table.record()

    def look(self) -> None:
        """Show who fits; nobody is chosen any more."""
        typed = self.field.text().strip()
        session = self._page.session
        rows = find_customers(session.db, typed, today=session.today, limit=_MOST)
        rows = [row for row in rows if row.id != self._without]
        self.table.setCurrentIndex(QModelIndex())
        self.table.show_records([rows])
        self.table.setVisible(bool(rows))
        self.nobody.setText(tr("Nobody fits “{text}”.").format(text=typed))
        self.nobody.setVisible(not rows and bool(typed))

    def _choose_first(self) -> None:
        self._pause.stop()
        self.look()
        if self.table.records.records:
            self.table.choose_row(0)
            self.table.setFocus()

    def _columns(self) -> tuple[Column[CustomerRow], ...]:
        country = self._page.session.settings.country

        def beside(row: CustomerRow) -> str:
            if row.phone:
                return phone_shown(row.phone, country=country)
            return formats.member_number(row.number)

        return (
            Column(tr("Name"), lambda row: row.name, bold=True),
            Column(tr("Phone"), beside, width=_BESIDE, tone=lambda _: "muted"),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(1, self.width() < _WIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter here: it chooses, and does not do yet what the panel is for."""
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self._choose_first()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
