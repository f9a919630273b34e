"""A customer's credit: money that the shop keeps for them, added or taken back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from db.clock import new_id
from db.queries.credit import credit_held
from db.queries.customers import customer_record
from db.usecases.credit import CreditMoved, add_credit, take_credit
from desktop.i18n import tr
from desktop.widgets.breakdown import RULE, Breakdown, FigureLine
from desktop.widgets.buttons import Segments
from desktop.widgets.chip_row import ChipRow
from desktop.widgets.form import Form, SidePanel, text_field
from desktop.widgets.labels import ElidedLabel, named, small
from desktop.widgets.money_edit import MoneyEdit
from desktop.widgets.offer_fields import if_readable
from desktop.widgets.page import Page
from desktop.words.history import money


class CreditPanel(SidePanel):
    """Opens on a customer; nothing is moved without a reason, and only once."""

    moved = Signal(object)  # CreditMoved

    def __init__(self, page: Page) -> None:
        super().__init__(page, "credit")
        self._page = page
        self._customer_id = self._name = ""
        self._operation_id = new_id()
        self._held = 0
        settings = page.session.settings
        self.who = ElidedLabel(role="strong")
        self.way = Segments(
            "credit.way", tr("Which way"), {"more": tr("Add"), "less": tr("Take away")}
        )
        self.amount = MoneyEdit(
            "credit.amount", tr("Amount"), currency=settings.currency, digits=settings.digits
        )
        self.reason = text_field("credit.reason", tr("Reason"))
        words = tr("Paid in: the money is taken now")
        self.paid_in = named(QCheckBox(words), "credit.paid_in", words)
        self.lines = Breakdown("credit.lines", tr("What the credit is then"))
        self.form = Form()
        self.save_button = self.add_action("", "credit.save", self.save)
        self._lay_out()
        self.amount.changed.connect(self.preview)
        self.paid_in.toggled.connect(lambda _: self.preview())
        self.way.group.buttonClicked.connect(lambda _: self.preview())

    def open_customer(self, customer_id: str) -> None:
        """Begin with a customer."""
        moment = self._page.session.moment()
        self._customer_id, self._operation_id = customer_id, new_id()
        self._name = customer_record(moment.db, customer_id).name
        self._held = credit_held(moment, customer_id)
        self.who.setText(self._name)
        self.way.choose("more")
        self.way.setVisible(self._held > 0)
        self.amount.clear()
        self.reason.clear()
        self.paid_in.setChecked(False)
        self.preview()
        self.open_panel(tr("Store credit"), self.amount)

    def preview(self) -> None:
        """Show what the customer holds then, and the money to take."""
        settings, taking = self._page.session.settings, self._is_taking()
        self.paid_in.setVisible(not taking)
        words = tr("Take the credit back") if taking else tr("Add the credit")
        self.save_button.setText(words)
        self.save_button.setAccessibleName(words)
        amount = if_readable(self.amount.amount_or_none) or 0
        lines = [FigureLine(tr("Credit now"), money(self._held, settings))]
        if amount:
            then = self._held - amount if taking else self._held + amount
            figure = money(then, settings)
            after = FigureLine(
                tr("Credit after it"), figure, "sum", tone="warn" if then < 0 else None
            )
            lines += [RULE, after]
            if self.paid_in.isChecked() and not taking:
                due = money(amount, settings)
                lines.append(FigureLine(tr("Money to take"), due, "due", name="credit.due"))
        self.lines.show_lines(lines)

    def save(self) -> None:
        """Move the credit, or say why not; what was typed stays."""
        fields = self._page.fields
        self._page.fields = {**fields, **self.form.fields}
        self._page.attempt(self._move, then=self._done)
        self._page.fields = fields

    def _move(self) -> CreditMoved:
        amount, session = self.amount.amount_minor(), self._page.session
        if self._is_taking():
            return take_credit(
                session,
                customer_id=self._customer_id,
                amount=amount,
                reason=self.reason.text(),
                operation_id=self._operation_id,
            )
        return add_credit(
            session,
            customer_id=self._customer_id,
            amount=amount,
            reason=self.reason.text(),
            paid=amount if self.paid_in.isChecked() else 0,
            operation_id=self._operation_id,
        )

    def _done(self, moved: CreditMoved) -> None:
        self.close_panel()
        self.moved.emit(moved)
        left = money(moved.left, self._page.session.settings)
        said = tr("{name} has {amount} of credit now.").format(name=self._name, amount=left)
        self._page.tell_done(said, self._operation_id)

    def _is_taking(self) -> bool:
        return self.way.value() == "less"

    def _lay_out(self) -> None:
        self.body.addWidget(self.who)
        self.body.addWidget(self.way)
        self.form.add("amount", tr("Amount"), self.amount)
        self.form.add("reason", tr("Reason"), self.reason)
        reasons = ChipRow("credit.reason", list(_common_reasons()))
        reasons.chosen.connect(self._say)
        self.form.add_widget(reasons)
        self.form.add_widget(self.paid_in)
        self.body.addWidget(self.form)
        self.body.addWidget(self.lines)
        hint = tr("Credit is money that the shop keeps for a customer; it is no points.")
        self.body.addWidget(small(hint, wrap=True))
        self.body.addStretch(1)

    def _say(self, reason: str) -> None:
        self.reason.setText(reason)
        self.paid_in.setChecked(_common_reasons()[reason])
        (self.save_button if self.amount.text() else self.amount).setFocus()


def _common_reasons() -> dict[str, bool]:
    """Return reasons, and whether money comes into the drawer with them."""
    return {
        tr("Goods brought back"): False,
        tr("Paid in ahead"): True,
        tr("An apology"): False,
        tr("Change kept for them"): True,
        tr("Entered by mistake"): False,
    }
