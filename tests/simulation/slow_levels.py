"""Which tier a customer holds, day by day from the first sale on, tiers changing on the way.

Written from the rules alone, apart from `db`; what the book says must be what this says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tests.simulation.slow_calendar import ONE_DAY
from tests.simulation.slow_tiers import Held, Measure, Progress, Tier, kept, measured


def rank(tier: Tier) -> tuple[Fraction, int]:
    """The one that gives more is higher, then the one that asks for more."""
    return tier.multiplier, tier.threshold


@dataclass(frozen=True)
class Version:
    """A tier's terms from one day on."""

    since: date
    tier: Tier
    offered: bool = True


class SlowLevels:
    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        self.versions: list[Version] = []

    def add(self, tier: Tier, day: date) -> None:
        self.versions.append(Version(day, tier))

    def edit(self, tier: Tier, day: date, *, offered: bool = True) -> None:
        """Change it from tomorrow on; what was made today is changed in place."""
        mine = [version for version in self.versions if version.tier.name == tier.name]
        latest = mine[-1]
        if latest.since >= day:
            place = self.versions.index(latest)
            self.versions[place] = replace(latest, tier=tier, offered=offered)
        else:
            self.versions.append(Version(day + ONE_DAY, tier, offered))

    def version(self, name: str, day: date) -> Version | None:
        found = None
        for version in self.versions:
            if version.tier.name == name and version.since <= day:
                found = version
        return found

    def all_on(self, day: date) -> list[Version]:
        names = dict.fromkeys(version.tier.name for version in self.versions)
        return [found for name in names if (found := self.version(name, day))]

    def met(self, sales: Sequence[Progress], day: date) -> Tier | None:
        found = [
            version.tier
            for version in self.all_on(day)
            if version.offered
            and measured(sales, version.tier, self.measure, day) >= version.tier.threshold
        ]
        return max(found, key=rank, default=None)

    def held(self, sales: Sequence[Progress], on: date) -> Held | None:
        """Walk from the first sale to the end of a day, one day after the other."""
        held: Held | None = None
        days = {sale.day for sale in sales}
        day = min(days, default=on)
        while day <= on:
            if held and held.until < day:
                held = self.look(held, [sale for sale in sales if sale.day < day])
            if day in days:
                for count, sale in enumerate(sales, start=1):
                    if sale.day == day:
                        held = self.after(held, sales[:count], day)
            day += ONE_DAY
        return held

    def after(self, held: Held | None, sales: Sequence[Progress], day: date) -> Held | None:
        reached = self.met(sales, day)
        now = held and self.version(held.tier.name, day)
        if reached and (now is None or rank(reached) > rank(now.tier)):
            return Held(reached, kept(day, reached))
        return held

    def look(self, held: Held, sales: Sequence[Progress]) -> Held | None:
        """Look at the end of the last day: what is met then, or one step down."""
        last = held.until
        found = self.met(sales, last)
        now = self.version(held.tier.name, last)
        assert now
        if now.tier.drop == "one":
            below = [
                version.tier
                for version in self.all_on(last)
                if version.offered and rank(version.tier) < rank(now.tier)
            ]
            step = max(below, key=rank, default=None)
            if step and (found is None or rank(found) < rank(step)):
                found = step
        return Held(found, kept(last, found)) if found else None

    def factor(self, held: Held | None, day: date) -> Fraction:
        now = held and self.version(held.tier.name, day)
        return now.tier.multiplier if now else Fraction(1)
