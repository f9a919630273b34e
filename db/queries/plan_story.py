"""A customer's time on plans, from the first day: what runs now, what was before, what was paid."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from db.clock import milliseconds
from db.moment import Moment
from db.queries.facts import facts_of_customer
from db.queries.subscriptions import (
    SUBSCRIPTION_KINDS,
    plan_credit,
    subscription_at,
    subscriptions_until,
)
from db.rules.subscriptions import State, Subscription, state_on


@dataclass(frozen=True)
class PlanStory:
    """All of a customer's subscriptions as of a moment; money in minor units."""

    now: Subscription | None  # the one that counts: an ended one too, where none runs
    state: State | None
    earlier: tuple[Subscription, ...]  # the latest first
    paid: Mapping[str, int]  # by subscription, what was handed back taken off
    credit: int  # comes off the next payment

    @property
    def paid_in_all(self) -> int:
        """Return what was paid for all of them."""
        return sum(self.paid.values())

    @property
    def all(self) -> tuple[Subscription, ...]:
        """Return every subscription, the earliest first."""
        known = self.earlier if self.now is None else (*self.earlier, self.now)
        return tuple(sorted(known, key=lambda each: each.began))


def plan_story(moment: Moment, customer_id: str) -> PlanStory:
    """Return what a customer's plans were and are, as of the moment."""
    now = subscription_at(moment, customer_id)
    earlier = [
        each
        for each in subscriptions_until(moment, customer_id)
        if now is None or each.id != now.id
    ]
    return PlanStory(
        now=now,
        state=state_on(now, moment.today) if now else None,
        earlier=tuple(reversed(earlier)),
        paid=_paid(moment, customer_id),
        credit=plan_credit(moment.db, customer_id),
    )


def _paid(moment: Moment, customer_id: str) -> Mapping[str, int]:
    """Return what was paid for each subscription; an undoing takes off what was handed back."""
    paid: Counter[str] = Counter()
    facts = facts_of_customer(
        moment.db, customer_id, until_ms=milliseconds(moment.now), kinds=SUBSCRIPTION_KINDS
    )
    for fact in facts:
        if fact.account == "plan_payments":
            paid[fact.doc.get("subscription", fact.id)] += fact.delta or 0
    return paid
