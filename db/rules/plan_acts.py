"""What can be done with a customer's plan on a day: what suits most comes first."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from db.rules.subscriptions import (
    State,
    Subscription,
    Terms,
    runs_on,
    span_on,
    state_on,
)

PlanAct = Literal["join", "renew", "keep", "resume", "change", "pause", "cancel"]

_OF_A_STATE: dict[State, tuple[PlanAct, ...]] = {
    "trial": ("renew", "change", "pause", "cancel"),
    "active": ("renew", "change", "pause", "cancel"),
    "past_due": ("renew", "change", "cancel"),
    "paused": ("resume", "change", "cancel"),
    "ending": ("keep", "renew", "change"),
    "ended": ("join",),
}


@dataclass(frozen=True)
class Pause:
    """What a pause from today does; `last` None: until the plan is taken up again."""

    last: date | None  # day of the pause
    until: date | None  # that the plan then runs


def acts_possible(
    subscription: Subscription | None, *, today: date, other_plans: bool
) -> tuple[PlanAct, ...]:
    """Return what can be done, the usual first; to change, there must be something else."""
    if subscription is None or not runs_on(subscription, today):
        return ("join",)
    other = other_plans or planned(subscription) is not None
    return tuple(
        act
        for act in _OF_A_STATE[state_on(subscription, today)]
        if (act != "keep" or subscription.offer) and (act != "change" or other)
    )


def planned(subscription: Subscription) -> Terms | None:
    """Return what the plan turns into when what was paid has been used; None: it stays."""
    then = subscription.terms
    return then if then.plan_id != subscription.now_agreed.plan_id else None


def planned_from(subscription: Subscription) -> date:
    """Return the day from which the next payment counts."""
    return subscription.until + timedelta(days=1)


def pause_of(subscription: Subscription, days: int | None, *, today: date) -> Pause:
    """Return what a pause of so many days from today would do; the end moves by them."""
    if not days:
        return Pause(None, None)
    by = timedelta(days=days)
    return Pause(today + by - timedelta(days=1), subscription.until + by)


def paused_until(subscription: Subscription, today: date) -> date | None:
    """Return the last day of the pause that a day lies in, None where it is open."""
    span = span_on(subscription, today)
    return span.last if span is not None and span.kind == "paused" else None
