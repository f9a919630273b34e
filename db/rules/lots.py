"""Lots: points earned together, the day they end, and which of them a spending takes.

An account is what a customer's movements, in the order of their time, add up to. Nothing here is
written: a balance as of any moment follows from the movements before it and that moment's day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from db.errors import NotEnoughPoints
from db.rules.periods import add_months, next_yearly
from db.rules.shop import NEVER, Expiry

MovementKind = Literal["give", "take", "reverse", "visit"]


@dataclass(frozen=True)
class Lot:
    """Points given at once; `expires_on` is the last day they can be used, None: never."""

    id: str
    day: date
    usable_from: date
    expires_on: date | None
    expiry: Expiry
    points: int
    points_left: int
    sale: str | None = None

    def usable(self, on: date) -> bool:
        """Tell whether points of the lot can be used on that business date."""
        return self.points_left > 0 and self.usable_from <= on and not self.expired(on)

    def expired(self, on: date) -> bool:
        """Tell whether the last day has passed."""
        return self.expires_on is not None and self.expires_on < on


@dataclass(frozen=True)
class Movement:
    """One step of a customer's account: points given, taken or reversed, or a visit.

    A visit keeps points alive that last for a time after it.
    """

    kind: MovementKind
    id: str  # names the lot that a giving makes
    day: date
    points: int = 0
    usable_from: date | None = None
    expiry: Expiry = NEVER
    expires_on: date | None = None  # of returned points: their last day is not worked out again
    sale: str | None = None
    lot: str | None = None  # of a reversal: the lot that it takes from first


@dataclass(frozen=True)
class Taken:
    """What a spending took from one lot."""

    lot: Lot
    points: int


@dataclass(frozen=True)
class SharedDay:
    """Usable points that end on one day, lots put together; None: never."""

    points: int
    expires_on: date | None
    by_visits: bool = False  # a visit until then moves the day on for all of them


@dataclass
class Account:
    """A customer's lots and debt; `apply` moves it on by one movement."""

    lots: dict[str, Lot] = field(default_factory=dict)
    debt: int = 0
    last_visit: date | None = None
    takings: dict[str, list[Taken]] = field(default_factory=dict)  # by the movement that took
    repaid: dict[str, int] = field(default_factory=dict)  # debt that a lot paid when it was given

    def apply(self, movement: Movement) -> None:
        """Move the account on; raises NotEnoughPoints when more is taken than can be used."""
        if movement.kind == "give":
            self._give(movement)
        elif movement.kind == "take":
            self._take(movement)
        elif movement.kind == "reverse":
            self._reverse(movement)
        else:
            self._keep_alive(movement.day)

    def absorb(self, other: "Account", *, on: date) -> None:
        """Take over the lots of another customer; debt is paid at once from what can be used."""
        self.lots.update(other.lots)
        self.takings.update(other.takings)
        self.repaid.update(other.repaid)
        self.debt += other.debt
        visits = [visit for visit in (self.last_visit, other.last_visit) if visit]
        self.last_visit = max(visits, default=None)
        owed = min(self.debt, points_usable(self.lots.values(), on=on))
        if owed:
            self.lots.update((lot.id, lot) for lot in take_points(self.lots.values(), owed, on=on))
            self.debt -= owed

    def balance(self, on: date) -> int:
        """Return what can be used on that day, less debt; below zero when only debt is left."""
        return points_usable(self.lots.values(), on=on) - self.debt

    def pending(self, on: date) -> int:
        """Return the points that are given but wait for their first day."""
        waiting = [lot for lot in self.lots.values() if lot.usable_from > on]
        return sum(lot.points_left for lot in waiting if not lot.expired(on))

    def _take(self, movement: Movement) -> None:
        self._note(movement, take_points(self.lots.values(), movement.points, on=movement.day))

    def _reverse(self, movement: Movement) -> None:
        """Take back from the lot itself, then by expiry, and leave the rest as debt."""
        left, changed = movement.points, []
        own = self.lots.get(movement.lot or "")
        if own is not None and own.points_left and not own.expired(movement.day):
            taken = min(own.points_left, left)
            changed.append(replace(own, points_left=own.points_left - taken))
            left -= taken
        others = [lot for lot in self.lots.values() if lot.id != movement.lot]
        from_others = min(left, points_usable(others, on=movement.day))
        if from_others:
            changed += take_points(others, from_others, on=movement.day)
        self.debt += left - from_others
        self._note(movement, changed)

    def _note(self, movement: Movement, changed: Sequence[Lot]) -> None:
        """Keep the lots as they are now, and what the movement took from each."""
        self.takings[movement.id] = [
            Taken(lot, self.lots[lot.id].points_left - lot.points_left) for lot in changed
        ]
        self.lots.update((lot.id, lot) for lot in changed)

    def _give(self, movement: Movement) -> None:
        assert movement.points > 0
        repaid = min(self.debt, movement.points)
        self.debt -= repaid
        if repaid:
            self.repaid[movement.id] = repaid
        counted_from = max(movement.day, self.last_visit or movement.day)
        self.lots[movement.id] = Lot(
            id=movement.id,
            day=movement.day,
            usable_from=movement.usable_from or movement.day,
            expires_on=movement.expires_on
            or last_day(movement.expiry, given_on=movement.day, active_on=counted_from),
            expiry=movement.expiry,
            points=movement.points,
            points_left=movement.points - repaid,
            sale=movement.sale,
        )

    def _keep_alive(self, day: date) -> None:
        """Push on the lots that last for a time after the last sale; what is gone stays gone."""
        self.last_visit = max(day, self.last_visit or day)
        for lot in list(self.lots.values()):
            if lot.expiry.kind != "inactive_months" or lot.points_left == 0 or lot.expired(day):
                continue
            pushed = last_day(lot.expiry, given_on=lot.day, active_on=max(self.last_visit, lot.day))
            assert pushed is not None
            assert lot.expires_on is not None
            self.lots[lot.id] = replace(lot, expires_on=max(pushed, lot.expires_on))


def last_day(expiry: Expiry, *, given_on: date, active_on: date) -> date | None:
    """Return the last business date on which points can be used, None: never; rules.md §3."""
    if expiry.kind == "months":
        return add_months(given_on, expiry.months)
    if expiry.kind == "inactive_months":
        return add_months(active_on, expiry.months)
    if expiry.kind == "yearly":
        return next_yearly(expiry.yearly, on_or_after=add_months(given_on, expiry.minimum_months))
    return None


def take_points(lots: Iterable[Lot], points: int, *, on: date) -> list[Lot]:
    """Spread a spending over the usable lots, the one that expires first before the others.

    Returns the lots that changed. Raises NotEnoughPoints when they hold too little together.
    """
    assert points > 0
    usable = in_spending_order(lot for lot in lots if lot.usable(on))
    held = sum(lot.points_left for lot in usable)
    if held < points:
        raise NotEnoughPoints(needed=points, held=held)
    changed, left_to_take = [], points
    for lot in usable:
        if left_to_take == 0:
            break
        taken = min(lot.points_left, left_to_take)
        changed.append(replace(lot, points_left=lot.points_left - taken))
        left_to_take -= taken
    return changed


def in_spending_order(lots: Iterable[Lot]) -> list[Lot]:
    """Order lots by last day, those that never expire last; ties by age, then as they came."""
    return sorted(lots, key=lambda lot: (lot.expires_on or date.max, lot.day))


def points_usable(lots: Iterable[Lot], *, on: date) -> int:
    """Return the points of lots that can be used on that day."""
    return sum(lot.points_left for lot in lots if lot.usable(on))


def by_last_day(lots: Iterable[Lot], *, on: date) -> list[SharedDay]:
    """Put usable lots of one last day together, in the order they would be spent."""
    days: dict[date | None, SharedDay] = {}
    for lot in in_spending_order(lot for lot in lots if lot.usable(on)):
        before = days.get(lot.expires_on, SharedDay(0, lot.expires_on, by_visits=True))
        days[lot.expires_on] = SharedDay(
            before.points + lot.points_left,
            lot.expires_on,
            by_visits=before.by_visits and lot.expiry.kind == "inactive_months",
        )
    return list(days.values())
