"""Recurring revenue: who is on a plan on a day, what they bring in a month, what a month lost.

A member who did not renew is lost from the day after the last one paid for, but that is known only
when the time of grace has passed; until then the member counts. Source: rules.md §8, rulings 20.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from db.rules.retention import Percent, percent
from db.rules.subscriptions import Every

_MONTHS = {"month": 1, "year": 12}


@dataclass(frozen=True)
class Membership:
    """A customer's time on a plan, as far as money and days go."""

    plan: str
    price: int  # minor units
    every: Every
    began: date
    trial_until: date | None
    until: date  # the last day paid for
    grace_days: int
    ended: date | None = None  # the last day, where it ended before its time

    @property
    def monthly(self) -> Fraction:
        """Return what it brings in a month, exact: a year's price is twelve months'."""
        return Fraction(self.price, _MONTHS[self.every])

    def lost_on(self, *, known_on: date) -> date | None:
        """Return the day from which the member is lost, as is known on a day; None: is not."""
        if self.ended is not None and known_on > self.ended:
            return min(self.ended, self.until) + timedelta(days=1)
        if known_on <= self.until + timedelta(days=self.grace_days):
            return None
        return self.until + timedelta(days=1)

    def counts_on(self, day: date, *, known_on: date) -> bool:
        """Tell whether somebody is a member on a day, on trial or in the time of grace too."""
        lost = self.lost_on(known_on=known_on)
        return self.began <= day and (lost is None or day < lost)

    def pays_on(self, day: date, *, known_on: date) -> bool:
        """Tell whether the membership brings in money on a day: a trial does not."""
        on_trial = self.trial_until is not None and day <= self.trial_until
        return self.counts_on(day, known_on=known_on) and not on_trial


@dataclass(frozen=True)
class PlanFigures:
    """Members on plans: who joined and left in a month, and what they bring in."""

    active: int = 0  # on the last day, on trial and in the time of grace too
    started: int = 0
    ended: int = 0  # fell due in the month and were not renewed
    recurring: Fraction = Fraction(0)  # minor units a month, on the last day
    recurring_at_start: Fraction = Fraction(0)  # on the day before the month
    lost: Fraction = Fraction(0)
    reduced: Fraction = Fraction(0)
    increased: Fraction = Fraction(0)
    by_plan: Mapping[str, int] = field(default_factory=dict)  # active members by plan's name

    @property
    def mrr(self) -> int:
        """Return the recurring revenue in minor units, the exact sum rounded half-even."""
        return round(self.recurring)

    @property
    def gross_revenue_churn_percent(self) -> Percent:
        """Return what was lost and reduced as a share of the revenue at the start."""
        return percent(self.lost + self.reduced, self.recurring_at_start)

    @property
    def net_revenue_churn_percent(self) -> Percent:
        """Return the same less what others pay more; below zero where plans grow."""
        return percent(self.lost + self.reduced - self.increased, self.recurring_at_start)


def plan_figures(
    memberships: Iterable[Membership], *, first: date, last: date, known_on: date
) -> PlanFigures:
    """Return a period's figures from all memberships that began by its last day."""
    every = list(memberships)
    before = first - timedelta(days=1)
    active = [each for each in every if each.counts_on(last, known_on=known_on)]
    paying_before = [each for each in every if each.pays_on(before, known_on=known_on)]
    return PlanFigures(
        active=len(active),
        started=sum(first <= each.began <= last for each in every),
        ended=sum(_lost_within(each, first, last, known_on=known_on) for each in every),
        recurring=_recurring(each for each in active if each.pays_on(last, known_on=known_on)),
        recurring_at_start=_recurring(paying_before),
        lost=_recurring(
            each for each in paying_before if _lost_within(each, first, last, known_on=known_on)
        ),
        by_plan=dict(sorted(Counter(each.plan for each in active).items())),
    )


def _lost_within(membership: Membership, first: date, last: date, *, known_on: date) -> bool:
    lost = membership.lost_on(known_on=known_on)
    return lost is not None and first <= lost <= last


def _recurring(memberships: Iterable[Membership]) -> Fraction:
    return sum((each.monthly for each in memberships), Fraction(0))
