"""A gift voucher: what is left on it and what became of it; paid with, printed, declared void."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from db.clock import new_id
from db.queries.customers import customer_record
from db.queries.vouchers import movements_of, voucher_typed
from db.rules.coupons import spoken_code
from db.rules.vouchers import Voucher, state_on
from db.usecases.vouchers import void_voucher
from desktop.i18n import tr
from desktop.widgets.big_figure import BigFigure
from desktop.widgets.breakdown import Breakdown, FigureLine
from desktop.widgets.buttons import button
from desktop.widgets.chip import Chip
from desktop.widgets.form import Form, SidePanel, text_field
from desktop.widgets.labels import heading, label, muted, named
from desktop.widgets.page import Page
from desktop.words.history import money
from desktop.words.payments import movement_lines, state_words, until_words


class VoucherPanel(SidePanel):
    """Shows a voucher over the right of its page until it is closed."""

    print_asked = Signal(str)
    use_asked = Signal(str)
    voided = Signal(object)  # the Voucher

    def __init__(self, page: Page) -> None:
        super().__init__(page, "voucher")
        self._page = page
        self._operation_id = new_id()
        self.code_text = ""
        self.left = named(BigFigure(), "voucher.left", tr("Left on the voucher"))
        self.code = named(label(role="figure"), "voucher.code", tr("Voucher code"))
        self.state = Chip()
        self.until = muted(wrap=True)
        self.owner = muted(wrap=True)
        self.print_button = button(
            tr("Print the voucher"), "voucher.print",
            lambda: self.print_asked.emit(self.code_text), icon="print",
        )  # fmt: skip
        self.use_button = button(
            tr("Pay with it"), "voucher.use", lambda: self.use_asked.emit(self.code_text)
        )
        self.moved = Breakdown("voucher.moved", tr("What became of it"))
        self.reason = text_field("voucher.reason", tr("Reason"))
        self.void_form = Form()
        self.ask_button = button(
            tr("Declare it void …"), "voucher.ask_void", self._ask_to_void, kind="quiet"
        )
        self.void_button = button(tr("Declare it void"), "voucher.void", self.void, kind="danger")
        self.done_button = self.add_action(tr("Done"), "voucher.done", self.close_panel)
        self._lay_out()

    def show_voucher(self, code: str, *, may_use: bool) -> None:
        """Show a voucher; `may_use` tells whether it can be put on a sale here."""
        session = self._page.session
        voucher = voucher_typed(session.db, code)
        self.code_text, self._operation_id = voucher.code, new_id()
        settings, today = session.settings, session.today
        of = tr("left of {amount}").format(amount=money(voucher.amount, settings))
        self.left.show_figure(money(voucher.left, settings), of)
        self.code.setText(spoken_code(voucher.code))
        self.state.say(*state_words(voucher, today=today))
        self.until.setText(until_words(voucher))
        self.owner.setText(self._owner_words(voucher))
        self.owner.setVisible(bool(self.owner.text()))
        moved = movement_lines(movements_of(session.db, voucher.code), settings)
        self.moved.show_lines([FigureLine(*each) for each in moved])
        good = state_on(voucher, today) == "issued"
        self.use_button.setVisible(good and may_use)
        self.print_button.setVisible(good)
        self.ask_button.setVisible(voucher.voided_on is None and voucher.left > 0)
        self.void_form.hide()
        self.open_panel(tr("Gift voucher"), self.use_button if good and may_use
                        else self.done_button)  # fmt: skip

    def void(self) -> None:
        """Declare the voucher void, or say why not."""
        fields = self._page.fields
        self._page.fields = {**fields, **self.void_form.fields}
        self._page.attempt(self._void, then=self._voided)
        self._page.fields = fields

    def _void(self) -> Voucher:
        return void_voucher(
            self._page.session,
            code=self.code_text,
            reason=self.reason.text(),
            operation_id=self._operation_id,
        )

    def _voided(self, voucher: Voucher) -> None:
        self.close_panel()
        code = spoken_code(voucher.code)
        self._page.notice.say(tr("The voucher {code} is void.").format(code=code))
        self.voided.emit(voucher)

    def _ask_to_void(self) -> None:
        self.reason.clear()
        self.void_form.show()
        self.ask_button.hide()
        self.reason.setFocus()
        self.bring_up(self.void_form)

    def _owner_words(self, voucher: Voucher) -> str:
        if voucher.customer_id is None:
            return ""
        name = customer_record(self._page.session.db, voucher.customer_id).name
        return tr("In the name of {name}; it pays for whoever brings it.").format(name=name)

    def _lay_out(self) -> None:
        for each in (self.left, self.code, self.state, self.until, self.owner):
            self.body.addWidget(each)
        self.body.addWidget(self.use_button)
        self.body.addWidget(self.print_button)
        self.body.addWidget(heading(tr("What became of it")))
        self.body.addWidget(self.moved)
        self.void_form.add("reason", tr("Why it is void"), self.reason)
        self.void_form.add_widget(self.void_button)
        self.body.addWidget(self.ask_button)
        self.body.addWidget(self.void_form)
        self.body.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().upper() == "P" and self.print_button.isVisible():
            self.print_button.click()
        else:
            super().keyPressEvent(event)
