"""Somebody cancels: the reason by one key or in own words, then what is offered if they stay."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from db.errors import BadRequest
from db.rules.subscriptions import Subscription, with_free_months
from desktop import formats
from desktop.i18n import tr
from desktop.widgets.form import Form, SidePanel, text_field
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import label, muted
from desktop.widgets.page import Page
from desktop.words import plans as words

_LONGEST_REASON = 200
_END_KEY = "0"


class PlanLeavePanel(SidePanel):
    """Asks why, says what is offered to who stays, and ends nothing before it was answered."""

    keep_asked = Signal(str)  # the reason for which they had wanted to leave
    cancel_asked = Signal(str)  # the reason

    def __init__(self, page: Page) -> None:
        super().__init__(page, "plan_leave")
        self._page = page
        self._offer = 0
        self._why = ""
        self._ends = self._stay = ""
        self.head = muted(wrap=True)
        self.buttons = [
            KeyButton(said, f"plan_leave.{number}", partial(self._answer, said), key=str(number))
            for number, said in enumerate(words.reasons(), start=1)
        ]
        self.reason = text_field("plan_leave.reason", tr("In their own words"),
                                 longest=_LONGEST_REASON)  # fmt: skip
        self.form = Form()
        self.form.add("reason", tr("In their own words"), self.reason)
        self.asking = self._column([*self.buttons, self.form])
        self.offer_words = label(role="title", wrap=True)
        self.offer_until = label(role="good", wrap=True)
        self.end_button = KeyButton("", "plan_leave.end", self._cancel, key=_END_KEY)
        self.offering = self._column([self._card(), self.end_button])
        for part in (self.head, self.asking, self.offering):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.go_button = self.add_action(tr("Go on"), "plan_leave.go", self._go_on)

    def open_plan(self, subscription: Subscription, *, offer: int, today: date) -> None:
        """Ask why the plan is left; `offer` are the free months for who stays, 0: none."""
        self._offer, self._why = offer, ""
        plan, over = subscription.now_agreed.plan, subscription.until < today
        end = formats.day(subscription.until)
        said = tr("It was paid until {day} and ends with that day.") if over else tr(
            "It then ends on {day}; until then everything stays as it is.")  # fmt: skip
        self.head.setText(said.format(day=end))
        self._ends = tr("End it") if over else tr("End it on {day}").format(day=end)
        self.end_button.setText(self._ends)
        free = words.months_free(offer)
        self.offer_words.setText(tr("{months_free}, if you stay.").format(months_free=free))
        longer = formats.day(with_free_months(subscription, offer).until)
        self.offer_until.setText(
            tr("{plan} then runs until {day} without payment.").format(plan=plan, day=longer)
        )
        self._stay = tr("Stay with {plan}").format(plan=plan)
        self.reason.clear()
        self._turn(offering=False)
        self.open_panel(tr("Why do they leave {plan}?").format(plan=plan), self.buttons[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the number of a reason; any other letter begins their own words."""
        typed = event.text()
        if self.offering.isVisibleTo(self):
            if typed == _END_KEY and self.end_button.isVisibleTo(self):
                self.end_button.click()
            else:
                super().keyPressEvent(event)
        elif typed in tuple(str(number + 1) for number in range(len(self.buttons))):
            self.buttons[int(typed) - 1].click()
        elif typed.isprintable() and typed.strip():
            self.reason.setFocus()
            self.reason.insert(typed)
        else:
            super().keyPressEvent(event)

    # -- Inside -----------------------------------------------------------------------------

    def _turn(self, *, offering: bool) -> None:
        """Show the reasons, or what is offered."""
        self.asking.setVisible(not offering)
        self.head.setVisible(not offering)  # that it ends is on the button; above stands what stays
        self.offering.setVisible(offering)
        said = tr("Go on")
        if offering and self._offer:
            said = tr("Stay: {months_free}").format(months_free=words.months_free(self._offer))
        elif not self._offer:
            said = self._ends
        self.go_button.setText(said)
        self.go_button.setAccessibleName(said)

    def _answer(self, reason: str) -> None:
        """Take a reason; where nothing is offered, that is all."""
        if not reason:
            fields = self._page.fields
            self._page.fields = {**fields, **self.form.fields}
            self._page.explain_refusal(BadRequest("reason", "missing"))
            self._page.fields = fields
            return
        self._why = reason
        if not self._offer:
            self.cancel_asked.emit(reason)
            return
        self._turn(offering=True)
        self.title.setText(self._stay)
        self.go_button.setFocus()

    def _go_on(self) -> None:
        if self.offering.isVisibleTo(self):
            self.keep_asked.emit(self._why)
        else:
            self._answer(self.reason.text().strip())

    def _cancel(self) -> None:
        self.cancel_asked.emit(self._why)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "sunken")
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(6)
        column.addWidget(self.offer_words)
        column.addWidget(self.offer_until)
        return card

    def _column(self, parts: list[QWidget]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            column.addWidget(part)
        return holder
