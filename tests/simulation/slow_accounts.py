"""What a customer's points are: every event told again from the first, each time one asks."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from tests.simulation.slow_calendar import months_later, next_yearly


@dataclass(frozen=True)
class Expiry:
    """How long a lot's points last, as it was promised when they were given."""

    kind: Literal["never", "months", "inactive_months", "yearly"] = "never"
    months: int = 0
    yearly: str = ""


NEVER = Expiry()


@dataclass
class Lot:
    name: int
    since: datetime
    left: int
    usable_from: date
    expiry: Expiry
    counted_from: date  # idle points: pushed on by each sale
    at_least: date | None = None  # of points that came back

    def last_day(self) -> date | None:
        """The last day on which they can be used; None where they never end."""
        if self.expiry.kind == "never":
            return None
        end = months_later(self.counted_from, self.expiry.months)
        if self.expiry.kind == "yearly":
            end = next_yearly(end, self.expiry.yearly)
        return max(end, self.at_least) if self.at_least else end

    def alive(self, day: date) -> bool:
        last = self.last_day()
        return last is None or day <= last

    def usable(self, day: date) -> bool:
        return self.left > 0 and self.usable_from <= day and self.alive(day)

    def waits(self, day: date) -> bool:
        return self.left > 0 and day < self.usable_from and self.alive(day)


@dataclass
class Account:
    lots: list[Lot] = field(default_factory=list)
    debt: int = 0
    taken_by_sale: dict[int, list[tuple[Lot, int]]] = field(default_factory=dict)
    short: int = 0  # what could not be taken, had somebody been let to

    def spendable(self, day: date) -> list[Lot]:
        """The lots that can be used, in the order in which they are."""
        found = [lot for lot in self.lots if lot.usable(day)]
        return sorted(found, key=lambda lot: (lot.last_day() or date.max, lot.since, lot.name))

    def balance(self, day: date) -> int:
        return sum(lot.left for lot in self.spendable(day)) - self.debt

    def pending(self, day: date) -> int:
        return sum(lot.left for lot in self.lots if lot.waits(day))

    def lot(self, name: int) -> Lot | None:
        return next((lot for lot in self.lots if lot.name == name), None)

    def expired_of(self, name: int, day: date) -> int:
        """What of a lot was never used and cannot be any more."""
        lot = self.lot(name)
        return lot.left if lot and not lot.alive(day) else 0

    def shown_lots(self, day: date) -> list[tuple[int, date | None]]:
        """Lots that end on one day are one line."""
        lines: list[tuple[int, date | None]] = []
        for lot in self.spendable(day):
            if lines and lines[-1][1] == lot.last_day():
                lines[-1] = (lines[-1][0] + lot.left, lot.last_day())
            else:
                lines.append((lot.left, lot.last_day()))
        return lines

    def give(self, lot: Lot) -> None:
        """A debt is paid by the next points that come."""
        paid = min(self.debt, lot.left)
        self.debt -= paid
        lot.left -= paid
        self.lots.append(lot)

    def take(self, points: int, day: date) -> list[tuple[Lot, int]]:
        """Take what there is from what ends first; tell which lots, as they were just before."""
        uses = []
        for lot in self.spendable(day):
            used = min(points, lot.left)
            if used:
                uses.append((replace(lot), used))
                lot.left -= used
                points -= used
        return uses


@dataclass(frozen=True)
class Happened:
    """Anything that happened to a customer's points; `order` tells what was entered first."""

    at: datetime
    order: int
    day: date

    def tell(self, account: Account) -> None:
        """Bring the account to where it stands after this."""
        raise NotImplementedError


@dataclass(frozen=True)
class Bought(Happened):
    """A sale: whoever buys keeps idle points alive."""

    def tell(self, account: Account) -> None:
        for lot in account.lots:
            if lot.expiry.kind == "inactive_months" and lot.alive(self.day):
                lot.counted_from = max(lot.counted_from, self.day)


@dataclass(frozen=True)
class Given(Happened):
    points: int
    usable_from: date
    expiry: Expiry

    def tell(self, account: Account) -> None:
        account.give(Lot(self.order, self.at, self.points, self.usable_from, self.expiry, self.day))


@dataclass(frozen=True)
class Taken(Happened):
    points: int
    sale: int | None = None  # whose refund brings them back

    def tell(self, account: Account) -> None:
        account.short += max(0, self.points - account.balance(self.day))
        uses = account.take(self.points, self.day)
        if self.sale is not None:
            account.taken_by_sale[self.sale] = uses


@dataclass(frozen=True)
class Returned(Happened):
    """Points used on a sale that was refunded; which lots they were was settled then."""

    lots: tuple[Lot, ...]

    def tell(self, account: Account) -> None:
        for lot in self.lots:
            account.give(replace(lot))


@dataclass(frozen=True)
class Reversed(Happened):
    """First from the sale's own lot, while that lasts; then from what ends first; then as debt."""

    points: int
    lot: int  # of the sale that was refunded

    def tell(self, account: Account) -> None:
        missing = self.points
        own = account.lot(self.lot)
        if own and own.alive(self.day):
            used = min(missing, own.left)
            own.left -= used
            missing -= used
        missing -= sum(used for _, used in account.take(missing, self.day))
        account.debt += missing


@dataclass(frozen=True)
class Joined(Happened):
    """Another customer was the same person: balances add, one's lots pay the other's debt."""

    other: "History"

    def tell(self, account: Account) -> None:
        other = account_of(self.other, self.at)
        account.lots += other.lots
        account.taken_by_sale |= other.taken_by_sale
        account.debt += other.debt
        account.debt -= sum(used for _, used in account.take(account.debt, self.day))


@dataclass
class History:
    """One customer's events, in the order in which they were entered."""

    events: list[Happened] = field(default_factory=list)


def account_of(history: History, at: datetime) -> Account:
    """Tell everything again from the first event to this moment."""
    account = Account()
    known = [event for event in history.events if event.at <= at]
    for event in sorted(known, key=lambda event: (event.at, event.order)):
        event.tell(account)
    return account
