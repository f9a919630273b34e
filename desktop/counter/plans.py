"""Plans at the counter: joined, paid, paused, changed, left; and the papers of what was done."""

from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart
from desktop.i18n import tr
from desktop.plan_desk import PlanDesk, PlanDone


class CounterPlans(CounterPart):
    """Looks after the plan of the customer who is served."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        self.acts = PlanDesk(desk, customer=lambda: desk.customer_id)
        self.last: PlanDone | None = None  # since this customer came, or since their last sale
        self.acts.done.connect(self._remember)
        desk.customer_changed.connect(self._forget)
        desk.sale_recorded.connect(lambda _: self._forget())
        desk.undoing.undone.connect(lambda _: self._forget())

    def is_open(self) -> bool:
        """Tell whether a panel about a plan lies over the page."""
        return self.acts.is_open()

    def close(self) -> None:
        """Close what was about the customer before."""
        self.acts.close()

    def offer(self) -> None:
        """Show the customer's plan and what can be done with it, or the plans to join."""
        if self._desk.is_free():
            self.acts.open()

    def coupons_given(self) -> list[str]:
        """Return the codes of the coupons that the last payment brought."""
        return [coupon.code for coupon in self.last.standing.issued] if self.last else []

    def print_receipt(self) -> bool:
        """Show the slip of what was just paid for a plan; tells whether there was anything."""
        if self.last is None or not self._was_paid(self.last):
            return False
        self._desk.papers.show_plan_receipt(self.last.standing.subscription.customer_id)
        return True

    def _was_paid(self, done: PlanDone) -> bool:
        return done.act in ("join", "renew") or bool(done.standing.paid or done.standing.credit)

    def _remember(self, done: PlanDone) -> None:
        """Keep what was done, and offer its coupon on paper."""
        self.last = done
        if done.act == "cancel":
            self._desk.reader.hush("stay")  # what was offered was just declined
        notice, papers = self._desk.notice, self._desk.papers
        if self.coupons_given():
            notice.offer_too(
                tr("Print the coupon"), lambda: papers.show_coupons(self.coupons_given())
            )
        elif self._was_paid(done):
            notice.offer_too(tr("Receipt"), self.print_receipt)

    def _forget(self) -> None:
        self.last = None
