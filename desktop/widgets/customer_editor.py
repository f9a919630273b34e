"""The form for a person: a new customer in ten seconds, or a correction; shared by pages."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from db.clock import new_id
from db.errors import ShopError, UnknownCustomer
from db.phones import phone_shown
from db.queries.customers import CustomerRecord, customer_by_referral_code, customer_record
from db.queries.search import LikelyDuplicate, likely_duplicates
from db.rules.customers import (
    LONGEST_NAME,
    LONGEST_NOTE,
    Notice,
    read_new_customer,
)
from db.rules.written_dates import order_written, read_birthday
from db.usecases.customers import add_customer, edit_customer
from desktop import formats
from desktop.i18n import tr
from desktop.messages import explain
from desktop.widgets.buttons import button
from desktop.widgets.contact_wishes import ContactWishes
from desktop.widgets.customer_acts import CustomerActs
from desktop.widgets.form import Form, SidePanel, text_field
from desktop.widgets.labels import ElidedLabel, heading, label, named, set_property, small
from desktop.widgets.page import Page, field_at_fault
from desktop.widgets.pause import Pause
from desktop.words.merging import sign_words

_ABOUT_A_FRIEND = ("customer", "referral_code")  # the one whom nobody knows is the friend
_PAUSE_MS = 150  # between two looks for duplicates while somebody types
_LINES = (
    "name", "reading", "phone", "email", "birthday", "card", "referral_code", "tags", "postcode",
)  # fmt: skip


class CustomerEditor(SidePanel):
    """Adds or corrects a customer over its page; likely duplicates show while one types."""

    saved = Signal(str)  # the customer's id
    known = Signal(str)  # it is this one: their id

    def __init__(self, page: Page) -> None:
        super().__init__(page, "customer")
        self._page = page
        self._customer_id: str | None = None
        self._operation_id = ""
        self._shown: dict[str, str] = {}
        self.form = Form()
        self.lines: dict[str, QLineEdit] = {}
        self.note = named(QPlainTextEdit(), "customer.note", tr("Note"))
        self.note.setFixedHeight(84)
        self.note.setTabChangesFocus(True)
        self.address = named(QPlainTextEdit(), "customer.address", tr("Address"))
        self.address.setFixedHeight(68)
        self.address.setTabChangesFocus(True)
        self.wishes = ContactWishes()
        self.letters = self.wishes.ways["letter"]
        self.friend = small(wrap=True)  # whose code it is, or why it cannot be taken
        self._add_fields()
        self.duplicates = QWidget()
        self._rows = QVBoxLayout(self.duplicates)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.acts = CustomerActs(page, "customer.acts", kind="quiet")
        self.acts.opening.connect(self.close_panel)
        self.acts.moved.connect(self.saved)
        self.body.addWidget(self.acts)
        self.body.addWidget(self.duplicates)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.save_button = self.add_action(tr("Save"), "customer.save", self.save)
        self._pause = Pause(self, _PAUSE_MS, self._look)

    # -- Opening ----------------------------------------------------------------------------

    def open_new(self, typed: str = "", *, referral_code: str = "") -> None:
        """Begin a new customer with what was typed in vain: a name, a phone or an e-mail."""
        self._begin(None, {_field_for(typed): typed.strip(), "referral_code": referral_code})
        self.save_button.setText(tr("Add customer"))
        empty = next(name for name in ("name", "phone", "note") if not self._shown.get(name))
        self.open_panel(tr("New customer"), self.form.fields[empty])
        self._look()

    def open_customer(self, customer_id: str, *, field: str = "name") -> None:
        """Correct a customer, beginning with a field."""
        record = customer_record(self._page.session.db, customer_id)
        self._begin(customer_id, _told(record, self._page.session.settings.country))
        self.wishes.show_consent(record.consent, record.channel)
        self.save_button.setText(tr("Save"))
        self.open_panel(tr("Edit customer"), self.form.fields[field])

    # -- What it does -----------------------------------------------------------------------

    def save(self) -> None:
        """Write what was typed; the page says what was wrong, and nothing typed is lost."""
        fields = self._page.fields
        friend = {
            "customer": self.lines["referral_code"]
        }  # the one whom nobody knows is the friend
        self._page.fields = {**fields, **self.form.fields, **friend}
        if self._customer_id is None:
            self._page.attempt(self._add, then=lambda done: self._close(*done))
        else:
            self._page.attempt(self._edit, then=lambda done: self._close(*done))
        self._page.fields = fields

    def look_for_duplicates(self) -> None:
        """Show whom the new customer may be."""
        if self._customer_id is not None or not self.isVisible():
            return
        session = self._page.session
        told = {name: self.lines[name].text().strip() for name in ("reading", "phone", "email")}
        likely = likely_duplicates(
            session.db,
            name=self.lines["name"].text().strip(),
            birthday=None,
            today=session.today,
            **told,
        )
        self._show_duplicates(likely)

    def look_for_friend(self) -> None:
        """Say under the code whose it is."""
        code, db = self.lines["referral_code"].text().strip(), self._page.session.db
        try:
            found = customer_record(db, customer_by_referral_code(db, code)).name if code else ""
        except UnknownCustomer:
            found = tr("Nobody has this code.")
        self._say_of_friend(found)

    # -- Inside -----------------------------------------------------------------------------

    def _look(self) -> None:
        self.look_for_duplicates()
        if self._customer_id is None and self.isVisible():
            self.look_for_friend()

    def _say_of_friend(self, words: str, *, fault: bool = False) -> None:
        set_property(self.friend, "role", "fault" if fault else "small")
        self.friend.setText(words)
        self.friend.setVisible(bool(words))

    def _add_fields(self) -> None:
        words: dict[str, tuple[str, str]] = {
            "name": (tr("Name"), ""),
            "reading": (tr("Reading"), tr("How it is said: タナカ ミサキ")),
            "phone": (tr("Phone"), ""),
            "email": (tr("E-mail"), ""),
            "birthday": (tr("Birthday"), tr("1990-08-16, or 08-16")),
            "card": (tr("Another card"), tr("Scan it: any barcode will do")),
            "referral_code": (tr("Brought by"), tr("The code on the friend's card")),
            "tags": (tr("Tags"), tr("With commas between")),
            "postcode": (tr("Postcode"), ""),
        }
        for name in _LINES:
            text, placeholder = words[name]
            line = text_field(
                f"customer.{name}", text, placeholder=placeholder, longest=LONGEST_NAME
            )
            self.lines[name] = line
            self.form.add(name, text, line)
            line.textChanged.connect(lambda _: self._pause.start())
        holder = self.lines["referral_code"].parentWidget()
        column = holder.layout() if holder is not None else None
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, self.friend)
        self.form.add("address", tr("Address"), self.address, hint=tr("For letters and cards"))
        self.form.add("consent", tr("How they like to be spoken to"), self.wishes)
        self.form.add("note", tr("Note"), self.note)

    def _begin(self, customer_id: str | None, told: dict[str, str]) -> None:
        self._customer_id = customer_id
        self._operation_id = new_id()
        self._shown = told
        for name, line in self.lines.items():
            line.setText(told.get(name, ""))
            line.setCursorPosition(0)
        self.note.setPlainText(told.get("note", ""))
        self.address.setPlainText(told.get("address", ""))
        self.wishes.show_consent((), None)
        holder = self.lines["referral_code"].parentWidget()
        assert holder is not None
        holder.setVisible(customer_id is None)  # a friend is named at sign-up
        self.acts.setVisible(customer_id is not None)
        self.acts.offer(customer_id)
        self._show_duplicates([])
        self._say_of_friend("")

    def _typed(self) -> dict[str, str]:
        typed = {name: line.text().strip() for name, line in self.lines.items()}
        typed["address"] = self.address.toPlainText().strip()
        typed["note"] = self.note.toPlainText().strip()[: LONGEST_NOTE + 1]
        if typed["birthday"]:
            typed["birthday"] = self._birthday(typed["birthday"])
        return typed

    def _birthday(self, text: str) -> str:
        """Return a birthday however people write it: 1990/8/16, 8月16日, 平成2年8月16日."""
        session = self._page.session
        order = order_written([text], country=session.settings.country)
        return read_birthday(text, order=order, today=session.today)

    def _add(self) -> tuple[str, tuple[Notice, ...]]:
        told: dict[str, object] = {name: text for name, text in self._typed().items() if text}
        told.update(self.wishes.changes())
        self._pause.stop()
        try:
            placed = add_customer(
                self._page.session, new=read_new_customer(told), operation_id=self._operation_id
            )
        except ShopError as refusal:
            if field_at_fault(refusal) in _ABOUT_A_FRIEND:
                self._say_of_friend(explain(refusal), fault=True)
            raise
        return placed.id, placed.notices

    def _edit(self) -> tuple[str, tuple[Notice, ...]]:
        assert self._customer_id is not None
        typed = self._typed()
        del typed["referral_code"]
        changes: dict[str, object] = {
            name: text for name, text in typed.items() if text != self._shown.get(name, "")
        }
        changes.update(self.wishes.changes())
        if not changes:
            return self._customer_id, ()
        edited = edit_customer(
            self._page.session,
            customer_id=self._customer_id,
            changes=changes,
            operation_id=self._operation_id,
        )
        return edited.customer.id, edited.notices

    def _close(self, customer_id: str, notices: tuple[Notice, ...]) -> None:
        said = tr("Welcome, {name}.") if self._customer_id is None else tr("{name} is saved.")
        sentences = [said.format(name=self.lines["name"].text().strip())]
        if any(notice.code == "phone_unknown" for notice in notices):
            sentences.append(tr("No country has such a phone number; it is kept as typed."))
        self.close_panel()
        self.saved.emit(customer_id)
        self._page.notice.say(" ".join(sentences))

    def _show_duplicates(self, likely: list[LikelyDuplicate]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if likely:
            self._rows.addWidget(heading(tr("Perhaps already here")))
        for each in likely[:3]:
            self._rows.addWidget(self._duplicate(each))
        self.duplicates.setVisible(bool(likely))

    def _duplicate(self, each: LikelyDuplicate) -> QWidget:
        row, country = each.customer, self._page.session.settings.country
        why = ", ".join(sign_words(sign) for sign in each.why[:2])
        parts = [tr("No. {number}").format(number=formats.member_number(row.number))]
        if row.phone:
            parts.append(phone_shown(row.phone, country=country))
        return _known_person(
            row.name, "\n".join(parts), why, f"customer.known.{row.id}", lambda: self._take(row.id)
        )

    def _take(self, customer_id: str) -> None:
        self.close_panel()
        self.known.emit(customer_id)


def _known_person(
    name: str, beside: str, why: str, object_name: str, do: Callable[[], None]
) -> QWidget:
    holder = QFrame()
    holder.setProperty("role", "sunken")
    names = QVBoxLayout()
    names.setSpacing(3)
    names.addWidget(ElidedLabel(name, "strong"))
    names.addWidget(small(beside, wrap=True))
    names.addWidget(label(why, "warn"))
    row = QHBoxLayout(holder)
    row.setContentsMargins(12, 8, 8, 8)
    row.addLayout(names, 1)
    spoken = tr("It is {name}").format(name=name)
    row.addWidget(button(tr("This one"), object_name, do, spoken=spoken))
    return holder


def _told(record: CustomerRecord, country: str) -> dict[str, str]:
    """Return what the book says of a customer, as the form shows it."""
    return {
        "name": record.name,
        "reading": record.reading or "",
        "phone": phone_shown(record.phone, country=country) if record.phone else "",
        "email": record.email or "",
        "birthday": (record.birthday or "").removeprefix("--"),
        "tags": ", ".join(record.tags),
        "note": record.note or "",
        "postcode": record.postcode or "",
        "address": record.address or "",
    }


def _field_for(typed: str) -> str:
    """Return the field that a text typed into the scan box was meant for."""
    if "@" in typed:
        return "email"
    digits = sum(letter.isdigit() for letter in typed)
    return "phone" if digits >= 4 and digits * 2 > len(typed.strip()) else "name"
