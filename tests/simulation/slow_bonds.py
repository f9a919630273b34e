"""A shop whose bonds last years: everything that happened in a list, each question asked of it all.

Written from the rules alone, apart from `db`; what the book says must be what this says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from tests.simulation.slow_calendar import ONE_DAY, last_of_month
from tests.simulation.slow_friends import Bought, Programme, SlowFriends, points_for
from tests.simulation.slow_levels import SlowLevels
from tests.simulation.slow_plans import Act, Life, Membership, Plan, Refused, Told
from tests.simulation.slow_tiers import Held, Measure, Progress

LAST = datetime.max  # noqa: DTZ901 - the shop's wall clock, like every time here
CHANGES = {"pause", "resume", "change", "cancel", "keep"}  # what no earlier slip goes before


@dataclass
class Sale:
    name: str
    request: str
    customer: str
    at: datetime
    day: date
    total: int  # after the plan's discount
    factors: list[Fraction]
    till: str | None = None
    refunds: list[tuple[datetime, int]] = field(default_factory=list)

    def left(self, at: datetime) -> int:
        return self.total - sum(amount for when, amount in self.refunds if when <= at)

    def whole(self, at: datetime) -> bool:
        """Tell whether all of it was given back."""
        return any(when <= at for when, _ in self.refunds) and self.left(at) == 0

    def points(self, at: datetime) -> int:
        return points_for(self.left(at), self.factors)


@dataclass(frozen=True)
class Joined:
    at: datetime
    day: date
    kept: str
    merged: str


@dataclass(frozen=True)
class Month:
    """What the plans brought, as far as was known when it was asked."""

    active: int
    started: int
    ended: int
    mrr: Fraction
    gross: Fraction | None
    net: Fraction | None
    by_plan: dict[str, int]


def end_of(day: date) -> datetime:
    return datetime.combine(day, time.max)


class SlowBonds:
    def __init__(self, measure: Measure, programme: Programme) -> None:
        self.programme = programme
        self.levels = SlowLevels(measure)
        self.plans: dict[str, Plan] = {}
        self.acts: list[Act] = []
        self.told: dict[Act, Told] = {}  # as it was said at the time
        self.joined: list[Joined] = []
        self.sales: list[Sale] = []
        self.links: list[tuple[datetime, str, tuple[Any, ...]]] = []  # what was done to friends
        self.corrections: list[tuple[datetime, str, int]] = []
        self.emails: dict[str, str] = {}
        self.phones: dict[str, str] = {}

    def owner(self, number: str, at: datetime) -> str:
        for one in self.joined:
            if one.at <= at and one.merged == number:
                number = one.kept
        return number

    # -- Plans ------------------------------------------------------------------------------

    def life(self, number: str, at: datetime) -> Life:
        return self.lived(number, at)[0]

    def lived(self, number: str, at: datetime) -> tuple[Life, list[tuple[Act, Told]]]:
        """Do everything again that was done to a customer's plans up to a moment."""
        happened: list[Act | Joined] = [
            *(act for act in self.acts if act.customer == number and act.at <= at),
            *(one for one in self.joined if one.kept == number and one.at <= at),
        ]
        life, told = Life(), list[tuple[Act, Told]]()
        for one in sorted(happened, key=lambda one: one.at):
            if isinstance(one, Act):
                life.do(one)
                told.append((one, self.told[one]))
            else:
                other, answers = self.lived(one.merged, one.at)
                life.join_with(other, one.day)
                told += answers
        return life, told

    def attempt(self, act: Act) -> Told | set[str]:
        """Do an act, or return every code with which it may be refused."""
        later = {one.kind for one in self.acts if one.customer == act.customer and one.at > act.at}
        blocked = bool(later & CHANGES) or (act.kind in ("change", "cancel") and "renew" in later)
        blocked = blocked or "start" in later
        try:
            told = self.life(act.customer, act.at).do(act)
        except Refused as refused:
            return {refused.code, "bad_date"} if blocked else {refused.code}
        if blocked:
            return {"bad_date"}
        self.acts.append(act)
        self.told[act] = told
        return told

    def last_act(self, number: str) -> Act | None:
        mine = [act for act in self.acts if act.customer == number]
        return max(mine, key=lambda act: act.at, default=None)

    def merge_credit(self, kept: str, merged: str, at: datetime) -> int:
        return self.life(kept, at).join_with(self.life(merged, at), at.date())

    # -- Friends ----------------------------------------------------------------------------

    def friends(self, at: datetime) -> SlowFriends:
        """Link and buy again, up to a moment."""
        friends = SlowFriends(self.programme)
        friends.emails, friends.phones = self.emails, self.phones
        for when, what, given in sorted(self.links, key=lambda one: one[0]):
            if when <= at:
                getattr(friends, what)(*given)
        return friends

    def friend_event(self, at: datetime, what: str, *given: object) -> None:
        self.links.append((at, what, given))

    def rewarded(self, at: datetime, first: date, last: date) -> tuple[int, int]:
        """Count friends who qualified in some days, and gifts, less those taken back."""
        counted = [one for one in self.friends(at).counted if first <= one[0] <= last]
        return sum(friends for _, friends, _ in counted), sum(gifts for _, _, gifts in counted)

    # -- Sales and tiers --------------------------------------------------------------------

    def sales_of(self, number: str, at: datetime) -> list[Sale]:
        """Somebody's sales up to a moment, those of everyone who was merged into them since."""
        mine = [
            sale for sale in self.sales
            if sale.at <= at and self.owner(sale.customer, LAST) == number
        ]  # fmt: skip
        return sorted(mine, key=lambda sale: sale.at)

    def tier(self, number: str, at: datetime, day: date | None = None) -> Held | None:
        walked = [
            Progress(sale.day, sale.left(at), sale.points(at), whole=False)
            for sale in self.sales_of(number, at)
            if not sale.whole(at)  # as if it had never been
        ]
        return self.levels.held(walked, day or at.date())

    def factors(self, number: str, at: datetime) -> list[Fraction]:
        """Return what multiplies the points of a sale at this moment."""
        day = at.date()
        held = self.levels.factor(self.tier(number, at), day)
        last = self.life(number, at).at(day)
        plan = last.plan(day).multiplier if last and last.has_benefits(day) else Fraction(1)
        return [factor for factor in (held, plan) if factor > 1]

    def discount(self, number: str, amount: int, at: datetime) -> int:
        last = self.life(number, at).at(at.date())
        percent = last.plan(at.date()).discount if last and last.has_benefits(at.date()) else 0
        return amount * percent // 100

    def sell(self, sale: Sale) -> None:
        self.sales.append(sale)
        bought = Bought(sale.name, sale.customer, sale.at, sale.day, sale.total, sale.till)
        self.friend_event(sale.at, "sell", bought)

    def refund(self, sale: Sale, amount: int, at: datetime) -> None:
        sale.refunds.append((at, amount))
        self.friend_event(at, "left_of", sale.name, sale.left(at), at.date(), sale.whole(at))

    def undo_sale(self, sale: Sale, at: datetime) -> None:
        sale.refunds.append((at, sale.total))
        self.friend_event(at, "undone", sale.name, at.date())

    def balance(self, number: str, at: datetime, day: date | None = None) -> int:
        """Return the points held at a moment, or on a day that is still to come."""
        mine = {one for one in self.emails if self.owner(one, at) == number}
        points = sum(
            sale.points(at) for sale in self.sales if sale.at <= at and sale.customer in mine
        )
        points += sum(told.points for _, told in self.lived(number, at)[1])
        points += sum(more for when, who, more in self.corrections if when <= at and who in mine)
        return points + self.friends(at).gifts(number, day or at.date())

    # -- Figures ----------------------------------------------------------------------------

    def memberships(self, at: datetime) -> Iterator[Membership]:
        for number in self.emails:
            if self.owner(number, at) == number:
                yield from self.life(number, at).memberships

    def month(self, first: date, at: datetime) -> Month:
        """Look at every membership on the month's days, as known at a moment."""
        last, known = last_of_month(first), at.date()
        day = min(last, known)
        before = first - ONE_DAY
        all_of_them = list(self.memberships(at))
        start = sum((brings(one, before, known) for one in all_of_them), Fraction(0))
        lost = reduced = increased = Fraction(0)
        for one in all_of_them:
            was, now = brings(one, before, known), brings(one, day, known)
            if was and gone(one, day, known):
                lost += was
            elif one.paid_before(first):
                reduced += max(Fraction(0), was - now)
                increased += max(Fraction(0), now - was)
        by_plan: dict[str, int] = {}
        for one in all_of_them:
            if runs(one, day, known):
                name = one.plan(day).name
                by_plan[name] = by_plan.get(name, 0) + 1
        return Month(
            active=sum(by_plan.values()),
            started=sum(first <= one.first <= day for one in all_of_them),
            ended=sum(
                first <= one.until + ONE_DAY <= day and gone(one, day, known)
                for one in all_of_them
            ),
            mrr=sum((brings(one, day, known) for one in all_of_them), Fraction(0)),
            gross=(lost + reduced) / start * 100 if start else None,
            net=(lost + reduced - increased) / start * 100 if start else None,
            by_plan=by_plan,
        )  # fmt: skip


def gone(one: Membership, day: date, known: date) -> bool:
    """Whoever did not renew is lost from the day after the last one paid for, once it is known."""
    known = max(known, day)
    return one.state(known) == "ended" and one.until < day


def runs(one: Membership, day: date, known: date) -> bool:
    return one.first <= day and not gone(one, day, known)


def brings(one: Membership, day: date, known: date) -> Fraction:
    return one.a_month(day) if runs(one, day, known) else Fraction(0)


def days_between(first: date, last: date) -> int:
    return (last - first) // timedelta(days=1)
