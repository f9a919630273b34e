"""Friends: who may bring whom, and when both get what was promised; rules.md §9."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from db.errors import AlreadyReferred, LimitReached, NotNewCustomer, ReferralCircle, SelfReferral

State = Literal["pending", "on_hold", "rewarded", "reversed"]
Sign = Literal["phone", "card", "till"]

TILL_MINUTES = 10  # within which two at one till may be one
_LAST_DIGITS = 2  # in which the numbers of a household differ
_SHORTEST_PHONE = 8
_SHORTEST_ADDRESS = 5


@dataclass(frozen=True)
class Link:
    """That a customer was brought by another."""

    referee_id: str
    referrer_id: str
    day: date
    qualified_on: date | None = None
    reversed_on: date | None = None  # a refund took the reward back, or the owner said no
    usable_from: date | None = None  # the first day of both gifts
    signs: tuple[Sign, ...] = ()  # why the owner is asked first
    answered_on: date | None = None  # by the owner
    approved: bool | None = None
    sale: str | None = None  # the friend's first that counted


@dataclass(frozen=True)
class Identity:
    """By what somebody is known, as everybody they were before a merging too."""

    ids: frozenset[str]
    phone_keys: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()  # as they are kept
    address: str | None = None  # lines, as on an envelope


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


@dataclass(frozen=True)
class Circumstances:
    """How a friend's first sale that counts came about."""

    referee: Identity
    referrer: Identity
    pays_with_theirs: bool  # a voucher or coupon of the referrer
    minutes_apart: int | None  # from the referrer's nearest sale at the same till; None: none


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


def is_one_person(one: Identity, other: Identity) -> bool:
    """Tell whether two are one: a phone or a mailbox is somebody's own, in whatever writing."""
    emails = [{_folded(email) for email in each.emails} for each in (one, other)]
    return bool(one.ids & other.ids or one.phone_keys & other.phone_keys or emails[0] & emails[1])


def signs_of(around: Circumstances) -> tuple[Sign, ...]:
    """Return what speaks for a friend who is none: a household's phone, one card, one visit."""
    minutes = around.minutes_apart
    found: dict[Sign, bool] = {
        "phone": _one_household(around.referee, around.referrer),
        "card": around.pays_with_theirs,
        "till": minutes is not None and minutes <= TILL_MINUTES,
    }
    return tuple(sign for sign, speaks in found.items() if speaks)


def state_on(link: Link, day: date) -> State:
    """Return how far a link is: waiting for a first sale, for a day or a yes, rewarded, undone."""
    if link.reversed_on is not None and link.reversed_on <= day:
        return "reversed"
    if link.qualified_on is None or day < link.qualified_on:
        return "pending"
    usable_from = link.usable_from or link.qualified_on
    return "on_hold" if waits_on(link, day) or day < usable_from else "rewarded"


def waits_on(link: Link, day: date) -> bool:
    """Tell whether a link waits for the owner's word."""
    if not link.signs or link.qualified_on is None or day < link.qualified_on:
        return False
    ends = (link.reversed_on, link.answered_on)
    return not any(end is not None and end <= day for end in ends)


def _one_household(one: Identity, other: Identity) -> bool:
    if one.address and other.address:
        homes = [_letters_of(each) for each in (one.address, other.address)]
        if homes[0] == homes[1] and len(homes[0]) >= _SHORTEST_ADDRESS:
            return True
    return any(
        len(phone) == len(near)
        and len(phone) >= _SHORTEST_PHONE
        and phone[:-_LAST_DIGITS] == near[:-_LAST_DIGITS]
        for phone in one.phones
        for near in other.phones
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _letters_of(address: str) -> str:
    return "".join(letter for letter in _folded(address) if letter.isalnum())
