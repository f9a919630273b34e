"""The acts on a customer's plan, on any page: asked in a panel, done once, told with an undo."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.clock import new_id
from db.errors import ShopError
from db.membership import PlanStanding
from db.moment import Moment
from db.queries.plan_offers import offer_to_stay
from db.queries.plan_worth import plan_for_customer
from db.queries.subscriptions import (
    all_plans,
    had_plan_before,
    plan_credit,
    plan_with_id,
    subscription_at,
)
from db.rules.plan_acts import PlanAct, acts_possible
from db.rules.remarks import renewal_bonus
from db.rules.subscriptions import Plan, Subscription, state_on
from db.usecases import subscriptions as plans
from desktop import formats
from desktop.i18n import tr
from desktop.messages import explain
from desktop.widgets.breakdown import FigureLine
from desktop.widgets.form import SidePanel
from desktop.widgets.page import Page
from desktop.words import plans as words
from desktop.words.history import money
from desktop.words.plan_worth import pays_sentence

if TYPE_CHECKING:
    from desktop.widgets.plan_change_panel import ChangeShown, PlanChangePanel
    from desktop.widgets.plan_leave_panel import PlanLeavePanel
    from desktop.widgets.plan_panel import PlanPanel
    from desktop.widgets.plan_pause_panel import PlanPausePanel


@dataclass(frozen=True)
class PlanDone:
    """An act on a plan that stands in the book."""

    act: PlanAct
    standing: PlanStanding
    operation: str


class PlanDesk(QObject):
    """Opens the panels over its page; `customer` tells whose plan it is, None: nobody's.

    The page says what was done by its `tell_done`, and goes on by its `take_focus`.
    """

    done = Signal(object)  # PlanDone

    def __init__(self, page: Page, *, customer: Callable[[], str | None]) -> None:
        super().__init__(page)
        self._page = page
        self._customer = customer
        self._operation_id = new_id()

    # -- The panels, each made when it is first needed ----------------------------------------

    @cached_property
    def panel(self) -> "PlanPanel":
        """Return the panel that shows the plan, or those that can be joined."""
        from desktop.widgets.plan_panel import PlanPanel

        panel = PlanPanel(self._page)
        panel.join_asked.connect(self.join)
        panel.act_asked.connect(self.go_on_with)
        return panel

    @cached_property
    def pausing(self) -> "PlanPausePanel":
        """Return the panel that asks for how long."""
        from desktop.widgets.plan_pause_panel import PlanPausePanel

        panel = PlanPausePanel(self._page)
        panel.pause_asked.connect(self.pause)
        return panel

    @cached_property
    def changing(self) -> "PlanChangePanel":
        """Return the panel that shows what other plans would cost now."""
        from desktop.widgets.plan_change_panel import PlanChangePanel

        panel = PlanChangePanel(self._page)
        panel.change_asked.connect(self.change)
        return panel

    @cached_property
    def leaving(self) -> "PlanLeavePanel":
        """Return the panel that asks why somebody leaves, and says what is offered."""
        from desktop.widgets.plan_leave_panel import PlanLeavePanel

        panel = PlanLeavePanel(self._page)
        panel.cancel_asked.connect(self.cancel)
        panel.keep_asked.connect(self.stay)
        return panel

    def is_open(self) -> bool:
        """Tell whether one of the panels lies over the page."""
        return any(panel.isVisibleTo(self._page) for panel in self._made())

    def close(self) -> None:
        """Close what is about the customer, the last one opened first."""
        for panel in reversed(self._made()):
            if panel.isVisibleTo(self._page):
                panel.close_panel()

    # -- What is asked of it ------------------------------------------------------------------

    def open(self) -> None:
        """Show the plan of the customer and what can be done with it, or the plans to join."""
        customer_id = self._customer()
        if customer_id is None:
            return
        self._page.notice.clear()
        self._operation_id = new_id()
        moment = self._page.session.moment()
        current = subscription_at(moment, customer_id)
        acts = acts_possible(
            current, today=moment.today, other_plans=bool(_others(moment, current))
        )
        if current is None or acts == ("join",):
            self._offer_plans(moment, customer_id, current)
        else:
            self._look_after(moment, customer_id, current, acts)

    def go_on_with(self, act: PlanAct) -> None:
        """Do an act, or ask first what it needs to know; no money is taken before it was seen."""
        {
            "join": self.open,
            "renew": self.renew if self.is_open() else self.open,
            "keep": self.keep,
            "resume": self.resume,
            "change": self.ask_change,
            "pause": self.ask_pause,
            "cancel": self.ask_cancel,
        }[act]()

    def ask_pause(self) -> None:
        """Ask for how long the plan is paused."""
        self._with_plan(lambda moment, plan: self.pausing.open_plan(plan, today=moment.today))

    def ask_change(self) -> None:
        """Show what other plans would cost now."""
        self._with_plan(self._open_changing)

    def ask_cancel(self) -> None:
        """Ask why the customer leaves the plan."""
        self._with_plan(self._open_leaving)

    # -- What is done -------------------------------------------------------------------------

    def join(self, plan: str) -> None:
        """Let the customer join a plan, once however often it is asked."""
        self._do("join", plans.start_subscription, plan=plan, trial=None, paid=None)

    def renew(self) -> None:
        """Take the payment for the next period, once however often it is asked."""
        self._do("renew", plans.renew_subscription, paid=None)

    def keep(self) -> None:
        """Give the free months that were offered to who stays."""
        self._do("keep", plans.keep_subscription)

    def resume(self) -> None:
        """Take the plan up again after a pause."""
        self._do("resume", plans.resume_subscription)

    def pause(self, days: int | None) -> None:
        """Pause the plan for so many days, or until it is taken up again."""
        self._do("pause", plans.pause_subscription, days=days)

    def change(self, plan: str) -> None:
        """Go over to another plan, at once or when what was paid has been used."""
        self._do("change", plans.change_subscription, plan=plan, paid=None)

    def cancel(self, reason: str) -> None:
        """Let the plan end with what was paid."""
        self._do("cancel", plans.cancel_subscription, reason=reason)

    def stay(self, reason: str) -> None:
        """Take the offer that keeps somebody: that they wanted to leave, and why, stays known."""
        customer_id = self._customer()
        if customer_id is None:
            return
        session, first, second = self._page.session, self._operation_id, new_id()
        self._operation_id = new_id()

        def cancel_and_keep() -> PlanStanding:
            plans.cancel_subscription(
                session, customer_id=customer_id, reason=reason, operation_id=first
            )
            return plans.keep_subscription(session, customer_id=customer_id, operation_id=second)

        self._page.attempt(cancel_and_keep, then=partial(self._show, "keep", second))

    # -- Inside -------------------------------------------------------------------------------

    def _do(self, act: PlanAct, use_case: Callable[..., PlanStanding], **asked: object) -> None:
        customer_id, operation = self._customer(), self._operation_id
        if customer_id is None:
            return
        if not self.is_open():  # by one key, without a panel: each time it is an act of its own
            operation = self._operation_id = new_id()
        self._page.attempt(
            lambda: use_case(
                self._page.session, customer_id=customer_id, operation_id=operation, **asked
            ),
            then=partial(self._show, act, operation),
        )

    def _show(self, act: PlanAct, operation: str, now: PlanStanding) -> None:
        self.close()
        session = self._page.session
        said = words.done_words(act, now, session.settings, today=session.today)
        self._page.tell_done(said, operation)
        self.done.emit(PlanDone(act, now, operation))
        self._page.take_focus()

    def _with_plan(self, show: Callable[[Moment, Subscription], object]) -> None:
        customer_id, moment = self._customer(), self._page.session.moment()
        plan = subscription_at(moment, customer_id) if customer_id is not None else None
        if plan is not None:
            self._page.notice.clear()
            self._operation_id = new_id()
            show(moment, plan)

    def _offer_plans(self, moment: Moment, customer_id: str, before: Subscription | None) -> None:
        from desktop.widgets.plan_panel import Joining

        offered = all_plans(moment.db)
        if not offered:
            self._page.notice.say(tr("There are no plans yet. They are made under Offers."))
            return
        trials = frozenset(
            plan.id
            for plan in offered
            if plan.trial_days and not had_plan_before(moment.db, customer_id, plan.id)
        )
        said = ""
        if before is not None:
            offered.sort(key=lambda plan: plan.id != before.now_agreed.plan_id)
            said = words.ended_sentence(before)
        self.panel.offer(
            Joining(
                plans=offered,
                settings=moment.settings,
                trials=trials,
                credit=plan_credit(moment.db, customer_id),
                worth={plan.id: _worth(moment, customer_id, plan.id) for plan in offered},
                before=said,
            )
        )

    def _look_after(
        self,
        moment: Moment,
        customer_id: str,
        plan: Subscription,
        acts: tuple[PlanAct, ...],
    ) -> None:
        from desktop.widgets.plan_panel import Running

        state = state_on(plan, moment.today)
        points, last = renewal_bonus(plan, today=moment.today)
        self.panel.look_after(
            Running(
                subscription=plan,
                state=state,
                settings=moment.settings,
                acts=acts,
                standing=words.state_sentence(plan, state, moment.today),
                planned=words.planned_sentence(plan, moment.settings),
                bonus=words.bonus_words(points, formats.day(last))
                if points and "renew" in acts
                else "",
                credit=plan_credit(moment.db, customer_id),
            )
        )

    def _open_leaving(self, moment: Moment, plan: Subscription) -> None:
        offer = offer_to_stay(moment, plan.customer_id, plan)
        self.leaving.open_plan(plan, offer=offer, today=moment.today)

    def _open_changing(self, moment: Moment, plan: Subscription) -> None:
        self.changing.open_plans(
            _others(moment, plan),
            moment.settings,
            now=plan.now_agreed.plan,
            show=partial(self._preview_change, plan),
        )

    def _preview_change(self, now: Subscription, name: str) -> "ChangeShown":
        """Return what a change to a plan would do, or why it cannot be."""
        from desktop.widgets.plan_change_panel import ChangeShown

        session, customer_id = self._page.session, self._customer()
        assert customer_id is not None
        try:
            change = plans.preview_change(session, customer_id=customer_id, plan=name)
        except ShopError as refusal:
            said = FigureLine(explain(refusal, session.settings), kind="said", tone="warn")
            return ChangeShown((said,), tr("Change"))
        goes_back = change.plan.id == now.now_agreed.plan_id
        button = words.change_button(change, goes_back=goes_back, settings=session.settings)
        if goes_back:
            said = FigureLine(tr("The planned change is taken back."), kind="said")
            return ChangeShown((said,), button)
        when = tr("today") if change.at_once else formats.day(change.from_day)
        lines = [FigureLine(tr("Begins"), when)]
        if change.credit:
            off = money(-change.credit, session.settings)
            lines.append(FigureLine(tr("Left of what was paid"), off))
        if change.at_once:
            lines.append(
                FigureLine(tr("To pay now"), money(change.to_pay, session.settings), "sum")
            )
            lines.append(FigureLine(tr("Then runs until"), formats.day(change.until)))
        else:
            lines.append(FigureLine(tr("To pay now"), money(0, session.settings), "sum"))
        return ChangeShown(tuple(lines), button)

    def _made(self) -> list[SidePanel]:
        """Return the panels that were needed so far; asking a property would make its panel."""
        return [each for each in vars(self).values() if isinstance(each, SidePanel)]


def _others(moment: Moment, current: Subscription | None) -> list[Plan]:
    """Return the plans one may change to; with a planned change also back to the one of now."""
    offered = all_plans(moment.db)
    if current is None:
        return offered
    now, then = current.now_agreed.plan_id, current.terms.plan_id
    others = [plan for plan in offered if plan.id not in {now, then}]
    return others if now == then else [plan_with_id(moment.db, now), *others]


def _worth(moment: Moment, customer_id: str, plan_id: str) -> str:
    """Return whether a plan pays for the customer; nothing where too little is known."""
    told = plan_for_customer(moment, customer_id, plan_with_id(moment.db, plan_id).name)
    return pays_sentence(told, moment.settings) if told.is_known else ""
