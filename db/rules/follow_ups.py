"""Follow-ups: what is worth doing for whom today, why, and by which way; rules/README.md.

A follow-up that a rule makes is known by KIND:CUSTOMER:WHAT, so that it is the same one whoever
asks and whenever; a promise is known by the fact that it was given.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal, get_args

from db.errors import BadDate, BadRequest
from db.rules.channels import Way, agrees, needed_for, refuses
from db.rules.follow_up_choices import SlippingChoice
from db.rules.periods import parse_business_date
from db.rules.shop import line_of_text, one_of

Kind = Literal[
    "promise", "complaint", "unhappy", "slipping_away", "renewal", "trial_end", "points_expiring",
    "birthday", "anniversary", "newcomer", "referral", "best_customer",
]  # fmt: skip
PromiseKind = Literal["promise", "complaint"]
Act = Literal["call", "card", "coupon", "letter", "mail", "message", "counter", "thank", "decide"]
Channel = Way
ContactBy = Literal["call", "letter", "mail", "message", "visit"]

KINDS: tuple[Kind, ...] = get_args(Kind)
PROMISE_KINDS: tuple[PromiseKind, ...] = get_args(PromiseKind)
OWED: frozenset[Kind] = frozenset({"promise", "complaint", "unhappy"})
"""What somebody of the shop owes: never silenced by quiet days."""
CONTACTS: tuple[ContactBy, ...] = get_args(ContactBy)
LONGEST_WHY = 300
LONGEST_NOTE = 500

_AT_ONCE_BY_VOICE: frozenset[Kind] = OWED | {"best_customer"}
_AT_THE_COUNTER: frozenset[Kind] = frozenset({"renewal", "trial_end"})
_BY_HAND: frozenset[Kind] = frozenset(
    {"slipping_away", "birthday", "anniversary", "best_customer", "newcomer"}
)
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_FACT = r"[0-9a-f]+-[0-9]+"
_WHATS: dict[Kind, str] = {
    "unhappy": _FACT,
    "slipping_away": _DAY,
    "renewal": _DAY,
    "trial_end": _DAY,
    "points_expiring": r"[0-9]{4}-[0-9]{2}",
    "birthday": r"[0-9]{4}",
    "anniversary": r"[0-9]{4}",
    "newcomer": r"[0-9]{1,3}",
    "referral": rf"(ask-)?{_FACT}",
    "best_customer": rf"{_DAY}|never",
}
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)


# -- Why: the facts that the words are made of -------------------------------------------------


@dataclass(frozen=True)
class Promised:
    """What was promised, or complained of, and on which day."""

    why: str
    made_on: date


@dataclass(frozen=True)
class Said:
    """An answer of 0 to 6."""

    score: int
    comment: str | None
    said_on: date


@dataclass(frozen=True)
class Greeting:
    """A birthday or the anniversary of joining, and the coupon that goes with it."""

    day: date
    years: int | None = None  # None where the year of birth is not told
    reward: str | None = None
    code: str | None = None  # of the coupon, once it was issued
    until: date | None = None  # its last day


@dataclass(frozen=True)
class PlanEnds:
    """A plan that is to be paid for again, or a trial that ends."""

    plan: str
    until: date
    pay_by: date
    years: int  # it is in its n-th year
    price: int  # minor units, less credit
    bonus: int = 0  # points for renewing today


@dataclass(frozen=True)
class PointsLapse:
    """Points that can be used until a day."""

    points: int
    worth: int  # minor units
    last_day: date


@dataclass(frozen=True)
class Slipping:
    """Somebody who used to come, and is late."""

    half_days: int  # twice the median gap between visits, so that it is whole
    days_since: int
    visits: int
    first_day: date
    last_day: date
    spent: int  # minor units, to date


@dataclass(frozen=True)
class FirstSteps:
    """Somebody who bought once, so many days ago."""

    step: int
    first_day: date
    brought_by: str | None = None  # a friend's name
    stamps: bool = False  # the shop has stamp cards to explain


@dataclass(frozen=True)
class NotSpokenTo:
    """One of the best customers, and when somebody last spoke to them."""

    spent: int  # minor units, to date
    since: date | None  # None: never
    last_day: date


@dataclass(frozen=True)
class FriendBought:
    """A friend who was brought has bought: the reward has come, or waits for the owner's word."""

    friend: str  # the friend's name
    bought_on: date
    waits: bool
    points: int = 0
    reward: str | None = None


Facts = (
    Promised | Said | Greeting | PlanEnds | PointsLapse | Slipping | FirstSteps | NotSpokenTo
    | FriendBought
)  # fmt: skip


@dataclass(frozen=True)
class FollowUp:
    """Something worth doing for a customer, why, and the one act that is offered."""

    id: str
    kind: Kind
    customer_id: str
    number: str
    name: str
    phone: str | None  # as it is kept; db/phones.py shows it
    due_day: date
    due_time: time | None  # of the shop's wall clock; None: in the course of the day
    facts: Facts
    owed_by: str | None
    late: bool
    act: Act
    channel: Channel | None  # by which the act is done; None: at the counter
    worth: int = 0  # what puts one before another of its kind, the largest first


@dataclass(frozen=True)
class Candidate:
    """What speaks for a follow-up, before it is asked whether it was done and who it is for."""

    kind: Kind
    customer_id: str
    what: str  # a promise's id is what it is about
    due_day: date
    facts: Facts
    due_time: time | None = None
    owed_by: str | None = None
    worth: int = 0

    @property
    def id(self) -> str:
        """Return by what the follow-up is known."""
        if self.kind in PROMISE_KINDS:
            return self.what
        return follow_up_id(self.kind, self.customer_id, self.what)


# -- What a follow-up is known by --------------------------------------------------------------


def follow_up_id(kind: Kind, customer_id: str, what: str) -> str:
    """Return by what a follow-up that a rule made is known."""
    return f"{kind}:{customer_id}:{what}"


def parts_of(follow_up: str) -> tuple[Kind, str, str] | None:
    """Return kind, customer and what it is about; None for a promise's id and anything else."""
    kind, _, rest = follow_up.partition(":")
    customer_id, _, what = rest.rpartition(":")
    for known, pattern in _WHATS.items():
        if known == kind and customer_id and re.fullmatch(pattern, what, re.ASCII):
            return known, customer_id, what
    return None


def what_of(follow_up: str) -> str:
    """Return what a follow-up is about: the same before and after its customer was merged."""
    return follow_up.rpartition(":")[2]


# -- By which way ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reach:
    """By what a customer can be reached, and what they said about it."""

    phone: str | None = None
    address: str | None = None
    email: str | None = None
    channel: Channel | None = None  # that they like best
    consent: tuple[str, ...] = ()


def may_reach(reach: Reach, channel: Channel) -> bool:
    """Tell whether a customer can be reached that way and did not ask to be left alone.

    An e-mail needs a yes: to e-mail, to anything, or by naming it as what they like best.
    """
    if not getattr(reach, needed_for(channel)) or refuses(reach.consent, channel):
        return False
    return channel != "mail" or reach.channel == "mail" or agrees(reach.consent, "mail")


def channel_for(kind: Kind, reach: Reach) -> Channel | None:
    """Return by which way to do it: as they like best, else as the kind asks; None: none is left.

    What is owed is said by voice; a plan is offered at the counter to whoever named no way.
    """
    if reach.channel is not None and may_reach(reach, reach.channel):
        return reach.channel
    if kind in _AT_THE_COUNTER:
        return None
    order: tuple[Channel, ...] = ("letter", "call", "mail")
    if kind in _AT_ONCE_BY_VOICE:
        order = ("call", "mail", "letter")
    return next((channel for channel in order if may_reach(reach, channel)), None)


def act_for(kind: Kind, facts: Facts, channel: Channel | None) -> Act:
    """Return the one act that is offered."""
    if isinstance(facts, FriendBought) and facts.waits:
        return "decide"
    if isinstance(facts, Greeting) and facts.code is not None:
        return "coupon"
    if kind == "newcomer":
        return "thank"
    if channel is None:
        return "counter"
    return "card" if channel == "letter" and kind in _BY_HAND else channel


# -- When --------------------------------------------------------------------------------------


def half_days_of(gaps: Iterable[int]) -> int:
    """Return twice the median of the days between visits, so that it is whole."""
    upwards = sorted(gaps)
    middle = len(upwards) // 2
    return upwards[middle] + upwards[~middle]


def first_late_day(half_days: int, choice: SlippingChoice) -> int:
    """Return after how many days since the last visit somebody of that rhythm is slipping away.

    `half_days` is twice the median gap: more than the percentage of it, and `days` beyond it.
    """
    beyond_factor = half_days * choice.factor_percent // 200 + 1
    beyond_days = (half_days + 1) // 2 + choice.days
    return max(beyond_factor, beyond_days)


def is_quiet(spoken_on: date | None, today: date, *, quiet_days: int) -> bool:
    """Tell whether somebody was spoken to so lately that nothing else is asked of them."""
    return spoken_on is not None and today < spoken_on + timedelta(days=quiet_days)


def is_late(
    due_day: date, due_time: time | None, *, today: date, clock: time, day_starts: time
) -> bool:
    """Tell whether what was due was not done in time; without a time it has the whole day.

    In a bar whose day begins at four, one o'clock comes after midnight's eve.
    """
    if due_day != today or due_time is None:
        return due_day < today
    return (due_time < day_starts, due_time) < (clock < day_starts, clock)


def in_order(found: Iterable[FollowUp]) -> list[FollowUp]:
    """Return follow-ups as they are done: late promises first, then by kind and worth."""
    return sorted(found, key=_place)


def _place(each: FollowUp) -> tuple[object, ...]:
    is_owed = each.kind in OWED
    due = (each.due_day, each.due_time or time.max) if is_owed else ()
    if is_owed and each.late:
        return (0, due, each.name, each.number)
    return (1, KINDS.index(each.kind), due, -each.worth, each.due_day, each.name, each.number)


# -- What people say ---------------------------------------------------------------------------


def read_due(text: str) -> tuple[date, time | None]:
    """Read when something is due: 2026-11-25, or 2026-11-25T14:00; raises BadDate."""
    day, _, clock = text.partition("T")
    if clock and not _CLOCK.fullmatch(clock):
        raise BadDate(text[:40])
    if not clock and "T" in text:
        raise BadDate(text[:40])
    return parse_business_date(day), time.fromisoformat(clock) if clock else None


def read_why(value: object) -> str:
    """Understand what was promised: one line; raises BadRequest."""
    return line_of_text(value, "why", longest=LONGEST_WHY)


def read_note(value: object) -> str | None:
    """Understand a note about a contact: one line, or nothing; raises BadRequest."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return line_of_text(value, "note", longest=LONGEST_NOTE)


def read_by(value: object) -> ContactBy:
    """Understand by which way somebody was spoken to; raises BadRequest."""
    return one_of(value, "by", CONTACTS)


def read_kind(value: object) -> Kind:
    """Understand a kind of follow-up; raises BadRequest."""
    return one_of(value, "kind", KINDS)


def read_promise_kind(value: object) -> PromiseKind:
    """Understand what is owed, a promise or an answer to a complaint; raises BadRequest."""
    return one_of(value, "kind", PROMISE_KINDS)


def refuse_today(until: date, *, today: date) -> None:
    """Refuse to put something off to a day that is not ahead; raises BadRequest."""
    if until <= today:
        raise BadRequest("until", "not_ahead", until.isoformat())
