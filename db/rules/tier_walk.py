"""Where somebody stands among the tiers, worked out from sales and a day; rules.md §7."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, zip_longest

from db.rules.periods import add_months, last_day_of_month
from db.rules.tiers import (
    ChangeKind,
    HeldTier,
    Ladder,
    Ladders,
    Measure,
    Progress,
    Tier,
    TierChange,
    TierTrack,
)

_ONE_DAY = timedelta(days=1)
_Asked = tuple[list[int], int | None, int]  # running sums, months of the window, what is needed


def track(progress: Sequence[Progress], ladders: Ladders, *, on: date) -> TierTrack:
    """Return where somebody stands on a day; `progress` is in order of time, none after it.

    Each sale, and each look, goes by the tiers that were in force on its own day.
    """
    walk = _Walk(progress, ladders)
    walk.go()
    walk.look_until(on)
    return walk.standing(on)


def held_tier(progress: Sequence[Progress], ladders: Ladders, *, on: date) -> HeldTier | None:
    """Return the tier held on a day: what `track` says of it, without the way to the next."""
    walk = _Walk(progress, ladders)
    walk.go()
    walk.look_until(on)
    return walk.held_on(on)


def was_held(here: TierTrack, ladders: Ladders, tier_id: str, *, first: date, last: date) -> bool:
    """Tell whether a tier, or a higher one, was held on some day of a span."""
    for change, later in zip_longest(here.changes, here.changes[1:]):
        if change.tier is None or change.until is None:
            continue
        begins = change.day if change.cause == "sale" else change.day + _ONE_DAY
        ends = later.day if later else change.until
        asked = ladders.on(begins).by_id.get(tier_id)
        high_enough = asked is not None and change.tier.rank >= asked.rank
        if high_enough and begins <= last and ends >= first:
            return True
    return False


class Totals:
    """Running sums over sales, so that any window is one subtraction."""

    def __init__(self, progress: Sequence[Progress]) -> None:
        self.progress = progress
        self.days = [sale.day for sale in progress]
        self._sums: dict[Measure, list[int]] = {}

    def sums(self, measure: Measure) -> list[int]:
        """Return the sums before each sale, and after the last."""
        if measure not in self._sums:
            self._sums[measure] = list(accumulate(self._each(measure), initial=0))
        return self._sums[measure]

    def within(self, tier: Tier, *, day: date) -> int:
        """Return the tier's measure in its window that ends on the day."""
        sums = self.sums(tier.measure)
        first = bisect_left(self.days, window_start(day, tier.window_months))
        last = bisect_right(self.days, day)
        return sums[last] - sums[first] if last > first else 0

    def next_loss(self, tier: Tier, *, day: date) -> date | None:
        """Return the next day on which something that counted falls out of the tier's window."""
        sums = self.sums(tier.measure)
        first = bisect_left(self.days, window_start(day, tier.window_months))
        last = bisect_right(self.days, day)
        lost = next((place for place in range(first, last) if sums[place + 1] != sums[place]), None)
        if lost is None:
            return None
        return window_end(self.days[lost], tier.window_months) + _ONE_DAY

    def _each(self, measure: Measure) -> list[int]:
        if measure == "spend":
            return [sale.spend for sale in self.progress]
        if measure == "points":
            return [sale.points for sale in self.progress]
        visited: set[date] = set()
        visits = []
        for sale in self.progress:
            visits.append(int(sale.visit and sale.day not in visited))
            if sale.visit:
                visited.add(sale.day)
        return visits


@lru_cache(maxsize=4096)  # a whole shop's sales lie on few days
def window_start(day: date, months: int | None) -> date:
    """Return the first day of the window that ends on a day; None: of its calendar year."""
    if months is None:
        return date(day.year, 1, 1)
    return add_months(day, -months) + _ONE_DAY


def window_end(day: date, months: int | None) -> date:
    """Return the last day whose window still holds this day; None: of its calendar year."""
    if months is None:
        return date(day.year, 12, 31)
    end = add_months(day - _ONE_DAY, months)
    while window_start(end + _ONE_DAY, months) <= day:  # a month's end stands for longer ones
        end += _ONE_DAY
    return end


def change_kind(before: Tier, now: Tier | None) -> ChangeKind:
    """Return what became of a tier that was held."""
    if now is None:
        return "lost"
    if now.id == before.id:
        return "kept"
    return "reached" if now.rank >= before.rank else "dropped"


class _Walk:
    """Goes through the sales in order of time, and looks at a tier when its time is over."""

    def __init__(self, progress: Sequence[Progress], ladders: Ladders) -> None:
        self.totals = Totals(progress)
        self.ladders = ladders
        self.held: HeldTier | None = None
        self.changes: list[TierChange] = []

    def go(self) -> None:
        """Go through all sales."""
        days = self.totals.days
        until, change = date.max, date.min  # of the held tier; of the ladder
        ladder, asked = Ladder(()), self._asked(())
        for count, day in enumerate(days, start=1):
            if until < day or change <= day:
                self.look_until(day)
                ladder, change = self.ladders.on(day), self.ladders.change_after(day) or date.max
                asked, until = self._still_asked(ladder)
            for sums, months, least in asked:
                # Of tiers that count alike the lowest is asked about alone: most sales reach none.
                if sums[count] - sums[bisect_left(days, window_start(day, months))] >= least:
                    self._reach(ladder, count=count, day=day)
                    asked, until = self._still_asked(ladder)
                    break

    def look_until(self, day: date) -> None:
        """Look again at every end that passed before the day: keep, go down, or lose the tier."""
        while self.held is not None and self.held.until < day:
            self._look(self.held)

    def held_on(self, day: date) -> HeldTier | None:
        """Return the tier that is held, as it is on this day."""
        if self.held is None:
            return None
        return replace(self.held, tier=self.ladders.on(day).by_id[self.held.tier.id])

    def standing(self, on: date) -> TierTrack:
        """Return where the walk has led to."""
        held, totals = self.held_on(on), self.totals
        looks = tuple(change.day for change in self.changes if change.cause == "look")
        here = TierTrack(held, looks, None, 0, changes=tuple(self.changes))
        if held is not None:
            asked = self.ladders.on(held.until).by_id[held.tier.id]
            missing = max(asked.threshold - totals.within(asked, day=held.until), 0)
            here = replace(here, keep_missing=missing, stays=asked.offered)
        above = self.ladders.on(on).above(held.tier.id if held else None)
        if not above:
            return here
        next_tier = self._met(above, day=on) or above[0]
        missing = max(next_tier.threshold - totals.within(next_tier, day=on), 0)
        by = self._last_enough(next_tier, missing, on)
        return replace(here, next_tier=next_tier, missing=missing, by=by)

    def _still_asked(self, ladder: Ladder) -> tuple[list[_Asked], date]:
        """Return what lifts the customer any further, and the day after which is looked again."""
        held = self.held
        above = ladder.above(held.tier.id if held else None)
        return self._asked(above), held.until if held else date.max

    def _asked(self, tiers: Sequence[Tier]) -> list[_Asked]:
        least: dict[tuple[Measure, int | None], int] = {}
        for tier in tiers:
            way = (tier.measure, tier.window_months)
            least[way] = min(tier.threshold, least.get(way, tier.threshold))
        return [
            (self.totals.sums(measure), months, threshold)
            for (measure, months), threshold in least.items()
        ]

    def _reach(self, ladder: Ladder, *, count: int, day: date) -> None:
        """Lift the customer to the highest tier that is met by this sale and those before it."""
        before = ladder.by_id[self.held.tier.id] if self.held else None
        for tier in reversed(ladder.above(before.id if before else None)):
            first = window_start(day, tier.window_months)
            sums = self.totals.sums(tier.measure)
            have = sums[count] - sums[bisect_left(self.totals.days, first)]
            if have >= tier.threshold:
                until = last_day_of_month(add_months(day, tier.keep_months))
                self.held = HeldTier(tier, day, until)
                self.changes.append(
                    TierChange(
                        day=day,
                        cause="sale",
                        kind="reached",
                        tier=tier,
                        before=before,
                        until=until,
                        asked=tier,
                        have=have,
                        first=first,
                        last=day,
                        place=count - 1,
                    )
                )
                return

    def _look(self, held: HeldTier) -> None:
        day = held.until
        ladder = self.ladders.on(day)
        before = ladder.by_id[held.tier.id]
        now = self._kept_or_below(before, ladder, day=day)
        if now is None:
            self.held = None
        else:
            reached = held.reached if now.id == before.id else day + _ONE_DAY
            until = last_day_of_month(add_months(day, now.keep_months))
            self.held = HeldTier(now, reached, until)
        self.changes.append(
            TierChange(
                day=day,
                cause="look",
                kind=change_kind(before, now),
                tier=now,
                before=before,
                until=self.held.until if self.held else None,
                asked=before,
                have=self.totals.within(before, day=day),
                first=window_start(day, before.window_months),
                last=day,
            )
        )

    def _kept_or_below(self, before: Tier, ladder: Ladder, *, day: date) -> Tier | None:
        met = self._met(ladder.offered, day=day)
        if met is not None and met.rank >= before.rank:
            return before if met.rank == before.rank and self._meets(before, day=day) else met
        return ladder.below(before) if before.drop == "one" else met

    def _meets(self, tier: Tier, *, day: date) -> bool:
        return tier.offered and self.totals.within(tier, day=day) >= tier.threshold

    def _met(self, tiers: Sequence[Tier], *, day: date) -> Tier | None:
        """Return the highest of the tiers that is met."""
        return next((tier for tier in reversed(tiers) if self._meets(tier, day=day)), None)

    def _last_enough(self, tier: Tier, missing: int, on: date) -> date | None:
        """Return the last day from which on so much more would not lift to the tier any more.

        What is bought before the day itself stays as it is; None: no day ends it.
        """
        day = on
        while True:
            found = self.ladders.on(day).by_id[tier.id]
            have = self.totals.within(found, day=day)
            if not found.offered or have + missing < found.threshold:
                return day - _ONE_DAY
            loss = self.totals.next_loss(found, day=day)
            ends = [each for each in (loss, self.ladders.change_after(day)) if each is not None]
            if not ends:
                return None
            day = min(ends)
