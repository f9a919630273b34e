"""What a sale earns, worked out anew on whatever money is left of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from tests.simulation.slow_accounts import NEVER, Expiry

Rounding = Literal["down", "nearest", "up"]


@dataclass(frozen=True)
class Choices:
    """The shop's settings; amounts in minor units."""

    per: int = 100
    points: int = 1
    rounding: Rounding = "down"
    stacking: Literal["add", "best"] = "add"
    point_value: int = 1
    step: int = 1
    minimum: int = 1
    max_percent: int = 100
    expiry: Expiry = NEVER
    pending_days: int = 0
    return_days: int = 30
    max_points_per_sale: int | None = None
    max_points_per_day: int | None = None


AS_A_NEW_SHOP = Choices()


@dataclass(frozen=True)
class Kind:
    """A kind of goods: whether it earns, and so many points for so much, if not the shop's."""

    earns: bool = True
    rate: tuple[int, int] | None = None


GOODS = Kind()


@dataclass(frozen=True)
class Line:
    amount: Fraction  # less its share of the discounts
    category: str | None
    kind: "Kind"


@dataclass(frozen=True)
class Chance:
    """A bonus whose conditions held when the sale was made, but for the money."""

    name: str
    multiplier: Fraction | None
    points: int
    category: str | None = None
    minimum: int = 0
    room: int | None = None  # what was left of its budget


@dataclass(frozen=True)
class Refund:
    at: datetime
    amount: int
    money_back: int
    found_expired: int = 0  # points of the sale that nobody had to take back


Refunds = Sequence[Refund]


@dataclass
class Sale:
    """A sale, and what it is worth once some of it was refunded."""

    order: int
    at: datetime
    day: date
    customer: str | None
    total: int  # after discounts
    used: int  # points
    lines: tuple[Line, ...]
    choices: Choices
    chances: tuple[Chance, ...]
    room_today: int | None
    lot: int = 0  # of the points that it gave
    name: str = ""  # as the book calls it
    request: str = ""  # that recorded it
    refunds: list[Refund] = field(default_factory=list)

    @property
    def paid(self) -> int:
        return self.total - self.used * self.choices.point_value

    def until(self, at: datetime) -> Refunds:
        return [refund for refund in self.refunds if refund.at <= at]

    def whole(self, refunds: Refunds) -> bool:
        """Tell whether nothing is left of it."""
        return bool(refunds) and refunded(refunds) == self.total

    def returned(self, refunds: Refunds) -> int:
        """Points used that came back: in proportion, whatever the single refunds were."""
        if not self.total:
            return 0
        return math.floor(Fraction(self.used * refunded(refunds), self.total))

    def give_back(self, at: datetime, amount: int) -> Refund:
        """Points come first, the rest is money; nobody gets more money than was paid, or owes."""
        refund = Refund(at, amount, 0)
        points_worth = self.returned([*self.refunds, refund]) * self.choices.point_value
        in_all = min(refunded(self.refunds) + amount - points_worth, self.paid)
        return replace(refund, money_back=max(0, in_all - money_back(self.refunds)))

    def points(self, refunds: Refunds = ()) -> int:
        return sum(points for _, points in self.breakdown(refunds))

    def breakdown(self, refunds: Refunds = ()) -> list[tuple[str, int]]:
        """The lines of its points, what is cut off at the end."""
        if self.whole(refunds) or self.customer is None:
            return []
        lines = [("base", points) for points in self.bases(refunds, None)]
        lines += self.bonuses(refunds)
        for cap in (self.choices.max_points_per_sale, self.room_today):
            total = sum(points for _, points in lines)
            if cap is not None and total > cap:
                lines.append(("cut", cap - total))
        return lines

    def bonuses(self, refunds: Refunds) -> list[tuple[str, int]]:
        found = []
        for chance in self.chances:
            points = self.bonus(chance, refunds)
            if chance.room is not None:
                points = min(points, chance.room)
            if points:
                found.append((chance, points))
        if self.choices.stacking == "best":
            multiplied = [points for chance, points in found if chance.multiplier is not None]
            best = None
            for chance, points in found:
                if chance.multiplier is not None and points == max(multiplied) and best is None:
                    best = chance
            found = [
                (chance, points)
                for chance, points in found
                if chance.multiplier is None or chance is best
            ]
        return [(chance.name, points) for chance, points in found]

    def bonus(self, chance: Chance, refunds: Refunds) -> int:
        if self.total - refunded(refunds) < chance.minimum:
            return 0
        if chance.multiplier is None:
            return chance.points
        base = sum(self.bases(refunds, chance.category))
        return round_fraction(base * (chance.multiplier - 1), self.choices.rounding)

    def bases(self, refunds: Refunds, category: str | None) -> list[int]:
        """What money alone earns: by the shop's rate, and by each other one, each rounded."""
        amounts: dict[tuple[int, int] | None, Fraction] = {}
        for line in self.lines:
            if line.kind.earns and category in (None, line.category):
                rate = line.kind.rate
                amounts[rate] = amounts.get(rate, Fraction(0)) + self.earning(line, refunds)
        points = []
        for rate in sorted(amounts, key=lambda rate: rate is not None) or [None]:
            per, each = rate or (self.choices.per, self.choices.points)
            exact = amounts.get(rate, Fraction(0)) * each / per
            points.append(round_fraction(exact, self.choices.rounding))
        return points

    def earning(self, line: Line, refunds: Refunds) -> Fraction:
        """The earning amount of a line: points used and refunds fall on all in proportion."""
        stays_paid = self.paid - money_back(refunds)
        return line.amount * Fraction(stays_paid, self.total or 1)


def refunded(refunds: Refunds) -> int:
    return sum(refund.amount for refund in refunds)


def money_back(refunds: Refunds) -> int:
    return sum(refund.money_back for refund in refunds)


def round_fraction(exact: Fraction, rounding: Rounding) -> int:
    if rounding == "down":
        return math.floor(exact)
    if rounding == "up":
        return math.ceil(exact)
    return math.floor(exact + Fraction(1, 2))
