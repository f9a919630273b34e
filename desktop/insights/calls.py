"""Worth a call: whom to ring up first, how likely they come back unasked, and why."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from db.clock import new_id
from db.connection import open_book
from db.phones import phone_shown
from db.rules.follow_ups import ContactBy
from db.session import Session
from db.usecases.follow_ups import make_contact
from db.value.worth_a_call import WorthACall, worth_a_call
from desktop import formats, theme
from desktop.i18n import tr
from desktop.table_files import Cell
from desktop.tasks import Task
from desktop.theme import Tone
from desktop.widgets.buttons import button, icon_button
from desktop.widgets.chip import Chip
from desktop.widgets.contact_panel import ContactPanel, Talk
from desktop.widgets.figure_card import FigureCard, Table
from desktop.widgets.labels import ElidedLabel, muted, set_property
from desktop.widgets.page import Page, Subject
from desktop.words.chances import chance_percent, chance_sentence, reasons_line, score_words

_SHOWN, _READ = 4, 50
_LIKELY = 50  # percent
_LINE = 32  # the name and its figures
_INSIDE = 6  # between the edge of a row and its words
_NAME, _SCORE, _CHANCE, _CALL = range(4)


class CallsCard(FigureCard):
    """Lists customers; a press opens one, the telephone tells what to say and notes the call."""

    filled = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            "insights.card.calls",
            tr("Worth a call · score and chance"),
        )
        self._asked = 0
        self.people: list[WorthACall] = []
        self.buttons_of_people: list[QPushButton] = []
        self.contact: ContactPanel | None = None
        self.nobody = muted(wrap=True)
        self.list = QWidget()
        self._grid = QGridLayout(self.list)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GAP_SMALL)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(_NAME, 1)
        self.body.addWidget(self.list)
        self.body.addWidget(self.nobody)
        self.nobody.setText(tr("Reading …"))
        self.offer_table(self._table)

    def read(self) -> None:
        """Read in the lane who is worth a call today; only the latest answer is shown."""
        self._asked += 1
        number, session = self._asked, self._page.session
        path, clock = session.path, session.clock

        def work(_progress: object) -> tuple[int, list[WorthACall]] | None:
            if number != self._asked:
                return None
            book = Session(open_book(path), clock=clock)
            try:
                return number, worth_a_call(book.moment(), _READ)
            finally:
                book.db.conn.close()

        task = Task(work)
        task.signals.finished.connect(self._show)
        task.signals.refused.connect(self._page.explain_refusal)
        self._page.long_work.emit(task)

    def call(self, person: WorthACall) -> None:
        """Tell what to say on the telephone; Enter notes that it was said."""
        if self.contact is None:
            self.contact = ContactPanel(self._page)
        session, operation = self._page.session, new_id()
        said = tr("Noted for {name}.").format(name=person.name)

        def note_it(by: ContactBy, note: str | None) -> None:
            self._page.attempt(
                lambda: make_contact(
                    session, customer_id=person.customer_id, by=by, note=note,
                    operation_id=operation,
                ),
                then=lambda _: self._page.tell_done(said, operation),
            )  # fmt: skip

        country = session.settings.country
        self.contact.open_for(
            Talk(
                tr("Call {name}").format(name=person.name),
                about=self._why(person),
                reach=phone_shown(person.phone, country=country),
                say=(chance_sentence(person.chance),),
            ),
            note_it,
        )

    # -- Inside -----------------------------------------------------------------------------

    def _show(self, answer: tuple[int, list[WorthACall]] | None) -> None:
        if answer is None or answer[0] != self._asked:
            return
        self.people = answer[1]
        self._clear()
        for row, person in enumerate(self.people[:_SHOWN]):
            self._add(row, person)
        self.list.setVisible(bool(self.people))
        self.nobody.setVisible(not self.people)
        self.nobody.setText(
            tr("Nobody who may be called has a reason to be called today: all is well.")
        )
        self.filled.emit()

    def _clear(self) -> None:
        self.buttons_of_people = []
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setObjectName("")
                widget.deleteLater()

    def _add(self, row: int, person: WorthACall) -> None:
        why = self._why(person)
        said = ", ".join((person.name, score_words(person.score),
                          chance_sentence(person.chance), why))  # fmt: skip
        name = f"insights.call.{row}"
        under = button("", name, partial(self._open, person), kind="row", spoken=said)
        told = (why, score_words(person.score), chance_sentence(person.chance))
        under.setToolTip("\n".join(told))
        phone = icon_button(
            "phone", f"{name}.phone", tr("Call {name}").format(name=person.name),
            partial(self.call, person),
        )  # fmt: skip
        set_property(phone, "bare", True)
        self.buttons_of_people += [under, phone]
        self._grid.addWidget(under, 2 * row, _NAME, 2, _CALL)
        shown: dict[int, QWidget] = {
            _NAME: ElidedLabel(person.name, "strong"),
            _SCORE: Chip(formats.number(person.score.points), "info"),
        }
        chance = person.chance
        if chance.percent is not None:  # who will most likely come anyway is no cause for alarm
            tone: Tone = "warn" if chance.percent < _LIKELY else "plain"
            shown[_CHANCE] = Chip(chance_percent(chance), tone)
        self._grid.setRowMinimumHeight(2 * row, _LINE)
        for column, widget in shown.items():
            self._grid.addWidget(widget, 2 * row, column)
        shown[_NAME].setContentsMargins(_INSIDE, 0, 0, 0)
        reason = ElidedLabel(why, "small")
        reason.setContentsMargins(_INSIDE, 0, 0, _INSIDE)
        self._grid.addWidget(reason, 2 * row + 1, _NAME, 1, _CALL)
        for widget in (*shown.values(), reason):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            widget.raise_()
        self._grid.addWidget(phone, 2 * row, _CALL, 2, 1)

    def _why(self, person: WorthACall) -> str:
        session = self._page.session
        return reasons_line(person.score, person.signs, session.settings, session.today)

    def _file_name(self) -> str:
        """Name the list by today: whatever period is shown, it is today that they are called."""
        return f"{tr('Worth a call')} {self._page.session.today}"

    def _open(self, person: WorthACall) -> None:
        self._page.turn_to.emit("customer", Subject("customer", person.customer_id))

    def _table(self) -> Table:
        header = (tr("Name"), tr("Number"), tr("Phone"), tr("Score"), tr("Chance"), tr("Why"))
        country = self._page.session.settings.country
        rows: list[tuple[Cell, ...]] = [
            (each.name, each.number, phone_shown(each.phone, country=country), each.score.points,
             chance_percent(each.chance), self._why(each))
            for each in self.people
        ]  # fmt: skip
        return Table(header, rows)
