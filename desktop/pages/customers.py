"""The customers: a list of any length, found by any fragment, and the form for one of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar, Literal, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.phones import phone_shown
from db.queries.customers import (
    CustomerRow,
    Order,
    Who,
    customers_count,
    customers_page,
    kinds_of_customers,
    those_who,
)
from db.queries.search import find_customers
from db.rules.shop import ShopSettings
from db.session import Session
from desktop import formats, theme
from desktop.i18n import tr, trn
from desktop.undoing import Undoing
from desktop.widgets.buttons import button
from desktop.widgets.choice_row import ChoiceRow
from desktop.widgets.customer_acts import CustomerActs
from desktop.widgets.customer_editor import CustomerEditor
from desktop.widgets.doubles import Doubles
from desktop.widgets.form import text_field
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import muted, title
from desktop.widgets.page import Page, Subject
from desktop.widgets.panel import Panel
from desktop.widgets.pause import Pause
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.undo_key import UndoKeyPasses

_BATCH = 100
_MOST_FOUND = 200
_PAUSE_MS = 60  # between two looks while somebody types
_ORDERS: dict[int, Order] = {0: "name", 1: "name", 2: "joined", 6: "spent", 7: "last_visit"}
_WIDE = 1000  # from here on there is room for every column
_ONLY_WIDE = (2, 5)  # number and visits


class CustomersPage(Page):
    """Lists everybody; Enter serves the chosen one at the counter, Right opens their page."""

    shows: ClassVar[frozenset[str]] = frozenset({"facts", "customers", "cards", "settings"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.order: Order = "name"
        self.reverse = False
        self.filter = text_field(
            "customers.filter",
            tr("Filter the list"),
            placeholder=tr("Name, reading, phone, number, e-mail …"),
        )
        self.filter.setClearButtonEnabled(True)
        self.who = ChoiceRow("customers.who", tr("Whom to list"))
        self.table: RecordTable[CustomerRow] = RecordTable(
            "customers.table", tr("Customers"), _columns(session.settings)
        )
        self.count = muted()
        self.new_button = KeyButton(
            tr("New customer"), "customers.new", self.add, key="F8", kind="primary"
        )
        self.import_button = button(
            tr("Import …"), "customers.import", self.bring_in, icon="import"
        )
        self.edit_button = button(tr("Edit"), "customers.edit", self.edit, icon="edit")
        self.open_button = button(
            tr("Open page"), "customers.open", self.open_page, icon="chevron-right"
        )
        self.open_button.setToolTip(tr("Everything about the chosen customer (Alt+→)"))
        self.serve_button = button(tr("Open at the counter"), "customers.serve", self.serve)
        self.nobody = muted(wrap=True)
        self.editor = CustomerEditor(self)
        self.acts = CustomerActs(self, "customers.acts")
        self.doubles = Doubles(self, "customers.doubles")
        self.undoing = Undoing(self, is_free=self._is_free)
        UndoKeyPasses(self.filter)
        self._lay_out()
        self._connect()

    # -- What others ask of it --------------------------------------------------------------

    def reload(self) -> None:
        """Read the list again, from its beginning."""
        kinds = kinds_of_customers(self.session.db, today=self.session.today)
        words = who_words()
        self.who.offer([(who, words[who]) for who in kinds] or [("everybody", "")])
        for before, after in pairwise([self.serve_button, *self.who.buttons, self.table]):
            QWidget.setTabOrder(before, after)  # the choices are made anew where others come
        self.show_list()
        self.doubles.refresh()

    def open_with(self, subject: Subject) -> None:
        """Sign up somebody who was typed in vain, or whom a friend's code brings."""
        if subject.kind == "new_customer":
            self.editor.open_new(subject.id)
        elif subject.kind == "referral":
            self.editor.open_new(referral_code=subject.id)

    def tell_done(self, sentence: str, operation: str) -> None:
        """Say what was done, and that it can be undone."""
        self.undoing.offer(sentence, operation)

    def take_focus(self) -> None:
        """Put the focus into the filter; a form that is open keeps it."""
        if self._is_free():
            self.filter.setFocus()

    # -- What a person does -----------------------------------------------------------------

    def add(self) -> None:
        """Begin a new customer with what was typed in vain."""
        typed = self.filter.text() if not self.table.records.records else ""
        self.editor.open_new(typed)

    def bring_in(self) -> None:
        """Turn to the import of files."""
        self.turn_to.emit("intake", None)

    def edit(self) -> None:
        """Correct the chosen customer."""
        row = self.table.record()
        if row is not None:
            self.editor.open_customer(row.id)

    def open_page(self, part: Literal["customer", "statement"] = "customer") -> None:
        """Turn to the page of the chosen customer, or to a part of it."""
        row = self.table.record()
        if row is not None and self._is_free():
            self.turn_to.emit("customer", Subject(part, row.id))

    def serve(self) -> None:
        """Go to the counter with the chosen customer."""
        row = self.table.record()
        if row is not None:
            self.turn_to.emit("counter", Subject("customer", row.id))

    def sort_by(self, column: int) -> None:
        """Sort by a column's head; once more turns it round."""
        order = _ORDERS.get(column)
        if order is None:
            self._show_order()
            return
        self.reverse = order == self.order and not self.reverse
        self.order = order
        self._show_order()
        self.show_list()

    def show_list(self) -> None:
        """Show whom the filter finds, or everybody."""
        typed = self.filter.text().strip()
        self.table.show_records([self._found(typed)] if typed else self._everybody())
        rows = self.table.records.records
        if rows and self.table.record() is None:
            self.table.choose_row(0)
        self._show_count(found=len(rows) if typed else None)
        self.nobody.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if typed:
            self.nobody.setText(tr("Nobody fits “{text}”. Enter signs them up.").format(text=typed))
        else:
            self.nobody.setText(
                tr("No customers yet. Sign one up, or import a list from another program.")
            )

    # -- Inside -----------------------------------------------------------------------------

    def _show_count(self, *, found: int | None) -> None:
        """Say how many there are, or how many of them the filter shows."""
        if found == _MOST_FOUND:
            words = tr("the first {count}")
        elif found is not None:
            words = trn("{count} found", "{count} found", found)
        else:
            found = customers_count(self.session.db, who=self._who(), today=self.session.today)
            words = trn("{count} customer", "{count} customers", found)
        self.count.setText(words.format(count=formats.number(found)))

    def _everybody(self) -> Iterator[Sequence[CustomerRow]]:
        today, after = self.session.today, None
        while True:
            page = customers_page(
                self.session.db, order=self.order, today=today, after=after, limit=_BATCH,
                reverse=self.reverse, who=self._who(),
            )  # fmt: skip
            yield page.rows
            if page.after is None:
                return
            after = page.after

    def _found(self, typed: str) -> list[CustomerRow]:
        """Return whom the filter finds: the best first, or as the list was sorted by hand."""
        db, today, who = self.session.db, self.session.today, self._who()
        rows = find_customers(db, typed, today=today, limit=_MOST_FOUND)
        if who != "everybody":
            theirs = those_who(db, (row.id for row in rows), who, today=today)
            rows = [row for row in rows if row.id in theirs]
        if self.order == "spent":
            rows.sort(key=lambda row: row.spent, reverse=not self.reverse)
        elif self.order == "last_visit":
            rows.sort(key=lambda row: str(row.last_visit or ""), reverse=not self.reverse)
        elif self.order == "joined":
            rows.sort(key=lambda row: row.joined, reverse=not self.reverse)
        return rows

    def _who(self) -> Who:
        return cast("Who", self.who.value() or "everybody")

    def _enter_in_filter(self) -> None:
        """Serve the chosen one, or sign up whom nobody answers to."""
        self._pause.stop()
        self.show_list()
        if self.table.records.records:
            self.serve()
        else:
            self.add()

    def _saved(self, customer_id: str) -> None:
        rows = self.table.records.records
        place = next((n for n, row in enumerate(rows) if row.id == customer_id), None)
        if place is not None:
            self.table.choose_row(place)
        self.take_focus()

    def _show_order(self) -> None:
        column = next(number for number, order in _ORDERS.items() if order == self.order)
        down = (self.order != "name") != self.reverse
        way = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(column, way)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(theme.PADDING, theme.GAP_CARD, theme.PADDING, theme.GAP_CARD)
        column.setSpacing(theme.GAP_CARD)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(title(tr("Customers")))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.doubles.button)
        head.addWidget(self.import_button)
        head.addWidget(self.new_button)
        column.addLayout(head)
        card = Panel()
        row = card.add_row(self.filter, self.edit_button, self.open_button, self.serve_button)
        row.setStretch(0, 1)
        card.body.addWidget(self.who)
        card.body.addWidget(self.nobody)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.acts)
        column.addWidget(card, 1)

    def _connect(self) -> None:
        self._pause = Pause(self, _PAUSE_MS, self.show_list)
        self.who.chosen.connect(lambda _: self.show_list())
        self.filter.textChanged.connect(lambda _: self._pause.start())
        self.filter.returnPressed.connect(self._enter_in_filter)
        self.table.opened.connect(lambda _: self.serve())
        self.table.chosen.connect(self._may_act_on)
        self.editor.saved.connect(self._saved)
        self.editor.known.connect(self._serve_known)
        self.acts.moved.connect(self._saved)
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self.sort_by)
        self._show_order()
        for keys in ("Alt+Right", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.open_page)
        onwards = QShortcut(QKeySequence("Right"), self.table)
        onwards.setContext(Qt.ShortcutContext.WidgetShortcut)
        onwards.activated.connect(self.open_page)
        statement = QShortcut(QKeySequence("F3"), self)
        statement.activated.connect(lambda: self.open_page("statement"))
        QShortcut(QKeySequence("F8"), self).activated.connect(self.add)

    def _serve_known(self, customer_id: str) -> None:
        self.turn_to.emit("counter", Subject("customer", customer_id))

    def _may_act_on(self, row: CustomerRow | None) -> None:
        self.edit_button.setEnabled(row is not None)
        self.open_button.setEnabled(row is not None)
        self.serve_button.setEnabled(row is not None)
        self.acts.offer(row.id if row is not None else None)

    def _is_free(self) -> bool:
        """Tell whether no form lies over the list."""
        acts = (self.acts, self.editor.acts, self.doubles)
        return not self.editor.isVisibleTo(self) and not any(each.is_open() for each in acts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that no field wanted: Esc takes a question back."""
        if event.key() != Qt.Key.Key_Escape or not self.undoing.take_back():
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column in _ONLY_WIDE:
            self.table.setColumnHidden(column, self.width() < _WIDE)


def _columns(settings: ShopSettings) -> tuple[Column[CustomerRow], ...]:
    def phone(row: CustomerRow) -> str:
        return phone_shown(row.phone, country=settings.country) if row.phone else ""

    def spent(row: CustomerRow) -> str:
        return formats.money(row.spent, currency=settings.currency, digits=settings.digits)

    return (
        Column(tr("Name"), lambda row: row.name, bold=True),
        Column(tr("Reading"), lambda row: row.reading or "", tone=lambda _: "muted"),
        Column(tr("Number"), lambda row: formats.member_number(row.number), width=182),
        Column(tr("Phone"), phone, width=176),
        Column(tr("Points"), lambda row: formats.number(row.balance), width=92, right=True),
        Column(tr("Visits"), lambda row: formats.number(row.visits), width=90, right=True),
        Column(tr("Spent"), spent, width=128, right=True),
        Column(
            tr("Last visit"),
            lambda row: formats.day(row.last_visit) if row.last_visit else "–",
            width=154,
        ),
    )


def who_words() -> dict[Who, str]:
    """Return what each kind of customers is called."""
    return {
        "everybody": tr("Everybody"),
        "plan": tr("On a plan"),
        "paused": tr("Plan paused"),
        "plan_ended": tr("Plan ended"),
        "brought": tr("Brought by a friend"),
        "bringing": tr("Bring friends"),
    }
