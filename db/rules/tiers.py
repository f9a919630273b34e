"""Tiers: levels earned by spend, points or visits, worked out from sales and a day; rules.md §7."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from db.rules.periods import add_months, last_day_of_month
from db.rules.shop import NO_GIFT, Gift

Measure = Literal["spend", "points", "visits"]
DropRule = Literal["met", "one"]


@dataclass(frozen=True)
class Tier:
    """A level; `window_months` None counts the calendar year."""

    id: str
    name: str
    threshold: int
    measure: Measure
    multiplier: Fraction
    keep_months: int
    window_months: int | None
    drop: DropRule
    since: date  # it can be reached from this business date on
    gift: Gift = NO_GIFT  # on arrival

    @property
    def rank(self) -> tuple[Fraction, int]:
        """Order tiers: the one that gives more is higher, then the one that asks for more."""
        return self.multiplier, self.threshold


@dataclass(frozen=True)
class Progress:
    """What one sale adds: money paid, points given; the day's first sale is a visit."""

    day: date
    spend: int
    points: int
    visit: bool = True


@dataclass(frozen=True)
class HeldTier:
    """A tier somebody holds, through `until`, when it is looked at again."""

    tier: Tier
    reached: date
    until: date


@dataclass(frozen=True)
class TierTrack:
    """Where a customer stands: the tier held, how often it was looked at, the way to the next."""

    held: HeldTier | None
    looks: tuple[date, ...]  # the days after which a tier was looked at again
    next_tier: Tier | None
    missing: int  # of the next tier's measure


def track(progress: Sequence[Progress], tiers: Sequence[Tier], *, on: date) -> TierTrack:
    """Return where somebody stands on a day; `progress` is in order of time, none after it."""
    totals = _Totals(progress)
    ladder = sorted(tiers, key=lambda tier: tier.rank)
    held: HeldTier | None = None
    above: Sequence[Tier] = ladder  # what is still to be reached
    looks: list[date] = []
    for count, sale in enumerate(progress, start=1):
        if held is not None and held.until < sale.day:
            held = _reviewed(held, ladder, totals, before=sale.day, looks=looks)
            above = _above(held, ladder)
        reached = _best_met(above, totals, day=sale.day, count=count)
        if reached is not None:
            until = last_day_of_month(add_months(sale.day, reached.keep_months))
            held = HeldTier(reached, sale.day, until)
            above = _above(held, ladder)
    held = _reviewed(held, ladder, totals, before=on, looks=looks)
    above = _above(held, ladder)
    next_tier = above[0] if above else None
    missing = 0
    if next_tier is not None:
        have = totals.within(next_tier, day=on, count=len(progress))
        missing = max(next_tier.threshold - have, 0)
    return TierTrack(held, tuple(looks), next_tier, missing)


def _above(held: HeldTier | None, ladder: Sequence[Tier]) -> Sequence[Tier]:
    return ladder if held is None else [tier for tier in ladder if tier.rank > held.tier.rank]


class _Totals:
    """Running sums over sales, so that any window is one subtraction."""

    def __init__(self, progress: Sequence[Progress]) -> None:
        self.days = [sale.day for sale in progress]
        visited: set[date] = set()
        visits = []
        for sale in progress:
            visits.append(int(sale.visit and sale.day not in visited))
            if sale.visit:
                visited.add(sale.day)
        self.sums: dict[Measure, list[int]] = {
            "spend": [0, *accumulate(sale.spend for sale in progress)],
            "points": [0, *accumulate(sale.points for sale in progress)],
            "visits": [0, *accumulate(visits)],
        }

    def within(self, tier: Tier, *, day: date, count: int) -> int:
        """Return the measure in the tier's window that ends on the day, of the first sales."""
        first = bisect_left(self.days, _window_start(day, tier.window_months))
        last = min(bisect_right(self.days, day), count)
        sums = self.sums[tier.measure]
        return sums[last] - sums[first] if last > first else 0


@lru_cache(maxsize=4096)  # a whole shop's sales lie on few days
def _window_start(day: date, months: int | None) -> date:
    """Return the first day of the window that ends on a day; None: of its calendar year."""
    if months is None:
        return date(day.year, 1, 1)
    return add_months(day, -months) + timedelta(days=1)


def _best_met(ladder: Sequence[Tier], totals: _Totals, *, day: date, count: int) -> Tier | None:
    met = [
        tier
        for tier in ladder
        if tier.since <= day and totals.within(tier, day=day, count=count) >= tier.threshold
    ]
    return met[-1] if met else None


def _reviewed(
    held: HeldTier | None,
    ladder: Sequence[Tier],
    totals: _Totals,
    *,
    before: date,
    looks: list[date],
) -> HeldTier | None:
    """Look again at every end that passed before the day: keep, go down, or lose the tier."""
    while held is not None and held.until < before:
        looks.append(held.until)
        held = _looked_at(held, ladder, totals)
    return held


def _looked_at(held: HeldTier, ladder: Sequence[Tier], totals: _Totals) -> HeldTier | None:
    met = _best_met(ladder, totals, day=held.until, count=len(totals.days))
    now: Tier | None
    if met is not None and met.rank >= held.tier.rank:
        now = met
    elif held.tier.drop == "one":
        below = [tier for tier in ladder if tier.rank < held.tier.rank]
        now = below[-1] if below else None
    else:
        now = met
    if now is None:
        return None
    until = last_day_of_month(add_months(held.until, now.keep_months))
    reached = held.reached if now.id == held.tier.id else held.until + timedelta(days=1)
    return HeldTier(now, reached, until)
