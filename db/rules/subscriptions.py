"""Plans paid by the month or year: which days a payment covers, and what holds on a given day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Literal

from db.rules.periods import add_months

Every = Literal["month", "year"]
State = Literal["trial", "active", "past_due", "paused", "ending", "ended"]
_MONTHS = {"month": 1, "year": 12}


@dataclass(frozen=True)
class RenewBonus:
    """Points for those who renew at least so many days before the end."""

    points: int
    days_before: int


@dataclass(frozen=True)
class Plan:
    """A level that is paid for, as the shop offers it."""

    id: str
    name: str
    price: int  # minor units
    every: Every
    multiplier: Fraction
    discount_percent: int
    points_each_period: int
    trial_days: int
    grace_days: int
    renew_bonus: RenewBonus | None
    save_offer_months: int
    offered: bool = True


@dataclass(frozen=True)
class FreeMonths:
    """Months that were given without payment, after so many paid periods."""

    months: int
    after_periods: int


@dataclass(frozen=True)
class Subscription:
    """A customer's time on a plan; benefits are frozen when it begins."""

    id: str
    customer_id: str
    plan_id: str
    plan: str
    price: int
    every: Every
    began: date
    trial_until: date | None
    anchor: date
    periods: int
    until: date
    grace_days: int
    multiplier: Fraction
    discount_percent: int
    points_each_period: int
    renew_bonus: RenewBonus | None
    ended: date | None = None  # the last day, where it ended before its time
    free: tuple[FreeMonths, ...] = ()  # in the order in which they were given

    @property
    def free_months(self) -> int:
        """Return all months that were given without payment."""
        return sum(each.months for each in self.free)


def paid_until(anchor: date, *, every: Every, periods: int, free_months: int = 0) -> date:
    """Return the last day of so many periods; each begins on the anchor's day of the month.

    31 January → 28 February → 31 March: counted from the anchor, so that a short month takes
    nothing away for good. Months given without payment move it like paid ones. Source: rules.md §8.
    """
    return add_months(anchor, periods * _MONTHS[every] + free_months) - timedelta(days=1)


def state_on(subscription: Subscription, day: date) -> State:
    """Return what a subscription is on a day; `past_due` is the time of grace after its end."""
    if subscription.ended is not None and day > subscription.ended:
        return "ended"
    if day > subscription.until + timedelta(days=subscription.grace_days):
        return "ended"
    if day > subscription.until:
        return "past_due"
    if subscription.trial_until is not None and day <= subscription.trial_until:
        return "trial"
    return "active"


def has_benefits(subscription: Subscription, day: date) -> bool:
    """Tell whether the plan's benefits hold on that day, the time of grace included."""
    return subscription.began <= day and state_on(subscription, day) not in ("ended", "paused")


def credit_left(subscription: Subscription, *, today: date) -> int:
    """Return what the days left are worth, today included, in minor units, rounded down.

    A period paid ahead counts whole; a trial, free months and the time of grace are worth nothing.
    Source: rulings 23.
    """
    worth = Fraction(0)
    for before, last in _paid_periods(subscription):
        left = min((last - before).days, (last - today).days + 1)
        worth += Fraction(subscription.price * max(left, 0), (last - before).days)
    return floor(worth)


def _paid_periods(subscription: Subscription) -> Iterator[tuple[date, date]]:
    """Yield of each paid period the day before it and its last day."""
    anchor, every = subscription.anchor, subscription.every
    for number in range(subscription.periods):
        free = sum(each.months for each in subscription.free if each.after_periods <= number)
        before, last = (
            paid_until(anchor, every=every, periods=periods, free_months=free)
            for periods in (number, number + 1)
        )
        yield before, last
