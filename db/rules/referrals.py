"""Friends: who may bring whom, and when both get what was promised; rules.md §9."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from db.errors import AlreadyReferred, LimitReached, NotNewCustomer, ReferralCircle, SelfReferral

State = Literal["pending", "on_hold", "rewarded", "reversed"]


@dataclass(frozen=True)
class Link:
    """That a customer was brought by another."""

    referee_id: str
    referrer_id: str
    day: date
    qualified_on: date | None = None
    reversed_on: date | None = None  # a refund took the reward back


@dataclass(frozen=True)
class Candidate:
    """All that is asked before a link is made."""

    referee: str  # member number, for the sentence
    referrer: str
    same_person: bool  # one customer, one e-mail, one phone
    bought_before: bool
    brought_by: str | None  # the referrer of before, if there is one
    in_circle: bool  # the referrer was brought by the referee, perhaps through others
    links_this_month: int
    max_per_month: int | None


def check_link(candidate: Candidate) -> None:
    """Let a link pass that may be made; raises the reason why not."""
    if candidate.same_person:
        raise SelfReferral(candidate.referee)
    if candidate.brought_by is not None:
        raise AlreadyReferred(candidate.referee, candidate.brought_by)
    if candidate.in_circle:
        raise ReferralCircle(candidate.referee)
    if candidate.bought_before:
        raise NotNewCustomer(candidate.referee)
    most = candidate.max_per_month
    if most is not None and candidate.links_this_month >= most:
        raise LimitReached(most, "referrals")


def state_on(link: Link, day: date, *, hold_days: int) -> State:
    """Return how far a link is: waiting for a first sale, for the hold, rewarded, or undone."""
    if link.reversed_on is not None and link.reversed_on <= day:
        return "reversed"
    if link.qualified_on is None or day < link.qualified_on:
        return "pending"
    return "on_hold" if day < link.qualified_on + timedelta(days=hold_days) else "rewarded"
