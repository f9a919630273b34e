"""What a month did to the shop's plans: members, what they bring in, who came, who left and why.

All is told with what is known on a day: of somebody in the time of grace it is not known yet
whether they left. Money is exact until it is shown. Source: rules.md §8 and §10.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from db.rules.recurring import TWELFTHS, Membership, Why, came_back
from db.rules.retention import Percent, percent
from db.rules.subscriptions import State

MONTHS_IN_DAYS = Fraction(12 * 4, 1461)  # a month is a twelfth of a year of 365¼ days


@dataclass(frozen=True)
class PlanMonth:
    """A month of all plans; money in minor units a month, exact."""

    first: date = date.min
    last: date = date.min
    active: int = 0  # on the last day, on trial, paused and in the time of grace too
    new: int = 0  # began in the month and never had a plan before
    revived: int = 0  # began in the month after an earlier membership had ended
    ended: int = 0  # fell due, or ran out, in the month and were not renewed
    recurring: Fraction = Fraction(0)  # on the last day
    recurring_at_start: Fraction = Fraction(0)  # on the day before the month
    from_new: Fraction = Fraction(0)  # by those who pay for the first time
    from_revived: Fraction = Fraction(0)
    lost: Fraction = Fraction(0)
    reduced: Fraction = Fraction(0)
    increased: Fraction = Fraction(0)

    @property
    def started(self) -> int:
        """Return how many memberships began."""
        return self.new + self.revived

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


@dataclass(frozen=True)
class Loss:
    """Members who left one plan for one reason, and what they had brought in at the start."""

    plan: str
    why: Why
    reason: str | None  # as it was said when it was cancelled
    members: int
    monthly: Fraction


@dataclass(frozen=True)
class PlanFigures(PlanMonth):
    """A month with all that is told of it; `history` ends with it."""

    states: Mapping[State, int] = field(default_factory=dict)  # members on the last day
    by_plan: Mapping[str, int] = field(default_factory=dict)  # active members by plan's name
    recurring_by_plan: Mapping[str, Fraction] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()  # the most members first
    member_days: int = 0  # of everybody, from the first day of the book to the last of the month
    ended_ever: int = 0
    history: tuple[PlanMonth, ...] = ()

    @property
    def average_life_months(self) -> Fraction | None:
        """Return all months of membership seen, by those who left; None while nobody left."""
        if not self.ended_ever:
            return None
        return self.member_days * MONTHS_IN_DAYS / self.ended_ever

    def lost_by_reason(self) -> dict[str, int]:
        """Return who left by why: in the words of who cancelled, else by a word of ours."""
        found: Counter[str] = Counter()
        for loss in self.losses:
            said = loss.reason if loss.why == "cancelled" else None
            found[said or loss.why] += loss.members
        return dict(found.most_common())


@dataclass
class _Counts:
    """A month's counts while memberships are gone through; money in twelfths."""

    active: int = 0
    new: int = 0
    revived: int = 0
    ended: int = 0
    recurring: int = 0
    from_new: int = 0
    from_revived: int = 0
    lost: int = 0
    reduced: int = 0
    increased: int = 0


def plan_figures(
    memberships: Iterable[Membership],
    *,
    first: date,
    last: date,
    known_on: date,
    months_before: Sequence[date] = (),
) -> PlanFigures:
    """Return a month's figures from all memberships that began by its last day.

    `months_before` are the last days of the months that its history tells besides, the first of
    which only says what that history begins with.
    """
    every = sorted(memberships, key=lambda each: (each.began, each.id))
    back = came_back(every, known_on=known_on)
    before = first - timedelta(days=1)
    days = [*months_before, last] if months_before else [before, last]
    assert days[-2] == before, "the month follows on those before it"
    counts = _counted(every, days, back=back, known_on=known_on)
    history = [
        _month(each, recurring_before=earlier.recurring, after=day, last=end)
        for earlier, each, day, end in zip(counts, counts[1:], days, days[1:], strict=False)
    ]
    active = [each for each in every if each.counts_on(last, known_on=known_on)]
    by_plan = Counter(each.plan_on(last) for each in active)
    money: Counter[str] = Counter()
    for each in active:
        money[each.plan_on(last)] += each.twelfths_on(last)
    lost = [_lost_by(each, last, known_on=known_on) for each in every]
    return PlanFigures(
        **vars(history[-1]),
        states=Counter(each.state_on(last, known_on=known_on) for each in active),
        by_plan=dict(sorted(by_plan.items())),
        recurring_by_plan={
            plan: Fraction(twelfths, TWELFTHS) for plan, twelfths in sorted(money.items())
        },
        losses=_losses(every, lost, first=first),
        member_days=sum(
            ((gone or last + timedelta(days=1)) - each.began).days
            for each, gone in zip(every, lost, strict=True)
        ),
        ended_ever=sum(gone is not None for gone in lost),
        history=tuple(history),
    )


def _counted(
    memberships: Sequence[Membership], days: Sequence[date], *, back: set[str], known_on: date
) -> list[_Counts]:
    """Return what the months that end on these days brought; of the first one its last day only."""
    counts = [_Counts() for _ in days]
    for each in memberships:
        lost = each.lost_on(known_on=known_on)
        revived = each.id in back
        place = bisect_left(days, each.began)
        if 0 < place < len(days):
            counts[place].revived += revived
            counts[place].new += not revived
        gone = len(days) if lost is None else bisect_left(days, lost)
        before = 0
        for at in range(place, gone):
            now = _count(each, counts[at], days, at=at, before=before, revived=revived)
            before = now
        if lost is not None and 0 < gone < len(days):
            counts[gone].ended += 1
            counts[gone].lost += before
    return counts


def _count(
    each: Membership, month: _Counts, days: Sequence[date], *, at: int, before: int, revived: bool
) -> int:
    """Count a member at the end of a month, and return what they bring in then."""
    now = each.twelfths_on(days[at])
    month.active += 1
    month.recurring += now
    if now == before or at == 0:
        return now
    if each.first_paid is not None and each.first_paid > days[at - 1]:
        if revived:
            month.from_revived += now
        else:
            month.from_new += now
    elif now < before:
        month.reduced += before - now
    else:
        month.increased += now - before
    return now


def _month(counts: _Counts, *, recurring_before: int, after: date, last: date) -> PlanMonth:
    def money(twelfths: int) -> Fraction:
        return Fraction(twelfths, TWELFTHS)

    return PlanMonth(
        first=after + timedelta(days=1),
        last=last,
        active=counts.active,
        new=counts.new,
        revived=counts.revived,
        ended=counts.ended,
        recurring=money(counts.recurring),
        recurring_at_start=money(recurring_before),
        from_new=money(counts.from_new),
        from_revived=money(counts.from_revived),
        lost=money(counts.lost),
        reduced=money(counts.reduced),
        increased=money(counts.increased),
    )


def _lost_by(membership: Membership, last: date, *, known_on: date) -> date | None:
    """Return from which day a member was lost, if that lies in the month or before it."""
    lost = membership.lost_on(known_on=known_on)
    return lost if lost is not None and lost <= last else None


def _losses(
    memberships: Sequence[Membership], lost: Sequence[date | None], *, first: date
) -> tuple[Loss, ...]:
    """Return who left in the month, by plan and by why."""
    before = first - timedelta(days=1)
    members: Counter[tuple[str, Why, str | None]] = Counter()
    money: Counter[tuple[str, Why, str | None]] = Counter()
    for each, gone in zip(memberships, lost, strict=True):
        if gone is None or gone < first:
            continue
        last_day = max(gone - timedelta(days=1), each.began)
        kind = (each.plan_on(last_day), each.why_lost, each.reason)
        members[kind] += 1
        money[kind] += each.twelfths_on(before) if each.began < first else 0
    found = [
        Loss(plan, why, reason, count, Fraction(money[plan, why, reason], TWELFTHS))
        for (plan, why, reason), count in members.items()
    ]
    return tuple(
        sorted(found, key=lambda each: (-each.members, each.plan, each.why, each.reason or ""))
    )
