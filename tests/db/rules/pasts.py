"""Pasts of one subscription, told as rules read them."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from db.rules.subscriptions import (
    Event,
    EventKind,
    RenewBonus,
    Span,
    Subscription,
    Terms,
    subscription_of,
)

CLUB = Terms(
    plan_id="club", plan="Club", price=980, every="month", grace_days=7, multiplier=Fraction(2),
    discount_percent=0, points_each_period=0, renew_bonus=None,
)  # fmt: skip


Told = tuple[str, EventKind, dict[str, Any]]  # the day, what was done, what is told of it


def day(text: str) -> date:
    """Read a day of the tests: 2026-01-31."""
    return date.fromisoformat(text)


def past(*told: Told, terms: Terms = CLUB) -> Subscription:
    """Return what comes of acts, each with its day; the first is joining."""
    events = [Event(kind, "f", "s", day(on), **of) for on, kind, of in told]
    events[0] = replace(events[0], terms=terms)
    return subscription_of(events, customer_id="c")


def paid_through(
    until: date, *, bonus: RenewBonus | None = None, plan: str = "Club"
) -> Subscription:
    """Return a subscription whose one paid period ends on a day."""
    terms = Terms(plan, plan, 980, "month", 7, Fraction(2), 0, 0, bonus)
    began = date(2026, 1, 1)
    spans = (Span(began, until, "paid", terms, 1),)
    anchor = until + timedelta(days=1)
    return Subscription(str(until), "c", began, terms, anchor, spans=spans, periods=1)
