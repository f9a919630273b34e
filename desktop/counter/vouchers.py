"""Vouchers and credit at the counter: scanned, sold, and let pay for the sale that is typed."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from db.errors import NotEnoughCredit
from db.queries.customers import customer_record
from db.queries.vouchers import voucher_left, voucher_typed
from db.rules.coupons import spoken_code
from db.rules.vouchers import Voucher, check_voucher
from db.usecases.undo import Undone
from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart
from desktop.i18n import tr

if TYPE_CHECKING:
    from desktop.widgets.credit_panel import CreditPanel
    from desktop.widgets.voucher_form import VoucherForm
    from desktop.widgets.voucher_panel import VoucherPanel


class CounterVouchers(CounterPart):
    """Lets credit and vouchers pay; with no sale begun a scanned voucher is shown."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        desk.undoing.undone.connect(self._forget)
        board = desk.board
        board.sale.own_money.credit_asked.connect(self.use_credit)
        board.sale.own_money.voucher_asked.connect(self.use_own_voucher)
        board.day.voucher_asked.connect(self.sell)
        board.voucher_action.triggered.connect(lambda _=False: self.sell())
        board.credit_action.triggered.connect(lambda _=False: self.give_credit())

    @cached_property
    def panel(self) -> "VoucherPanel":
        """Return the panel that shows a voucher; made with the first one."""
        from desktop.widgets.voucher_panel import VoucherPanel

        panel = VoucherPanel(self._desk)
        panel.print_asked.connect(self._desk.papers.show_voucher)
        panel.use_asked.connect(self._pay_from_panel)
        panel.closed.connect(self._desk.take_focus)
        return panel

    @cached_property
    def form(self) -> "VoucherForm":
        """Return the panel in which vouchers are sold."""
        from desktop.widgets.voucher_form import VoucherForm

        form = VoucherForm(self._desk)
        form.made.connect(self._show_sold)
        form.closed.connect(self._desk.take_focus)
        return form

    @cached_property
    def credit(self) -> "CreditPanel":
        """Return the panel in which credit is given."""
        from desktop.widgets.credit_panel import CreditPanel

        panel = CreditPanel(self._desk)
        panel.closed.connect(self._desk.take_focus)
        return panel

    def scan(self, code: str) -> None:
        """Let a scanned voucher pay for the sale that is typed; show it where there is none."""
        if not self._desk.sale.is_empty():
            self._desk.attempt(partial(self._put_on, code), then=self._say_put_on)
        else:
            self.close()
            self._show(code)

    def use_credit(self) -> None:
        """Let the customer's credit pay for as much as it can."""
        payments = self._desk.sale.payments
        if payments.held_credit and self._desk.is_free():
            payments.credit = True
            self._desk.settle()

    def use_own_voucher(self) -> None:
        """Let a voucher in the customer's name pay, the one that ends first."""
        voucher = self._desk.sale.payments.own_voucher()
        if voucher is not None and self._desk.is_free():
            self._desk.attempt(partial(self._put_on, voucher.code), then=self._say_put_on)

    def sell(self) -> None:
        """Begin to sell a voucher."""
        if self._desk.is_free():
            self.form.open_for(self._desk.customer_id)

    def give_credit(self) -> None:
        """Begin to give credit to who is there."""
        if self._desk.customer_id is not None and self._desk.is_free():
            self.credit.open_customer(self._desk.customer_id)

    # -- Inside -----------------------------------------------------------------------------

    def _show(self, code: str) -> None:
        self._desk.attempt(lambda: self.panel.show_voucher(code, may_use=True))

    def _show_sold(self, voucher: Voucher) -> None:
        """Show what was sold; the next key prints it."""
        self._show(voucher.code)
        self.panel.print_button.setFocus()

    def _pay_from_panel(self, code: str) -> None:
        self.close()
        self._desk.attempt(partial(self._put_on, code), then=self._say_put_on)

    def _put_on(self, code: str) -> Voucher:
        moment = self._desk.session.moment()
        voucher = voucher_typed(moment.db, code)
        check_voucher(voucher, moment.today)
        if not voucher_left(moment, voucher):
            raise NotEnoughCredit(0, 0, spoken_code(voucher.code))
        self._desk.sale.payments.put_on(voucher)
        return voucher

    def _say_put_on(self, voucher: Voucher) -> None:
        """Show the sale with it; whose name it bears is worth a word where another is served."""
        self._desk.settle()
        owner = voucher.customer_id
        if owner is not None and owner != self._desk.customer_id:
            name = customer_record(self._desk.session.db, owner).name
            self._desk.notice.say(tr("This voucher is in the name of {name}.").format(name=name))

    def _forget(self, undone: Undone) -> None:
        """Take a voucher off the sale that was undone, and close what shows it."""
        for fact in undone.act.facts:
            if fact.kind == "voucher.issue":
                self._desk.sale.take_off(f"voucher:{fact.doc['code']}")
        self.close()
