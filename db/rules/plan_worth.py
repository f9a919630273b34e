"""Does a plan pay? For the shop: what it brought and cost. For a customer: from which visit on.

What is measured is said, and what is not: nobody knows what members would have done without it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from db.rules.coupons import discount_amount
from db.rules.plan_figures import MONTHS_IN_DAYS
from db.rules.points import Grant, Share, points_for_sale
from db.rules.rewards import Terms as CouponTerms
from db.rules.shop import ShopSettings
from db.rules.subscriptions import MONTHS_OF, Every, Terms

FEWEST_COMPARED = 8
FEWEST_VISITS = 3
SHORTEST_DAYS = 30  # that are compared
LONGEST_DAYS = 365
RECENT_DAYS = 90
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PlanCosts:
    """What the shop gave for a plan; money in minor units, points in points."""

    discounts: int = 0  # by the plan's percentage
    more_points: int = 0  # by its multiplier
    period_points: int = 0
    bonus_points: int = 0  # for renewing early
    coupons: int = 0  # taken off sales by the coupons of its periods
    free_months: int = 0  # at their price
    point_value: int = 1

    @property
    def points(self) -> int:
        """Return what all points are worth if they are used, in minor units."""
        return (self.more_points + self.period_points + self.bonus_points) * self.point_value

    @property
    def total(self) -> int:
        """Return what all of it costs, in minor units."""
        return self.discounts + self.points + self.coupons + self.free_months


@dataclass(frozen=True)
class Compared:
    """Members in the same number of days before they joined and since."""

    members: int
    days: int  # of all members, each side
    visits_before: int
    visits_since: int
    spent_before: int  # minor units
    spent_since: int

    @property
    def is_enough(self) -> bool:
        """Tell whether so many members say anything."""
        return self.members >= FEWEST_COMPARED

    def monthly(self, figure: int) -> Fraction:
        """Return a figure for one member in one month."""
        return Fraction(figure) / (self.days * MONTHS_IN_DAYS) if self.days else Fraction(0)


@dataclass(frozen=True)
class PlanWorth:
    """What a plan brought and cost between two days."""

    plan: str
    first: date
    last: date
    payments: int  # minor units
    costs: PlanCosts
    compared: Compared

    @property
    def left(self) -> int:
        """Return what the payments leave after what was given for them; may be below zero."""
        return self.payments - self.costs.total


@dataclass(frozen=True)
class Past:
    """A member's visits, each with its day and what was spent, around the day of joining."""

    joined: date
    last: date  # as a member, or of the days looked at
    visits: Sequence[tuple[date, int]]


def compare(pasts: Sequence[Past]) -> Compared:
    """Compare what members did before they joined with the same time since.

    Counts who was known for thirty days before it and was a member as long; a year at most.
    """
    members = days = 0
    sums = [0, 0, 0, 0]
    for past in pasts:
        known = (past.joined - min((day for day, _ in past.visits), default=past.joined)).days
        span = min(known, (past.last - past.joined).days + 1, LONGEST_DAYS)
        if span < SHORTEST_DAYS:
            continue
        members, days = members + 1, days + span
        begin, end = past.joined - timedelta(days=span), past.joined + timedelta(days=span - 1)
        before = [spent for day, spent in past.visits if begin <= day < past.joined]
        since = [spent for day, spent in past.visits if past.joined <= day <= end]
        for place, figure in enumerate((len(before), len(since), sum(before), sum(since))):
            sums[place] += figure
    return Compared(members, days, *sums)


@dataclass(frozen=True)
class PlanForCustomer:
    """When a plan pays for a customer who buys as usual; money in minor units."""

    plan: str
    price: int
    every: Every
    usual: int  # the middle one of what they bought at once
    each_visit: int  # what the plan brings at a usual visit
    each_period: int  # what it brings besides, however often they come
    visits: int  # that were looked at
    comes: int  # so often in a period, as lately

    @property
    def is_known(self) -> bool:
        """Tell whether there were visits enough to say anything."""
        return self.visits >= FEWEST_VISITS

    @property
    def pays_from(self) -> int | None:
        """Return the visit in a period from which it pays; 0: without one, None: never."""
        missing = self.price - self.each_period
        if missing <= 0:
            return 0
        return ceil(Fraction(missing, self.each_visit)) if self.each_visit > 0 else None

    @property
    def pays(self) -> bool:
        """Tell whether it pays for one who comes as often as lately."""
        return self.pays_from is not None and self.comes >= self.pays_from


def plan_for(
    terms: Terms,
    visits: Sequence[tuple[date, int]],
    *,
    coupon: CouponTerms | None,
    today: date,
    settings: ShopSettings,
) -> PlanForCustomer:
    """Return when terms pay for a customer with these visits: days and amounts before discounts.

    Points count as if all were used, a coupon at what it takes off a usual purchase; the bonus for
    renewing early is left out.
    """
    usual = _middle([amount for _, amount in visits])
    taken_off = usual * terms.discount_percent // 100
    with_plan = _points(usual - taken_off, settings, Grant("plan", "", factor=terms.multiplier))
    more = with_plan - _points(usual, settings)
    brings = coupon_worth(coupon, usual, settings) if coupon else 0
    return PlanForCustomer(
        plan=terms.plan,
        price=terms.price,
        every=terms.every,
        usual=usual,
        each_visit=taken_off + more * settings.point_value,
        each_period=terms.points_each_period * settings.point_value + brings,
        visits=len({day for day, _ in visits}),
        comes=_comes({day for day, _ in visits}, terms.every, today=today),
    )


def coupon_worth(terms: CouponTerms, usual: int, settings: ShopSettings) -> int:
    """Return what a coupon brings whoever uses it on a usual purchase, in minor units."""
    if terms.kind == "points":
        return terms.value * settings.point_value
    return discount_amount(terms, Fraction(usual)) if usual >= terms.minimum else 0


def _points(amount: int, settings: ShopSettings, *grants: Grant) -> int:
    shares = [Share(Fraction(amount))]
    lines = points_for_sale(shares, settings=settings, total=amount, grants=grants)
    return sum(line.points for line in lines)


def _middle(amounts: Sequence[int]) -> int:
    """Return the median, of two in the middle the half way, rounded down; 0 of nothing."""
    if not amounts:
        return 0
    in_order = sorted(amounts)
    return (in_order[(len(in_order) - 1) // 2] + in_order[len(in_order) // 2]) // 2


def _comes(days: set[date], every: Every, *, today: date) -> int:
    """Return how often somebody comes in a period, rounded: by the last 90 days, or a year."""
    if not days:
        return 0
    longest = RECENT_DAYS if every == "month" else LONGEST_DAYS
    known = max((today - min(days)).days + 1, SHORTEST_DAYS)
    span = min(longest, known)
    recent = sum(today - timedelta(days=span - 1) <= day <= today for day in days)
    return int(recent * MONTHS_OF[every] / (span * MONTHS_IN_DAYS) + Fraction(1, 2))
