"""A promise to a customer, or a complaint that wants an answer: what, until when, who owes it."""

from datetime import date, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from db.clock import new_id
from db.errors import BadDate, BadRequest
from db.queries.customers import customer_record
from db.queries.shop import staff_names
from db.usecases.follow_ups import add_promise
from desktop import formats
from desktop.i18n import tr
from desktop.widgets.buttons import Segments
from desktop.widgets.choice_row import ChoiceRow
from desktop.widgets.clock_edit import ClockEdit
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.form import Form, SidePanel, choice_field, choose, chosen
from desktop.widgets.labels import ElidedLabel, named
from desktop.widgets.page import Page

_WHAT_HEIGHT = 96
_ANOTHER = "day"


class PromiseForm(SidePanel):
    """Opens on a customer; a day is one press, an hour may be left out."""

    promised = Signal(str)  # the follow-up's id

    def __init__(self, page: Page) -> None:
        super().__init__(page, "promise")
        self._page = page
        self._customer_id = self._name = ""
        self._operation_id = new_id()
        self.who = ElidedLabel(role="strong")
        self.kind = Segments(
            "promise.kind",
            tr("What it is"),
            {"promise": tr("A promise"), "complaint": tr("A complaint")},
        )
        self.why = named(QPlainTextEdit(), "promise.why", tr("What is it about?"))
        self.why.setFixedHeight(_WHAT_HEIGHT)
        self.why.setTabChangesFocus(True)
        self.when = ChoiceRow("promise.when", tr("Until when"))
        session = page.session
        self.day = DayEdit(
            "promise.day",
            tr("On which day"),
            country=session.settings.country or "",
            today=session.today,
        )
        self.clock = ClockEdit("promise.time", tr("At what time"), placeholder="14:00")
        self.owner = choice_field("promise.owner", tr("Who sees to it"), [])
        self.form = Form()
        self._lay_out()
        self.when.chosen.connect(lambda _: self._show_day())
        self.save_button = self.add_action(tr("Note it"), "promise.save", self.save)

    def open_customer(self, customer_id: str) -> None:
        """Begin a promise to a customer, for tomorrow."""
        session = self._page.session
        self._customer_id, self._operation_id = customer_id, new_id()
        self._name = customer_record(session.db, customer_id).name
        self.who.setText(self._name)
        self.kind.choose("promise")
        self.why.setPlainText("")
        self.clock.clear()
        self.day.clear()
        self._offer_days(session.today)
        self._offer_people()
        self._show_day()
        self.open_panel(tr("Promise or complaint"), self.why)

    def save(self) -> None:
        """Write it down, or say why not; what was typed stays."""
        fields = self._page.fields
        self._page.fields = {**fields, **self.form.fields, "date": self.day}
        self._page.attempt(self._add, then=self._close)
        self._page.fields = fields

    # -- Inside -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.body.addWidget(self.who)
        self.body.addWidget(self.kind)
        self.form.add("why", tr("What is it about?"), self.why)
        self.form.add("when", tr("Until when"), self.when)
        self.form.add("due_day", tr("On which day"), self.day)
        self.form.add(
            "due_time", tr("At what time"), self.clock, hint=tr("Empty: in the course of the day.")
        )
        self.form.add("owed_by", tr("Who sees to it"), self.owner)
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def _offer_days(self, today: date) -> None:
        words = (
            (0, tr("Today")),
            (1, tr("Tomorrow")),
            (3, tr("In 3 days")),
            (7, tr("In a week")),
        )
        near = [((today + timedelta(days=days)).isoformat(), said) for days, said in words]
        self.when.offer([*near, (_ANOTHER, tr("Another day"))])
        self.when.choose((today + timedelta(days=1)).isoformat())

    def _offer_people(self) -> None:
        session = self._page.session
        self.owner.clear()
        self.owner.addItem(tr("Whoever notes it"), "")
        for name in staff_names(session.db):
            self.owner.addItem(name, name)
        if session.staff is not None:
            choose(self.owner, session.staff)
        holder = self.owner.parentWidget()
        assert holder is not None
        holder.setVisible(self.owner.count() > 1)

    def _show_day(self) -> None:
        holder = self.day.parentWidget()
        assert holder is not None
        another = self.when.value() == _ANOTHER
        holder.setVisible(another)
        if another:
            self.day.setFocus()

    def _due_day(self) -> date:
        if self.when.value() != _ANOTHER:
            return date.fromisoformat(self.when.value())
        day = self.day.day_or_none()
        if day is None:
            raise BadDate(self.day.text())
        return day

    def _due_time(self) -> time | None:
        clock = self.clock.clock_or_none("due_time")
        if clock is None:
            return None
        return time(23, 59) if clock == "24:00" else time.fromisoformat(clock)

    def _add(self) -> str:
        why = " ".join(self.why.toPlainText().split())
        if not why:
            raise BadRequest("why", "missing")
        return add_promise(
            self._page.session,
            customer_id=self._customer_id,
            kind="complaint" if self.kind.value() == "complaint" else "promise",
            why=why,
            due_day=self._due_day(),
            due_time=self._due_time(),
            owed_by=chosen(self.owner) or None,
            operation_id=self._operation_id,
        )

    def _close(self, promise: str) -> None:
        day = self._due_day()
        self.close_panel()
        self.promised.emit(promise)
        words = tr("Noted for {name}: it stands on Today from {day} on.")
        said = words.format(name=self._name, day=formats.day_short(day))
        self._page.tell_done(said, self._operation_id)
