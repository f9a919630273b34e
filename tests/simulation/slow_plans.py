"""A customer's time on plans as slow and obvious as can be: a list of days, one mark each.

Written from the rules alone, apart from `db`; what the book says must be what this says.
"""

import math
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from tests.simulation.slow_calendar import ONE_DAY, months_earlier, months_later

FIRST = datetime.min  # noqa: DTZ901 - the shop's wall clock, like every time here
OFFER_ONCE_IN = 12  # months


class Refused(Exception):
    """Why an act is not done."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Plan:
    name: str
    price: int
    months: int = 1  # 12: paid by the year
    trial_days: int = 0
    grace_days: int = 7
    multiplier: Fraction = Fraction(1)
    discount: int = 0  # percent
    points: int = 0  # each period
    bonus: tuple[int, int] | None = None  # points, and the days before the end
    offer: int = 2  # months shown to whoever cancels
    coupon: str | None = None  # a reward that comes with each period

    @property
    def a_month(self) -> Fraction:
        return Fraction(self.price, self.months)


@dataclass(frozen=True)
class Mark:
    """What one day is."""

    kind: str  # trial, paid, free, paused, late
    plan: Plan
    worth: Fraction = Fraction(0)  # its share of what its period costs


@dataclass(frozen=True)
class Act:
    """What was done at the counter."""

    at: datetime
    day: date
    customer: str
    kind: str
    plan: Plan | None = None
    days: int | None = None
    months: int = 0
    trial: bool | None = None
    request: str = ""


@dataclass
class Told:
    """What the counter answers to an act."""

    credit: int = 0
    offer: int = 0
    points: int = 0
    coupons: int = 0
    paid: int = 0


@dataclass(eq=False)
class Membership:
    """One stretch of being a member, from joining to the end."""

    first: date
    terms: Plan  # of the next payment
    marks: list[Mark] = field(default_factory=list)
    anchor: date = date.min
    months: int = 0  # since the anchor, up to the end
    paused_since: date | None = None  # without an end
    cancelled: bool = False
    offer: int = 0  # shown, neither taken nor gone
    begun: datetime = FIRST
    given_up: bool = False  # for another, when two customers were merged

    @property
    def next_day(self) -> date:
        """The first day that nothing is known of."""
        return self.first + timedelta(days=len(self.marks))

    @property
    def until(self) -> date:
        return self.next_day - ONE_DAY

    def end_as_of(self, day: date) -> date:
        """The last day, if a pause without an end were ended on this one."""
        paused = (day - self.paused_since).days if self.paused_since else 0
        return self.until + timedelta(days=paused)

    def on(self, day: date) -> Mark | None:
        place = (day - self.first).days
        return self.marks[place] if 0 <= place < len(self.marks) else None

    def state(self, day: date) -> str:
        mark = self.on(day)
        if (self.paused_since and day >= self.paused_since) or (mark and mark.kind == "paused"):
            return "paused"
        if mark:
            return "ending" if self.cancelled else "trial" if mark.kind == "trial" else "active"
        if self.cancelled or (day - self.until).days > self.marks[-1].plan.grace_days:
            return "ended"
        return "past_due"

    def plan(self, day: date) -> Plan:
        """What holds on a day, or rests; after the last one paid for, what is to be paid next."""
        if self.paused_since and day > self.paused_since:
            day = self.paused_since
        mark = self.on(day)
        return mark.plan if mark else self.terms

    def paid_before(self, day: date) -> bool:
        return any(mark.kind == "paid" and self.first + timedelta(days=place) < day
                   for place, mark in enumerate(self.marks))  # fmt: skip

    def has_benefits(self, day: date) -> bool:
        return day >= self.first and self.state(day) not in ("paused", "ended")

    def a_month(self, day: date) -> Fraction:
        """What it brings a month on a day, in recurring revenue; a late payer counts."""
        if day < self.first or self.state(day) in ("ended", "paused"):
            return Fraction(0)
        mark = self.on(day) or Mark("late", self.terms)
        brings = mark.kind == "paid" or (mark.kind == "late" and self.paid_before(day))
        return mark.plan.a_month if brings else Fraction(0)

    # -- What is done -----------------------------------------------------------------------

    def begin_trial(self) -> None:
        self.marks += [Mark("trial", self.terms)] * self.terms.trial_days
        self.anchor, self.months = self.next_day, 0

    def lengthen(self, kind: str, plan: Plan, months: int) -> None:
        """Add a period, its last day the one before the next begins."""
        begins, next_begins = self.next_day, months_later(self.anchor, self.months + months)
        days = (next_begins - begins).days
        worth = Fraction(plan.price, days) if kind == "paid" else Fraction(0)
        self.marks += [Mark(kind, plan, worth)] * days
        self.months += months

    def pause(self, day: date, days: int | None) -> None:
        if days is None:
            self.paused_since = day
            return
        place = (day - self.first).days
        self.marks[place:place] = [Mark("paused", self.plan(day))] * days
        self.anchor, self.months = self.next_day, 0

    def resume(self, day: date) -> None:
        if self.paused_since is not None:
            since, self.paused_since = self.paused_since, None
            if since < day:
                self.pause(since, (day - since).days)
            return
        while (mark := self.on(day)) and mark.kind == "paused":
            del self.marks[(day - self.first).days]
        self.anchor, self.months = self.next_day, 0

    def change_at_once(self, day: date, plan: Plan) -> int:
        """Begin the new plan today; return the credit for the days that are left of the old."""
        if self.state(day) == "paused":
            self.resume(day)
        kept = (day - self.first).days
        credit = math.floor(sum((mark.worth for mark in self.marks[kept:]), Fraction(0)))
        del self.marks[kept:]
        while self.next_day < day:
            self.marks.append(Mark("late", self.terms))
        self.anchor, self.months, self.terms = day, 0, plan
        self.lengthen("paid", plan, plan.months)
        return credit

    def days_left_worth(self, day: date) -> int:
        kept = ((self.paused_since or day) - self.first).days
        return math.floor(sum((mark.worth for mark in self.marks[kept:]), Fraction(0)))

    def keep_on(self) -> None:
        self.cancelled, self.offer = False, 0


class Life:
    """All of one customer's memberships, from what was done up to some moment."""

    def __init__(self) -> None:
        self.memberships: list[Membership] = []
        self.credit = 0
        self.offers_taken: list[date] = []
        self.plans_had: set[Plan] = set()

    def at(self, day: date) -> Membership | None:
        """The membership that counts on a day: one that runs, else the one that ended last."""
        return max(
            self.memberships,
            key=lambda one: (not one.given_up, one.state(day) != "ended", one.until),
            default=None,
        )

    def running(self, day: date) -> Membership:
        found = self.at(day)
        if found is None or found.state(day) == "ended":
            raise Refused("not_subscribed")
        return found

    def do(self, act: Act) -> Told:
        """Do one act; raises Refused."""
        way: Any = getattr(self, act.kind)
        told = Told()
        way(act, told)
        return told

    def start(self, act: Act, told: Told) -> None:
        now = self.at(act.day)
        if now and now.state(act.day) != "ended":
            raise Refused("already_subscribed")
        assert act.plan
        was_there = act.plan in self.plans_had
        self.plans_had.add(act.plan)
        membership = Membership(act.day, act.plan, begun=act.at)
        membership.anchor = act.day
        self.memberships.append(membership)
        if act.plan.trial_days and act.trial is not False and not was_there:
            membership.begin_trial()
        else:
            membership.lengthen("paid", act.plan, act.plan.months)
            self.take_payment(act.plan, told)

    def take_payment(self, plan: Plan, told: Told) -> None:
        taken = min(self.credit, plan.price)
        self.credit -= taken
        self.plans_had.add(plan)
        told.credit, told.paid = taken, plan.price - taken
        told.points += plan.points
        told.coupons += bool(plan.coupon)

    def renew(self, act: Act, told: Told) -> None:
        membership = self.running(act.day)
        plan = membership.terms
        bonus = membership.marks[-1].plan.bonus  # of what runs out
        if bonus and (membership.until - act.day).days >= bonus[1]:
            told.points += bonus[0]
        membership.lengthen("paid", plan, plan.months)
        membership.keep_on()
        self.take_payment(plan, told)

    def extend(self, act: Act, _: Told) -> None:
        membership = self.running(act.day)
        membership.lengthen("free", membership.marks[-1].plan, act.months)

    def pause(self, act: Act, _: Told) -> None:
        membership = self.running(act.day)
        if membership.state(act.day) in ("past_due", "paused", "ending"):
            raise Refused("bad_request")
        membership.pause(act.day, act.days)

    def resume(self, act: Act, _: Told) -> None:
        membership = self.running(act.day)
        if membership.state(act.day) != "paused":
            raise Refused("bad_request")
        membership.resume(act.day)

    def change(self, act: Act, told: Told) -> None:
        membership, plan = self.running(act.day), act.plan
        assert plan
        now = membership.plan(act.day)
        if plan == membership.terms:
            raise Refused("already_subscribed")
        if plan == now:
            membership.terms = plan
        elif plan.a_month >= now.a_month or plan.months > now.months:
            credit = membership.change_at_once(act.day, plan)
            self.credit += credit
            self.take_payment(plan, told)
            told.credit = credit
        else:
            membership.terms = plan
        membership.keep_on()

    def cancel(self, act: Act, told: Told) -> None:
        membership = self.running(act.day)
        if membership.cancelled:
            raise Refused("bad_request")
        late = membership.state(act.day) == "past_due"
        if membership.state(act.day) == "paused":
            membership.resume(act.day)
        recent = months_earlier(act.day, OFFER_ONCE_IN)
        if not late and not any(day > recent for day in self.offers_taken):
            told.offer = membership.plan(act.day).offer
        membership.cancelled, membership.offer = True, told.offer

    def keep(self, act: Act, _: Told) -> None:
        membership = self.running(act.day)
        if not membership.offer:
            raise Refused("limit_reached")
        self.offers_taken.append(act.day)
        membership.lengthen("free", membership.marks[-1].plan, membership.offer)
        membership.keep_on()

    def join_with(self, other: "Life", day: date) -> int:
        """Take over somebody's memberships; return the credit for the days that end."""
        self.offers_taken += other.offers_taken
        self.plans_had |= other.plans_had
        self.credit += other.credit
        two = [one.at(day) for one in (self, other)]
        self.memberships += other.memberships
        self.memberships.sort(key=lambda one: one.begun)
        running = [one for one in two if one and one.state(day) != "ended"]
        if len(running) < 2:
            return 0
        shorter = min(reversed(running), key=lambda one: one.end_as_of(day))
        credit = shorter.days_left_worth(day)
        shorter.given_up = True
        if shorter.state(day) == "paused":
            shorter.resume(day)
        del shorter.marks[(day - shorter.first).days :]
        shorter.cancelled = True
        self.credit += credit
        return credit
