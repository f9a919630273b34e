"""A time on plans as figures see it: which days count, what they bring, when a member is lost.

A member who did not renew is lost from the day after the last one paid for, but that is known only
when the time of grace has passed; until then the member counts. Source: rules.md §8, rulings 20.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple

from db.rules.subscriptions import MONTHS_OF, Every, SpanKind, State, Subscription

Why = Literal["cancelled", "not_renewed", "after_trial", "merged"]
TWELFTHS = 12  # of a minor unit: a year's price is a whole number of them a month
_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """Days of one kind on one plan, at one price; a tuple, since a book has many of them."""

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
        return Fraction(self.twelfths, TWELFTHS)

    @property
    def twelfths(self) -> int:
        """Return the same in twelfths of a minor unit, which are whole."""
        return self.agreed_twelfths if self.kind == "paid" else 0

    @property
    def agreed_twelfths(self) -> int:
        """Return what was agreed for a month, whether these days are paid for or not."""
        return self.price * (TWELFTHS // MONTHS_OF[self.every])


class Membership(NamedTuple):
    """A customer's time on plans, as far as money and days go; a tuple like its stretches."""

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

    @property
    def first_paid(self) -> date | None:
        """Return the first day that was paid for, None where none ever was."""
        for stretch in self.stretches:
            if stretch.kind == "paid":
                return stretch.first
        return None

    def lost_on(self, *, known_on: date) -> date | None:
        """Return the day from which the member is lost, as is known on a day; None: is not."""
        if self.ended is not None and known_on > self.ended:
            rests = self.paused_from is not None  # its last day had not moved yet
            return (self.ended if rests else min(self.ended, self.until)) + _DAY
        if self.paused_from is not None:
            return None
        until = self.until
        if known_on <= until or (known_on - until).days <= self.grace_days:
            return None
        return until + _DAY

    @property
    def why_lost(self) -> Why:
        """Return why a member who is lost is."""
        if self.ended is not None:
            return "merged"
        if self.cancelled_on is not None:
            return "cancelled"
        return "not_renewed" if self.first_paid is not None else "after_trial"

    def counts_on(self, day: date, *, known_on: date) -> bool:
        """Tell whether somebody is a member on a day, on trial, paused or in grace too."""
        lost = self.lost_on(known_on=known_on)
        return self.began <= day and (lost is None or day < lost)

    def state_on(self, day: date, *, known_on: date) -> State:
        """Return what the membership is on a day, as is known on another."""
        return self.standing_on(day) if self.counts_on(day, known_on=known_on) else "ended"

    def standing_on(self, day: date) -> State:
        """Return what the membership is on a day on which it counts."""
        stretch = self._paid_or_given(day)
        if self._is_paused(day) or (stretch is not None and stretch.kind == "paused"):
            return "paused"
        if self.cancelled_on is not None and day >= self.cancelled_on:
            return "ending"
        if stretch is None:
            return "past_due"
        return "trial" if stretch.kind == "trial" else "active"

    def agreed_on(self, day: date) -> Stretch:
        """Return what is agreed on a day; on days not paid for yet, what is to be paid."""
        if self.paused_from is not None:
            day = min(day, self.paused_from)  # what rests, until it is taken up again
        stretch = self._paid_or_given(day)
        if stretch is not None or day > self.until:
            return stretch or self.next
        # Between a late end and a change: what had been agreed before it.
        earlier = [each for each in self.stretches if each.last < day]
        return earlier[-1] if earlier else self.stretches[0]

    def plan_on(self, day: date) -> str:
        """Return the name of the plan on a day."""
        return self.agreed_on(day).plan

    def monthly_on(self, day: date, *, known_on: date) -> Fraction:
        """Return what the membership brings in a month on a day, exact, in minor units.

        Nothing on trial, while paused, or in a month that was given; whoever is late counts until
        the time of grace has passed, unless nothing was ever paid.
        """
        if not self.counts_on(day, known_on=known_on):
            return Fraction(0)
        return Fraction(self.twelfths_on(day), TWELFTHS)

    def twelfths_on(self, day: date) -> int:
        """Return what a day on which the membership counts brings in a month, in twelfths."""
        return self.twelfths_from(day)[0]

    def twelfths_from(self, day: date) -> tuple[int, date]:
        """Return the same, and a day up to which nothing changes it."""
        paused = self.paused_from
        if paused is not None and day >= paused:
            return 0, date.max
        stretch = self._paid_or_given(day)
        if stretch is not None:
            until = stretch.last if paused is None else min(stretch.last, paused - _DAY)
            return stretch.twelfths, until
        if self.first_paid is None or day < self.first_paid:
            return 0, day  # a trial that is over, and not paid for yet
        return self.agreed_on(day).agreed_twelfths, day

    def _is_paused(self, day: date) -> bool:
        return self.paused_from is not None and day >= self.paused_from

    def _paid_or_given(self, day: date) -> Stretch | None:
        for stretch in self.stretches:
            if stretch.first <= day <= stretch.last:
                return stretch
        return None


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
            stretches[-1] = before._replace(last=new.last)
        else:
            stretches.append(new)
    terms, until = subscription.terms, subscription.until
    return Membership(
        id=subscription.id,
        customer_id=subscription.customer_id,
        began=subscription.began,
        until=until,
        grace_days=subscription.grace_days,
        next=Stretch(until, until, "paid", terms.plan_id, terms.plan, terms.price, terms.every),
        stretches=tuple(stretches),
        paused_from=subscription.paused_from,
        cancelled_on=subscription.cancelled_on,
        reason=subscription.reason,
        ended=subscription.ended,
    )


def came_back(memberships: Iterable[tuple[Membership, date | None]]) -> set[str]:
    """Return the ids of those that began when an earlier one of the same customer had ended.

    They stand in the order of their beginning, each with the day from which it is lost.
    """
    first_lost: dict[str, date] = {}
    found = set()
    for each, lost in memberships:
        lost_before = first_lost.get(each.customer_id)
        if lost_before is not None and lost_before <= each.began:
            found.add(each.id)
        if lost is not None and (lost_before is None or lost < lost_before):
            first_lost[each.customer_id] = lost
    return found


def _goes_on(before: Stretch, new: Stretch) -> bool:
    """Tell whether days follow on others without a gap, with nothing else changed."""
    follows = before.last + _DAY == new.first
    return follows and new[2:] == before[2:]
