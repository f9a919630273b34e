"""What a tier, or a change of one, would do to whom, before it is done; nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlite_utils import Database

from db.moment import Moment
from db.queries.tier_members import progress_of_those_who_could
from db.queries.tiers import tier_ladders
from db.rules.tier_walk import Totals, held_tier
from db.rules.tiers import HeldTier, Ladder, Ladders, Progress, Tier

_YEAR = 12


@dataclass(frozen=True)
class WouldReach:
    """Somebody whom the next sale would lift to the tier, but not without the change."""

    customer_id: str
    number: str
    name: str
    holds: str | None  # the tier held today
    have: int  # of the measure, in the window


@dataclass(frozen=True)
class WouldLose:
    """Somebody who holds the tier and would not keep it at its look, going on as until now."""

    customer_id: str
    number: str
    name: str
    until: date
    have: int
    missing: int
    falls_to: str | None
    anyway: bool  # without the change too


@dataclass(frozen=True)
class TierTrial:
    """What a change would do: who would reach the tier, who would lose it, how many stay.

    Nobody knows what will be bought until a look: it is taken that everybody goes on as in the
    tier's window that ends today (of a calendar year: as in the last twelve months).
    """

    tier: Tier  # as it would be
    holders: int  # today
    reach: tuple[WouldReach, ...]  # those who have most before
    lose: tuple[WouldLose, ...]  # those who are looked at first before
    stay: int


def try_tier(moment: Moment, proposed: Tier) -> TierTrial:
    """Return what a tier would do that is new or another from its day on."""
    now = tier_ladders(moment.db)
    then = now.with_version(proposed)
    people = _people(moment.db)
    holders, reach, lose = 0, list[WouldReach](), list[WouldLose]()
    for customer_id, progress in progress_of_those_who_could(
        moment.db, then, on=max(moment.today, proposed.since)
    ):
        if customer_id not in people:
            continue
        one = _One(people[customer_id], progress, (now, then), moment.today, proposed)
        held = one.held
        if held is not None and held.tier.id == proposed.id:
            holders += 1
            lose += one.would_lose(held)
        else:
            reach += one.would_reach()
    return TierTrial(
        proposed,
        holders,
        tuple(sorted(reach, key=lambda each: (-each.have, each.name))),
        tuple(sorted(lose, key=lambda each: (each.anyway, each.until, each.name))),
        holders - len(lose),
    )


class _One:
    """One customer, with the tiers as they are and as they would be."""

    def __init__(
        self,
        person: tuple[str, str, str],
        progress: Sequence[Progress],
        ladders: tuple[Ladders, Ladders],
        today: date,
        proposed: Tier,
    ) -> None:
        self.person, self.today, self.proposed = person, today, proposed
        self.now, self.then = ladders
        self.totals = Totals(progress)
        self.held = held_tier(progress, self.now, on=today)

    def would_reach(self) -> list[WouldReach]:
        """Return them where the next sale would lift them to the tier by the change alone."""
        day, tier = self.proposed.since, self.proposed
        after = self._next(self.then.on(day))
        before = self._next(self.now.on(day))
        if after is None or after.id != tier.id or (before is not None and before.id == tier.id):
            return []
        holds = self.held.tier.name if self.held else None
        return [WouldReach(*self.person, holds, self.totals.within(tier, day=day))]

    def would_lose(self, held: HeldTier) -> list[WouldLose]:
        """Return them where the look would take the tier, going on as until now."""
        day = max(held.until, self.today)
        then, now = self.then.on(day), self.now.on(day)
        asked = then.by_id[held.tier.id]
        if self._kept(then, asked):
            return []
        have = self._usual(asked)
        return [
            WouldLose(
                *self.person,
                until=held.until,
                have=have,
                missing=max(asked.threshold - have, 0),
                falls_to=self._falls_to(then, asked),
                anyway=not self._kept(now, now.by_id[held.tier.id]),
            )
        ]

    def _next(self, ladder: Ladder) -> Tier | None:
        """Return the tier to which a sale of nothing would lift them."""
        held = self.held.tier.id if self.held else None
        if held not in ladder.by_id:
            held = None
        met = [
            tier
            for tier in ladder.above(held)
            if self.totals.within(tier, day=self.proposed.since) >= tier.threshold
        ]
        return met[-1] if met else None

    def _usual(self, tier: Tier) -> int:
        window = tier.window_months or _YEAR
        return self.totals.within(replace(tier, window_months=window), day=self.today)

    def _meets(self, tier: Tier) -> bool:
        return tier.offered and self._usual(tier) >= tier.threshold

    def _kept(self, ladder: Ladder, tier: Tier) -> bool:
        """Tell whether the tier, or a higher one, would be met."""
        return any(self._meets(each) for each in (tier, *ladder.above(tier.id)))

    def _falls_to(self, ladder: Ladder, tier: Tier) -> str | None:
        if tier.drop == "one":
            below = ladder.below(tier)
            return below.name if below else None
        met = [each for each in ladder.offered if self._meets(each)]
        return met[-1].name if met else None


def _people(db: Database) -> Mapping[str, tuple[str, str, str]]:
    rows = db.conn.execute("SELECT id, number, name FROM customers").fetchall()
    return {id: (id, number, name) for id, number, name in rows}
