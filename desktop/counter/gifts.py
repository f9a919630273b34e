"""Coupons that are no matter for a sale, and points for a cause, at the counter."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from db.clock import new_id
from db.errors import BadRequest
from db.fulfilment import plan_to_extend
from db.queries.coupons import coupon_typed
from db.queries.rewards import reward_called
from db.rules.coupons import Coupon, check_coupon
from db.rules.subscriptions import with_free_months
from db.usecases.coupons import CouponTaken, use_coupon
from desktop import formats
from desktop.counter import words
from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart
from desktop.i18n import tr
from desktop.words.history import money, runs_until

if TYPE_CHECKING:
    from desktop.widgets.donation_panel import DonationPanel

_BY_THEMSELVES = ("free_months", "donation")


class CounterGifts(CounterPart):
    """Asks before it takes a coupon: what it gives cannot be seen on the sale."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        self._operation_id = new_id()
        desk.board.rewards.donate_asked.connect(self.donate)

    @cached_property
    def panel(self) -> "DonationPanel":
        """Return the panel in which points are given; made with the first ones."""
        from desktop.widgets.donation_panel import DonationPanel

        panel = DonationPanel(self._desk)
        panel.closed.connect(self._desk.take_focus)
        return panel

    def donate(self, cause: str) -> None:
        """Begin a donation of the customer who is served."""
        customer_id = self._desk.customer_id
        if customer_id is not None and self._desk.is_free():
            self._desk.attempt(lambda: self.panel.open_cause(customer_id, cause))

    def takes(self, code: str) -> bool:
        """Ask whether a coupon is taken that is for no sale; tells whether it is one."""
        coupon = coupon_typed(self._desk.session.db, code)
        if coupon.terms.kind not in _BY_THEMSELVES:
            return False
        self._operation_id = new_id()
        self._desk.attempt(partial(self._question, coupon), then=partial(self._ask, coupon.code))
        return True

    def _question(self, coupon: Coupon) -> str:
        """Return what taking a coupon does; raises why it cannot be taken."""
        moment, customer_id = self._desk.session.moment(), self._desk.customer_id
        check_coupon(coupon, day=moment.today, customer_id=customer_id)
        name = words.coupon_name(coupon, moment.settings)
        if coupon.terms.kind == "donation":
            amount = money(coupon.terms.value, moment.settings)
            return tr("“{name}”: the shop gives {amount} to the cause.").format(
                name=name, amount=amount
            )
        if customer_id is None:
            raise BadRequest("customer", "nobody_here")
        reward = reward_called(moment.db, coupon.reward)
        plan = plan_to_extend(moment, customer_id, reward=reward)
        longer = with_free_months(plan, coupon.terms.value)
        return tr("“{name}”: {plan} then runs until {day}, without payment.").format(
            name=name, plan=longer.now_agreed.plan, day=formats.day(longer.until)
        )

    def _ask(self, code: str, question: str) -> None:
        self._desk.notice.offer(question, tr("Use it now"), partial(self._take, code))
        self._desk.notice.action.setFocus()

    def _take(self, code: str) -> None:
        self._desk.attempt(
            lambda: use_coupon(
                self._desk.session,
                code=code,
                amount=None,
                sale=None,
                customer_id=self._desk.customer_id,
                operation_id=self._operation_id,
            ),
            then=self._tell,
        )

    def _tell(self, taken: CouponTaken) -> None:
        said = tr("The coupon is taken. Thank you!")
        if taken.plan is not None:
            said = runs_until(taken.plan.now_agreed.plan, taken.plan.until)
        self._desk.settle()
        self._desk.tell_done(said, self._operation_id)
