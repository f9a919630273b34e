"""Giving money back for a sale: how much, why, and at each key what follows from it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from db.clock import new_id
from db.errors import Repeated, ShopError
from db.queries.customers import customer_record
from db.queries.refunds import refunds_of
from db.queries.sales import SaleRecord, sale_record
from db.usecases.refunds import RefundOutcome, preview_refund, refund_sale
from desktop import formats
from desktop.i18n import tr
from desktop.messages import explain
from desktop.widgets.big_figure import BigFigure
from desktop.widgets.breakdown import RULE, Breakdown, FigureLine
from desktop.widgets.chip_row import ChipRow
from desktop.widgets.field_fault import mark_fault
from desktop.widgets.form import Form, SidePanel, text_field
from desktop.widgets.labels import label, muted, named
from desktop.widgets.money_edit import MoneyEdit
from desktop.widgets.page import Page, field_at_fault
from desktop.words.history import coupons_words, money, refunded_words, when
from desktop.words.payments import refund_lines
from desktop.words.stamps import stamps_back_words

_LONGEST_REASON = 200


class RefundPanel(SidePanel):
    """Opens on a sale; nothing is given back before Enter, and then once."""

    refunded = Signal(object)  # the RefundOutcome

    def __init__(self, page: Page) -> None:
        super().__init__(page, "refund")
        self._page = page
        self._sale: SaleRecord | None = None
        self._operation_id = new_id()
        settings = page.session.settings
        self.about = muted(wrap=True)
        self.earlier = muted(wrap=True)
        self.amount = MoneyEdit(
            "refund.amount", tr("Amount to give back"), currency=settings.currency,
            digits=settings.digits,
        )  # fmt: skip
        self.reason = text_field("refund.reason", tr("Reason"), longest=_LONGEST_REASON)
        self.fault = named(label(role="warn", wrap=True), "refund.fault", tr("Why not"))
        self.hand_back = named(BigFigure(), "refund.hand_back", tr("Hand back"))
        self.lines = Breakdown("refund.lines", tr("What the refund does"))
        self.form = Form()
        self._fields: dict[str, QWidget] = {"amount": self.amount, "reason": self.reason}
        self.give_button = self.add_action(tr("Give back"), "refund.give", self.give_back)
        self._lay_out()
        self.amount.changed.connect(self.preview)

    def open_sale(self, sale: str) -> None:
        """Begin a refund of a sale; all that is left of it is meant until an amount is typed."""
        db = self._page.session.db
        self._sale = sale_record(db, sale)
        self._operation_id = new_id()
        self.reason.clear()
        self.amount.clear()
        for field in self._fields.values():
            mark_fault(field, at_fault=False)
        self._tell_of_sale(self._sale)
        self.preview()
        self.open_panel(tr("Give money back"), self.amount)

    def preview(self) -> None:
        """Show what would be given back, or why it cannot be."""
        if self._sale is None:
            return
        try:
            outcome = preview_refund(
                self._page.session, sale=self._sale.id, amount=self.amount.amount_or_none()
            )
        except ShopError as refusal:
            self._say_why_not(refusal)
            return
        self.fault.hide()
        self._card.show()
        self._show(outcome)

    def give_back(self) -> None:
        """Write the refund, or say why not with the focus on the field at fault."""
        if self._sale is None or not self.isVisible():
            return
        try:
            outcome = refund_sale(
                self._page.session,
                sale=self._sale.id,
                amount=self.amount.amount_or_none(),
                reason=self.reason.text().strip() or None,
                operation_id=self._operation_id,
            )
        except ShopError as refusal:
            self._say_why_not(refusal)
            field = self._fields.get(field_at_fault(refusal), self.amount)
            mark_fault(field, at_fault=True)
            field.setFocus()
            return
        except Repeated:
            self.close_panel()
            return
        self.close_panel()
        self.refunded.emit(outcome)
        self._page.notice.say(refunded_words(outcome, self._page.session.settings))

    # -- What is shown ----------------------------------------------------------------------

    def _tell_of_sale(self, sale: SaleRecord) -> None:
        moment = self._page.session.moment()
        settings = moment.settings
        refunds = refunds_of(moment.db, sale.id)
        before = sum(refund.amount for refund in refunds)
        told = [tr("Sale {amount}").format(amount=money(sale.total, settings))]
        if sale.customer_id is not None:
            told.append(customer_record(moment.db, sale.customer_id).name)
        told.append(when(sale.at, moment))
        if sale.receipt:
            told.append(tr("receipt {number}").format(number=sale.receipt))
        self.about.setText(" · ".join(told))
        words = tr("{amount} of it was given back already.")
        self.earlier.setText(words.format(amount=money(before, settings)))
        self.earlier.setVisible(before > 0)
        left = money(sale.total - before, settings)
        self.amount.setPlaceholderText(tr("All: {amount}").format(amount=left))

    def _show(self, outcome: RefundOutcome) -> None:
        settings = self._page.session.settings
        back = money(outcome.cash_back, settings)
        self.hand_back.show_figure(back, tr("to hand back"))
        # Where a part goes back to a voucher or credit, the figure above alone names the money.
        all_by_hand = outcome.cash_back == outcome.money_back
        words = tr("Give back {amount}").format(amount=back)
        self._name_button(words if all_by_hand else tr("Give back"))
        back_to = [FigureLine(*each) for each in refund_lines(outcome, settings)]
        self.lines.show_lines([*back_to, *_lines_of(outcome)])
        self.lines.setVisible(bool(self.lines.lines()))

    def _say_why_not(self, refusal: ShopError) -> None:
        self.fault.setText(explain(refusal, self._page.session.settings))
        self._name_button(tr("Give back"))
        self.fault.show()
        self._card.hide()

    def _name_button(self, words: str) -> None:
        self.give_button.setText(words)
        self.give_button.setAccessibleName(words)

    # -- Inside -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.body.addWidget(self.about)
        self.body.addWidget(self.earlier)
        self.form.add("amount", tr("Amount"), self.amount)
        self.form.add("reason", tr("Reason (not needed)"), self.reason)
        reasons = ChipRow("refund.reason", _common_reasons())
        reasons.chosen.connect(self._say)
        self.form.add_widget(reasons)
        self.body.addWidget(self.form)
        self.body.addWidget(self.fault)
        self._card = QFrame()
        self._card.setProperty("role", "sunken")
        column = QVBoxLayout(self._card)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(self.hand_back)
        column.addWidget(self.lines)
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        QWidget.setTabOrder(reasons.buttons[-1], self.give_button)  # as eyes go
        QWidget.setTabOrder(self.give_button, self.close_button)

    def _say(self, reason: str) -> None:
        self.reason.setText(reason)
        self.amount.setFocus()


def _lines_of(outcome: RefundOutcome) -> list[FigureLine]:
    """Return what follows for points and coupons; a sale without a customer has neither."""
    lines = []
    if outcome.points_returned:
        figure = formats.signed(outcome.points_returned)
        lines.append(FigureLine(tr("Points used come back"), figure))
    if outcome.points_reversed:
        figure = formats.signed(-outcome.points_reversed)
        lines.append(FigureLine(tr("Points of the sale are taken back"), figure))
    if outcome.balance is not None:
        if lines:
            lines.append(RULE)
        now = formats.number(outcome.balance)
        lines.append(FigureLine(tr("Points then"), now, "sum", name="refund.balance"))
    if outcome.debt:
        owed = formats.number(outcome.debt)
        lines.append(FigureLine(tr("Owed, paid by the next points"), owed, tone="warn"))
    lines += [
        FigureLine(said, kind="said", tone="warn" if back.emptied else None)
        for back, said in zip(outcome.stamps, stamps_back_words(outcome.stamps), strict=True)
    ]
    if outcome.coupons_freed:
        lines.append(FigureLine(coupons_words(outcome), kind="said", tone="good"))
    return lines


def _common_reasons() -> list[str]:
    return [
        tr("Changed their mind"),
        tr("Damaged"),
        tr("Wrong item"),
        tr("Typed wrongly"),
        tr("Too late"),
    ]
