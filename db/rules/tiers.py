"""Tiers: levels earned by spend, points or visits, as the owner set them up on each day."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from db.rules.shop import NO_GIFT, Gift

Measure = Literal["spend", "points", "visits"]
DropRule = Literal["met", "one"]
ChangeKind = Literal["reached", "kept", "dropped", "lost"]
ChangeCause = Literal["sale", "look", "refund"]


@dataclass(frozen=True)
class Tier:
    """A level as it is from a business date on; `window_months` None counts the calendar year."""

    id: str
    name: str
    threshold: int
    measure: Measure
    multiplier: Fraction
    keep_months: int
    window_months: int | None
    drop: DropRule
    since: date  # the first business date on which it is like this
    gift: Gift = NO_GIFT  # on arrival
    offered: bool = True  # False: nobody reaches or keeps it any more

    @property
    def rank(self) -> tuple[Fraction, int]:
        """Order tiers: the one that gives more is higher, then the one that asks for more."""
        return self.multiplier, self.threshold


class Progress(NamedTuple):
    """What one sale adds: money paid, points given; the day's first sale is a visit."""

    day: date
    spend: int
    points: int
    visit: bool = True


@dataclass(frozen=True)
class HeldTier:
    """A tier somebody holds, through `until`, when it is looked at again."""

    tier: Tier  # as it is on the day that was asked about
    reached: date
    until: date


@dataclass(frozen=True)
class TierChange:
    """What a sale, a look or a refund did to the tier that is held, and why.

    `have` of the measure of `asked` was in its window from `first` to `last`.
    """

    day: date  # of the sale or refund; of a look: the last day before what it changed
    cause: ChangeCause
    kind: ChangeKind
    tier: Tier | None  # held from then on
    before: Tier | None
    until: date | None  # of the tier held from then on
    asked: Tier  # the tier reached, looked at or taken, as it was on `last`
    have: int
    first: date
    last: date
    place: int | None = None  # of the sale among the progress
    fact: str = ""  # the sale or the refund


@dataclass(frozen=True)
class TierTrack:
    """Where a customer stands: the tier held, what changed it, the way to the next."""

    held: HeldTier | None
    looks: tuple[date, ...]  # the days after which a tier was looked at again
    next_tier: Tier | None
    missing: int  # of the next tier's measure
    by: date | None = None  # the last day on which exactly that is enough; None: no day ends it
    keep_missing: int = 0  # for the held tier to be met at its look, by what was bought so far
    stays: bool = True  # False: the held tier was stopped, its look takes it away
    changes: tuple[TierChange, ...] = ()


class Ladder:
    """The tiers of one day, the lowest first."""

    def __init__(self, tiers: Iterable[Tier]) -> None:
        self.tiers = tuple(sorted(tiers, key=lambda tier: tier.rank))
        self.offered = tuple(tier for tier in self.tiers if tier.offered)
        self.by_id = {tier.id: tier for tier in self.tiers}
        self._above: dict[str | None, tuple[Tier, ...]] = {None: self.offered}

    def above(self, held: str | None) -> tuple[Tier, ...]:
        """Return what can be reached by somebody who holds this tier; None: no tier."""
        found = self._above.get(held)
        if found is None:
            rank = self.by_id[str(held)].rank
            found = tuple(tier for tier in self.offered if tier.rank > rank)
            self._above[held] = found
        return found

    def below(self, tier: Tier) -> Tier | None:
        """Return the tier one step down."""
        lower = [each for each in self.offered if each.rank < tier.rank]
        return lower[-1] if lower else None


class Ladders:
    """The tiers as they were, are and will be: a ladder for each stretch of days."""

    def __init__(self, versions: Sequence[Tier]) -> None:
        self.days = sorted({version.since for version in versions})
        self.versions = tuple(sorted(versions, key=lambda version: version.since))
        in_force: dict[str, Tier] = {}
        self._ladders = [Ladder(())]
        for day in self.days:
            in_force |= {each.id: each for each in self.versions if each.since == day}
            self._ladders.append(Ladder(in_force.values()))

    def __bool__(self) -> bool:
        return bool(self.versions)

    def on(self, day: date) -> Ladder:
        """Return the tiers that are in force on a day."""
        return self._ladders[bisect_right(self.days, day)]

    def change_after(self, day: date) -> date | None:
        """Return the next day on which a tier becomes another."""
        place = bisect_right(self.days, day)
        return self.days[place] if place < len(self.days) else None

    def with_version(self, version: Tier) -> "Ladders":
        """Return the tiers as they would be with another version; one of its day is replaced."""
        kept = [
            each for each in self.versions if (each.id, each.since) != (version.id, version.since)
        ]
        return Ladders([*kept, version])
