"""What a month did to the shop's plans: members, what they bring in, who came, who left and why.

All is told with what is known on a day: of somebody in the time of grace it is not known yet
whether they left. Money is exact until it is shown. Source: rules.md §8 and §10.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate

from db.rules.recurring import TWELFTHS, Membership, Why, came_back
from db.rules.retention import Percent, percent
from db.rules.subscriptions import State

_DAY = timedelta(days=1)
_Known = tuple[Membership, date | None]  # with the day from which it is lost
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


class _Counts:
    """What was counted, month after month, while memberships were gone through; in twelfths."""

    def __init__(self, months: int) -> None:
        places = months + 1  # one more, for what goes on after the last
        self.new, self.revived, self.ended = ([0] * places for _ in range(3))
        self.from_new, self.from_revived, self.lost = ([0] * places for _ in range(3))
        self.reduced, self.increased = [0] * places, [0] * places
        self.active, self.recurring = [0] * places, [0] * places  # as changes, until summed

    def moved(self, *, up: bool, is_first: bool, revived: bool) -> list[int]:
        """Return where a change of what a member brings in is counted."""
        if is_first:
            return self.from_revived if revived else self.from_new
        return self.increased if up else self.reduced

    def sum_up(self) -> None:
        """Turn changes into what stands at each month's end."""
        self.active = list(accumulate(self.active))
        self.recurring = list(accumulate(self.recurring))


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
    before = first - _DAY
    days = [*months_before, last] if months_before else [before, last]
    assert days[-2] == before, "the month follows on those before it"
    in_order = sorted(memberships, key=lambda each: (each.began, each.id))
    every = [(each, each.lost_on(known_on=known_on)) for each in in_order]
    counts = _counted(every, days)
    history = [_month(counts, place, days) for place in range(1, len(days))]
    active = [each for each, lost in every if lost is None or last < lost]
    by_plan, money, states = Counter[str](), Counter[str](), Counter[State]()
    for each in active:
        plan = each.plan_on(last)
        by_plan[plan] += 1
        money[plan] += each.twelfths_on(last)
        states[each.standing_on(last)] += 1
    return PlanFigures(
        **vars(history[-1]),
        states=states,
        by_plan=dict(sorted(by_plan.items())),
        recurring_by_plan={plan: _exact(twelfths) for plan, twelfths in sorted(money.items())},
        losses=_losses(every, first=first, last=last),
        member_days=sum((_end(lost, last) - each.began).days for each, lost in every),
        ended_ever=sum(lost is not None and lost <= last for _, lost in every),
        history=tuple(history),
    )


def _counted(every: Sequence[_Known], days: Sequence[date]) -> _Counts:
    """Return what the months that end on these days brought; of the first one its last day only."""
    counts, back = _Counts(len(days)), came_back(every)
    for each, lost in every:
        revived = each.id in back
        place = bisect_left(days, each.began)
        gone = len(days) if lost is None else bisect_left(days, lost)
        (counts.revived if revived else counts.new)[place] += 1
        if place < gone:
            counts.active[place] += 1
            counts.active[gone] -= 1
        brought = _count_money(each, counts, days, place=place, gone=gone, revived=revived)
        if lost is not None:
            counts.ended[gone] += 1
            counts.lost[gone] += brought
            counts.recurring[gone] -= brought
    counts.sum_up()
    return counts


def _count_money(
    each: Membership, counts: _Counts, days: Sequence[date], *, place: int, gone: int, revived: bool
) -> int:
    """Count what a member brings in from one month's end to the other; returns it at the last."""
    before, first_paid = 0, each.first_paid
    while place < gone:
        now, until = each.twelfths_from(days[place])
        if now != before:
            counts.recurring[place] += now - before
            if place > 0:
                is_first = first_paid is not None and first_paid > days[place - 1]
                kept = counts.moved(up=now > before, is_first=is_first, revived=revived)
                kept[place] += abs(now - before)
            before = now
        place = bisect_right(days, until, place + 1)
    return before


def _month(counts: _Counts, place: int, days: Sequence[date]) -> PlanMonth:
    return PlanMonth(
        first=days[place - 1] + _DAY,
        last=days[place],
        active=counts.active[place],
        new=counts.new[place],
        revived=counts.revived[place],
        ended=counts.ended[place],
        recurring=_exact(counts.recurring[place]),
        recurring_at_start=_exact(counts.recurring[place - 1]),
        from_new=_exact(counts.from_new[place]),
        from_revived=_exact(counts.from_revived[place]),
        lost=_exact(counts.lost[place]),
        reduced=_exact(counts.reduced[place]),
        increased=_exact(counts.increased[place]),
    )


def _losses(every: Iterable[_Known], *, first: date, last: date) -> tuple[Loss, ...]:
    """Return who left in the month, by plan and by why."""
    members: Counter[tuple[str, Why, str | None]] = Counter()
    money: Counter[tuple[str, Why, str | None]] = Counter()
    for each, lost in every:
        if lost is None or not first <= lost <= last:
            continue
        kind = (each.plan_on(max(lost - _DAY, each.began)), each.why_lost, each.reason)
        members[kind] += 1
        money[kind] += each.twelfths_on(first - _DAY) if each.began < first else 0
    found = [Loss(*kind, count, _exact(money[kind])) for kind, count in members.items()]
    return tuple(
        sorted(found, key=lambda each: (-each.members, each.plan, each.why, each.reason or ""))
    )


def _end(lost: date | None, last: date) -> date:
    """Return the first day on which a member is none, the day after the month at the latest."""
    return last + _DAY if lost is None or lost > last else lost


def _exact(twelfths: int) -> Fraction:
    return Fraction(twelfths, TWELFTHS)
