"""Plans at the counter: joined, renewed, and what either costs."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from db.clock import new_id
from db.membership import PlanStanding
from db.queries.subscriptions import all_plans, had_plan_before, plan_credit, subscription_at
from db.rules.remarks import renewal_bonus
from db.rules.subscriptions import state_on
from db.usecases.subscriptions import renew_subscription, start_subscription
from desktop import formats
from desktop.counter_desk import CounterDesk
from desktop.counter_part import CounterPart
from desktop.history_words import money
from desktop.i18n import tr

if TYPE_CHECKING:
    from desktop.widgets.plan_panel import PlanPanel


class CounterPlans(CounterPart):
    """Takes the money for plans of the customer who is served."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        self._renew_id = self._join_id = new_id()
        desk.customer_changed.connect(self._begin_anew)

    @cached_property
    def panel(self) -> "PlanPanel":
        """Return the panel that shows the plans; made when they are first asked for."""
        from desktop.widgets.plan_panel import PlanPanel

        panel = PlanPanel(self._desk)
        panel.join_asked.connect(self.join)
        panel.renew_asked.connect(self.renew)
        return panel

    def offer(self) -> None:
        """Show the plans that the customer may join, or what the next period costs."""
        customer_id = self._desk.customer_id
        if customer_id is None or not self._desk.is_free():
            return
        self._begin_anew()
        moment = self._desk.session.moment()
        current = subscription_at(moment, customer_id)
        credit = plan_credit(moment.db, customer_id)
        if current is not None and state_on(current, moment.today) != "ended":
            bonus = renewal_bonus(current, today=moment.today)
            self.panel.offer_renewal(current, moment.settings, bonus=bonus, credit=credit)
            return
        plans = all_plans(moment.db)
        trials = frozenset(
            plan.id
            for plan in plans
            if plan.trial_days and not had_plan_before(moment.db, customer_id, plan.id)
        )
        self.panel.offer(plans, moment.settings, trials=trials, credit=credit)

    def renew(self) -> None:
        """Take the payment for the next period of the customer's plan."""
        customer_id, operation = self._desk.customer_id, self._renew_id
        if customer_id is not None:
            self._desk.attempt(
                lambda: renew_subscription(
                    self._desk.session, customer_id=customer_id, paid=None, operation_id=operation
                ),
                then=partial(self._show, operation),
            )

    def join(self, plan: str) -> None:
        """Let the customer join a plan."""
        customer_id, operation = self._desk.customer_id, self._join_id
        if customer_id is not None:
            self._desk.attempt(
                lambda: start_subscription(
                    self._desk.session,
                    customer_id=customer_id,
                    plan=plan,
                    trial=None,
                    paid=None,
                    operation_id=operation,
                ),
                then=partial(self._show, operation),
            )

    def _show(self, operation: str, now: PlanStanding) -> None:
        self.close()
        sentence = tr("{plan} is paid until {day}: {amount} taken.")
        if now.state == "trial":
            sentence = tr("{plan} can be tried until {day}.")
        amount = money(now.paid, self._desk.session.settings)
        said = sentence.format(plan=now.plan, day=formats.day(now.until), amount=amount)
        self._desk.tell_done(said, operation)
        self._desk.take_focus()

    def _begin_anew(self) -> None:
        self._renew_id = self._join_id = new_id()
