"""Selling a gift voucher: how much, until when, in whose name; made by one press."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from db.clock import new_id
from db.queries.customers import customer_record
from db.rules.periods import add_months
from db.rules.vouchers import EXEMPT_MONTHS, Voucher
from db.usecases.vouchers import NewVoucher, issue_voucher
from desktop import formats
from desktop.i18n import tr
from desktop.widgets.breakdown import Breakdown, FigureLine
from desktop.widgets.buttons import button
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import Form, SidePanel
from desktop.widgets.labels import named
from desktop.widgets.money_edit import MoneyEdit
from desktop.widgets.offer_fields import if_readable
from desktop.widgets.page import Page
from desktop.words.history import money

_USUAL = (1, 3, 5, 10)  # thousands of yen, tens of dollars


class VoucherForm(SidePanel):
    """Opens empty; a voucher is made once, however often the button is pressed."""

    made = Signal(object)  # the Voucher

    def __init__(self, page: Page) -> None:
        super().__init__(page, "voucher.new")
        self._page = page
        self._customer_id: str | None = None
        self._operation_id = new_id()
        settings = page.session.settings
        self.amount = MoneyEdit(
            "voucher.new.amount", tr("Amount"), currency=settings.currency, digits=settings.digits
        )
        self.until = DayEdit(
            "voucher.new.until", tr("Last day"), country=settings.country, today=page.session.today
        )
        self.in_name = named(QCheckBox(), "voucher.new.name", tr("In whose name"))
        self.given = named(
            QCheckBox(tr("Given away: no money is taken for it")), "voucher.new.given",
            tr("Given away"),
        )  # fmt: skip
        self.lines = Breakdown("voucher.new.lines", tr("What the voucher costs"))
        self.form = Form()
        self.save_button = self.add_action(tr("Make the voucher"), "voucher.new.save", self.save)
        self._lay_out()
        self.amount.changed.connect(self.preview)
        self.given.toggled.connect(lambda _: self.preview())

    def open_for(self, customer_id: str | None) -> None:
        """Begin a voucher; it can stand in the name of who is there."""
        self._customer_id, self._operation_id = customer_id, new_id()
        self.amount.clear()
        self.until.clear()
        self.given.setChecked(False)
        self.in_name.setChecked(False)
        self.in_name.setVisible(customer_id is not None)
        if customer_id is not None:
            name = customer_record(self._page.session.db, customer_id).name
            words = tr("In the name of {name}").format(name=name)
            self.in_name.setText(words.replace("&", "&&"))
        self.preview()
        self.open_panel(tr("Gift voucher"), self.amount)

    def preview(self) -> None:
        """Show the money to take for it."""
        amount = if_readable(self.amount.amount_or_none) or 0
        due = 0 if self.given.isChecked() else amount
        figure = money(due, self._page.session.settings)
        shown = [FigureLine(tr("Money to take"), figure, "due", name="voucher.new.due")]
        self.lines.show_lines(shown if amount else [])

    def save(self) -> None:
        """Make the voucher, or say why not; what was typed stays."""
        fields = self._page.fields
        self._page.fields = {**fields, **self.form.fields}
        self._page.attempt(self._issue, then=self._done)
        self._page.fields = fields

    def _issue(self) -> Voucher:
        new = NewVoucher(
            amount=self.amount.amount_minor(),
            customer_id=self._customer_id if self.in_name.isChecked() else None,
            valid_until=self.until.day_or_none(),
            paid=0 if self.given.isChecked() else None,
        )
        return issue_voucher(self._page.session, new, operation_id=self._operation_id)

    def _done(self, voucher: Voucher) -> None:
        self.close_panel()
        self.made.emit(voucher)
        words = tr("Voucher of {amount} made.")
        said = words.format(amount=money(voucher.amount, self._page.session.settings))
        self._page.tell_done(said, self._operation_id)

    # -- Inside -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.form.add("amount", tr("Amount"), self.amount)
        self.form.add_widget(self._usual_amounts())
        self.form.add("date", tr("Last day (not needed)"), self.until)
        self.form.add_widget(self._usual_days())
        self.body.addWidget(self.form)
        self.body.addWidget(self.in_name)
        self.body.addWidget(self.given)
        self.body.addWidget(self.lines)
        self.body.addStretch(1)

    def _usual_amounts(self) -> QWidget:
        holder, settings = QWidget(), self._page.session.settings
        flow = FlowLayout(holder)
        unit = 1000 if settings.digits == 0 else 10 * 10**settings.digits
        for times in _USUAL:
            amount = times * unit
            made = button(money(amount, settings), f"voucher.new.amount.{times}",
                          partial(self._take, amount), kind="plain")  # fmt: skip
            _as_chip(made)
            flow.addWidget(made)
        return holder

    def _usual_days(self) -> QWidget:
        """Offer the last day within six months, and a year."""
        holder, today = QWidget(), self._page.session.today
        flow = FlowLayout(holder)
        for name, words, months in (
            ("half", tr("Within six months"), EXEMPT_MONTHS),
            ("year", tr("Within a year"), 12),
        ):
            last = add_months(today, months) - timedelta(days=1)
            made = button(words, f"voucher.new.until.{name}", partial(self._end, last))
            made.setToolTip(formats.day(last))
            _as_chip(made)
            flow.addWidget(made)
        return holder

    def _take(self, amount: int) -> None:
        self.amount.show_amount(amount)
        self.save_button.setFocus()

    def _end(self, last: date) -> None:
        self.until.show_day(last)
        self.save_button.setFocus()


def _as_chip(made: QWidget) -> None:
    made.setProperty("kind", "chip")
    made.setProperty("tone", "info")
