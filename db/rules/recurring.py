"""Recurring revenue: who is on a plan on a day, what they bring in a month, what a month lost.

A member who did not renew is lost from the day after the last one paid for, but that is known only
when the time of grace has passed; until then the member counts. Source: rules.md §8, rulings 20.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from db.rules.retention import Percent, percent
from db.rules.subscriptions import MONTHS_OF, Every, SpanKind, Subscription


@dataclass(frozen=True)
class Stretch:
    """Days of one kind on one plan, at one price."""

    first: date
    last: date
    kind: SpanKind
    plan_id: str
    plan: str
    price: int  # minor units
    every: Every

    @property
    def monthly(self) -> Fraction:
        """Return what it brings in a month, exact; nothing on trial, when free or paused."""
        if self.kind != "paid":
            return Fraction(0)
        return Fraction(self.price, MONTHS_OF[self.every])


@dataclass(frozen=True)
class Membership:
    """A customer's time on plans, as far as money and days go."""

    id: str
    customer_id: str
    began: date
    until: date  # the last day that was paid or given
    grace_days: int  # after it
    next: Stretch  # what comes after the last day, where a payment follows: from that day on
    stretches: tuple[Stretch, ...]  # one after the other
    paused_from: date | None = None
    cancelled_on: date | None = None
    reason: str | None = None
    ended: date | None = None  # the last day, where a merging ended it

    def lost_on(self, *, known_on: date) -> date | None:
        """Return the day from which the member is lost, as is known on a day; None: is not."""
        if self.ended is not None and known_on > self.ended:
            return min(self.ended, self.until) + timedelta(days=1)
        if self.paused_from is not None:
            return None
        if known_on <= self.until + timedelta(days=self.grace_days):
            return None
        return self.until + timedelta(days=1)

    def counts_on(self, day: date, *, known_on: date) -> bool:
        """Tell whether somebody is a member on a day, on trial, paused or in grace too."""
        lost = self.lost_on(known_on=known_on)
        return self.began <= day and (lost is None or day < lost)

    def plan_on(self, day: date) -> str:
        """Return the name of the plan on a day."""
        return self._stretch(day).plan

    def monthly_on(self, day: date, *, known_on: date) -> Fraction:
        """Return what the membership brings in a month on a day, exact, in minor units.

        Nothing on trial, while paused, or in a month that was given; whoever is late counts until
        the time of grace has passed.
        """
        if not self.counts_on(day, known_on=known_on):
            return Fraction(0)
        if self.paused_from is not None and day >= self.paused_from:
            return Fraction(0)
        return self._stretch(day).monthly

    def _stretch(self, day: date) -> Stretch:
        """Return what holds on a day; between a late end and a new beginning, what begins."""
        return next((each for each in self.stretches if day <= each.last), self.next)


def membership_of(subscription: Subscription) -> Membership:
    """Return a subscription as figures see it: equal days on end are one stretch."""
    stretches: list[Stretch] = []
    for span in subscription.spans:
        if span.last < span.first:
            continue
        terms = span.terms
        new = Stretch(
            span.first, span.last, span.kind, terms.plan_id, terms.plan, terms.price, terms.every
        )
        before = stretches[-1] if stretches else None
        if before is not None and _goes_on(before, new):
            stretches[-1] = replace(before, last=new.last)
        else:
            stretches.append(new)
    terms, until = subscription.terms, subscription.until
    return Membership(
        id=subscription.id,
        customer_id=subscription.customer_id,
        began=subscription.began,
        until=until,
        grace_days=0 if subscription.cancelled_on else terms.grace_days,
        next=Stretch(until, until, "paid", terms.plan_id, terms.plan, terms.price, terms.every),
        stretches=tuple(stretches),
        paused_from=subscription.paused_from,
        cancelled_on=subscription.cancelled_on,
        reason=subscription.reason,
        ended=subscription.ended,
    )


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


def _goes_on(before: Stretch, new: Stretch) -> bool:
    """Tell whether days follow on others without a gap, with nothing else changed."""
    follows = before.last + timedelta(days=1) == new.first
    return follows and replace(new, first=before.first, last=before.last) == before


def plan_figures(
    memberships: Iterable[Membership], *, first: date, last: date, known_on: date
) -> PlanFigures:
    """Return a period's figures from all memberships that began by its last day."""
    every = list(memberships)
    before = first - timedelta(days=1)
    active = [each for each in every if each.counts_on(last, known_on=known_on)]
    at_start = {each.id: each.monthly_on(before, known_on=known_on) for each in every}
    at_end = {each.id: each.monthly_on(last, known_on=known_on) for each in active}
    moves = [at_end[each.id] - at_start[each.id] for each in active if each.began < first]
    lost = [each for each in every if _lost_within(each, first, last, known_on=known_on)]
    return PlanFigures(
        active=len(active),
        started=sum(first <= each.began <= last for each in every),
        ended=len(lost),
        recurring=_sum(at_end.values()),
        recurring_at_start=_sum(at_start.values()),
        lost=_sum(at_start[each.id] for each in lost),
        reduced=_sum(-move for move in moves if move < 0),
        increased=_sum(move for move in moves if move > 0),
        by_plan=dict(sorted(Counter(each.plan_on(last) for each in active).items())),
    )


def _lost_within(membership: Membership, first: date, last: date, *, known_on: date) -> bool:
    lost = membership.lost_on(known_on=known_on)
    return lost is not None and first <= lost <= last


def _sum(amounts: Iterable[Fraction]) -> Fraction:
    return sum(amounts, Fraction(0))
