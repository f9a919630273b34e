"""How a promotion stands at a moment of the shop's day: it holds, waits, comes later or is over."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from db.rules.promotions import Conditions, Promotion, holds_on, within_hours

StateKind = Literal[
    "stopped", "ended", "used_up", "not_yet", "other_day", "waits", "later", "over", "now"
]
_LONGEST_LOOK = 7  # days: every weekday comes within a week


@dataclass(frozen=True)
class PromotionState:
    """How a promotion stands; `day` is when it begins or holds next, `clock` from or until when.

    `now` it holds until `clock`; `later` today from `clock` on; `over` for today since `clock`.
    """

    kind: StateKind
    day: date | None = None
    clock: time | None = None


def state_of(
    promotion: Promotion, *, day: date, clock: time, called: bool, points_given: int
) -> PromotionState:
    """Return how a promotion stands on a business date at a time of the wall clock."""
    when = promotion.conditions
    if not promotion.offered:
        return PromotionState("stopped")
    if promotion.points_budget is not None and points_given >= promotion.points_budget:
        return PromotionState("used_up")
    if not holds_on(when, day):
        return _on_another_day(when, day)
    if when.called and not called:
        return PromotionState("waits")
    return _by_the_clock(when, clock)


def next_day(conditions: Conditions, day: date) -> date | None:
    """Return the next of the promotion's days after this one, None where there is none."""
    first = conditions.first_day
    start = max(day + timedelta(days=1), first) if first else day + timedelta(days=1)
    days = (start + timedelta(days=number) for number in range(_LONGEST_LOOK))
    return next((each for each in days if holds_on(conditions, each)), None)


def for_everybody(conditions: Conditions) -> bool:
    """Tell whether a promotion asks nothing of who the customer is or how they come."""
    who = (conditions.tier, conditions.plan, conditions.tag, conditions.birthday)
    visits = (conditions.nth_visit, conditions.days_since_last_visit)
    return not conditions.first_sale and all(each is None for each in (*who, *visits))


def _on_another_day(when: Conditions, day: date) -> PromotionState:
    following = next_day(when, day)
    if following is None:
        return PromotionState("ended", day=when.last_day)
    not_begun = when.first_day is not None and day < when.first_day
    return PromotionState("not_yet" if not_begun else "other_day", day=following)


def _by_the_clock(when: Conditions, clock: time) -> PromotionState:
    if when.hours is None or when.hours[0] == when.hours[1]:
        return PromotionState("now")
    start, end = when.hours
    if within_hours(when.hours, clock):
        return PromotionState("now", clock=end)
    if clock < start:
        return PromotionState("later", clock=start)
    return PromotionState("over", clock=end)
