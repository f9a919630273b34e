"""The members of the demo's plans: they join, pay, pause, go over to another plan, and leave."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from db.errors import AlreadySubscribed, NotSubscribed
from db.membership import PlanStanding
from db.session import Session
from db.usecases.plans import NewPlan, add_plan
from db.usecases.subscriptions import (
    cancel_subscription,
    change_subscription,
    keep_subscription,
    pause_subscription,
    renew_subscription,
    start_subscription,
)
from desktop.i18n import tr

_JOINS = 0.08  # of visits from the third on
_A_YEAR = 0.2  # of those who join
_LATE_DAYS = 5
_LATE = 0.15  # of payments
_FORGETS = 0.05
_LEAVES = 0.04
_STAYS = 0.4  # of those who are offered free months
_PAUSES = 0.03
_GOES_UP = 0.05
_GOES_DOWN = 0.15  # of those on the dear plan
_PAUSE_DAYS = 30


@dataclass
class Members:
    """Who is on a plan, and on which day each of them comes to pay."""

    draw: random.Random
    operation: Callable[[], str]
    plans: dict[str, PlanStanding] = field(default_factory=dict)  # by customer
    comes_on: dict[str, date] = field(default_factory=dict)  # to pay

    def offer(self, session: Session) -> None:
        """Let the owner set the plans up."""
        for plan in _plans():
            add_plan(session, plan, operation_id=self.operation())

    def may_join(self, session: Session, customer_id: str, *, visits: int) -> None:
        """Ask a regular at the counter; a few say yes."""
        if customer_id in self.plans or visits < 3 or self.draw.random() >= _JOINS:
            return
        plan = _year() if self.draw.random() < _A_YEAR else _club()
        self._do(
            customer_id,
            lambda: start_subscription(
                session, customer_id=customer_id, plan=plan, trial=None, paid=None,
                operation_id=self.operation(),
            ),
        )  # fmt: skip

    def come(self, session: Session) -> None:
        """Let those come who are due today, or were on a day the shop was closed."""
        today = session.today
        for customer_id in [each for each, day in self.comes_on.items() if day <= today]:
            self._comes(session, customer_id)

    def _comes(self, session: Session, customer_id: str) -> None:
        luck = self.draw.random()
        if session.today > self.plans[customer_id].until:
            self._pays(session, customer_id)
        elif luck < _FORGETS:
            self._forget(customer_id)
        elif luck < _FORGETS + _LEAVES:
            self._leaves(session, customer_id)
        elif luck < _FORGETS + _LEAVES + _PAUSES:
            self._pauses(session, customer_id)
        elif luck < _FORGETS + _LEAVES + _PAUSES + self._changes(customer_id):
            self._goes_over(session, customer_id)
        else:
            self._pays(session, customer_id)

    def _changes(self, customer_id: str) -> float:
        return _GOES_DOWN if self.plans[customer_id].plan == _collector() else _GOES_UP

    def _pays(self, session: Session, customer_id: str) -> None:
        self._do(
            customer_id,
            lambda: renew_subscription(
                session, customer_id=customer_id, paid=None, operation_id=self.operation()
            ),
        )

    def _leaves(self, session: Session, customer_id: str) -> None:
        reason = self.draw.choice(_reasons())
        asked = cancel_subscription(
            session, customer_id=customer_id, reason=reason, operation_id=self.operation()
        )
        if asked.save_offer and self.draw.random() < _STAYS:
            self._do(
                customer_id,
                lambda: keep_subscription(
                    session, customer_id=customer_id, operation_id=self.operation()
                ),
            )
        else:
            self._forget(customer_id)

    def _pauses(self, session: Session, customer_id: str) -> None:
        self._do(
            customer_id,
            lambda: pause_subscription(
                session, customer_id=customer_id, days=_PAUSE_DAYS, operation_id=self.operation()
            ),
        )
        back = session.today + timedelta(days=_PAUSE_DAYS)  # until then nobody comes to the counter
        if customer_id in self.comes_on:
            self.comes_on[customer_id] = max(self.comes_on[customer_id], back)

    def _goes_over(self, session: Session, customer_id: str) -> None:
        up = self.plans[customer_id].plan != _collector()
        plan = _collector() if up else _club()
        self._do(
            customer_id,
            lambda: change_subscription(
                session, customer_id=customer_id, plan=plan, paid=None,
                operation_id=self.operation(),
            ),
        )  # fmt: skip
        if not up:
            self._pays(session, customer_id)

    def _do(self, customer_id: str, act: Callable[[], PlanStanding]) -> None:
        """Do an act, and note when the customer comes to pay again; some come too late for it."""
        try:
            now = act()
        except (AlreadySubscribed, NotSubscribed):
            self._forget(customer_id)
            return
        self.plans[customer_id] = now
        late = _LATE_DAYS if self.draw.random() < _LATE else -self.draw.randrange(3)
        self.comes_on[customer_id] = now.until + timedelta(days=late)

    def _forget(self, customer_id: str) -> None:
        self.plans.pop(customer_id, None)
        self.comes_on.pop(customer_id, None)


def _plans() -> tuple[NewPlan, ...]:
    return (
        NewPlan(
            _club(), "980", "month", multiplier="2", points_each_period=50,
            renew_bonus={"points": 30, "days_before": 3},
        ),
        NewPlan(_collector(), "1980", "month", multiplier="3", discount_percent=5,
                coupon_each_period=tr("Record cleaning")),
        NewPlan(_year(), "9800", "year", multiplier="2", points_each_period=800),
    )  # fmt: skip


def _reasons() -> tuple[str, ...]:
    return (tr("Too expensive"), tr("Comes too seldom"), tr("Moves away"))


def _club() -> str:
    return tr("Listening Club")


def _collector() -> str:
    return tr("Collector's Club")


def _year() -> str:
    return tr("Listening Club, a year")
