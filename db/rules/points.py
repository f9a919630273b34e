"""Earning: from what is paid to the points given, line by line as it is shown; rules.md §2."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from db.rules.money import rounded
from db.rules.shop import ShopSettings

EarningRule = Literal["base", "tier", "plan", "promotion", "coupon", "cap_sale", "cap_day"]


@dataclass(frozen=True)
class Rate:
    """So many points for each so much money, in minor units."""

    per: int
    points: int


@dataclass(frozen=True)
class SaleLine:
    """Goods of one category; `amount` is the line's total, in minor units."""

    amount: int
    category: str | None = None
    earns: bool = True
    count: int = 1
    rate: Rate | None = None  # the category's own; None: the shop's


@dataclass(frozen=True)
class Reduction:
    """An amount taken off some categories' lines, or off all when none is named."""

    amount: int
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grant:
    """What a tier, a plan, a promotion or a coupon adds to the base: a multiplier, or points.

    A sale keeps its grants, so that a refund can work the points out again by the same rules.
    """

    rule: EarningRule
    name: str
    factor: Fraction | None = None  # from 1 up
    points: int = 0  # a fixed bonus, once for the sale
    category: str | None = None  # only its lines are multiplied
    minimum: int = 0  # minor units, against the sale after discounts and refunds
    budget: int | None = None  # points that a promotion had left for this sale
    promotion: str = ""  # its id
    version: str = ""  # the fact that set its terms
    until: str = ""  # the end of its hours, "18:00"


@dataclass(frozen=True)
class EarningLine:
    """One line of a sale's breakdown; `label` is worded once, when the sale is shown."""

    rule: EarningRule
    points: int
    name: str = ""
    factor: Fraction | None = None
    amount: int = 0  # of a base: the earning amount in minor units
    rate: Rate | None = None  # of a base: where it is a category's own
    promotion: str = ""
    version: str = ""
    until: str = ""
    label: str = ""


@dataclass(frozen=True)
class Share:
    """What is left of one category's lines, in minor units, exact."""

    amount: Fraction
    category: str | None = None
    rate: Rate | None = None


def earning_shares(lines: Sequence[SaleLine], reductions: Sequence[Reduction]) -> list[Share]:
    """Return what is left on earning lines, category by category.

    A reduction with categories falls on those lines, any other on all lines, in proportion to
    what is left of each (rulings 1).
    """
    shares: dict[tuple[str | None, Rate | None], Fraction] = {}
    for line, rest in zip(lines, rests(lines, reductions), strict=True):
        if line.earns:
            key = (line.category, line.rate)
            shares[key] = shares.get(key, Fraction(0)) + rest
    return [Share(rest, *key) for key, rest in shares.items()]


def rests(lines: Sequence[SaleLine], reductions: Sequence[Reduction]) -> list[Fraction]:
    """Return what each line has left after the reductions, one after the other."""
    left = [Fraction(line.amount) for line in lines]
    for reduction in reductions:
        hit = [
            index
            for index, line in enumerate(lines)
            if not reduction.categories or line.category in reduction.categories
        ]
        total = sum(left[index] for index in hit)
        assert reduction.amount <= total or reduction.amount == 0
        for index in hit:
            if total:
                left[index] -= left[index] * reduction.amount / total
    return left


def points_for_sale(
    shares: Sequence[Share],
    *,
    settings: ShopSettings,
    total: int = 0,
    grants: Sequence[Grant] = (),
    earned_today: int = 0,
) -> list[EarningLine]:
    """Return the breakdown of a sale's points; its sum is what the sale gives.

    Every line is rounded by itself and multipliers do not compound: base 17, Gold ×1.5 and a plan
    ×2 give 17 + 8 + 17 = 42. `total` is the sale after discounts, less what was refunded;
    `earned_today` counts against the day's cap.
    """
    bases = _bases(shares, settings)
    base = sum(line.points for line in bases)
    lines: list[EarningLine] = []
    for grant in grants:
        if grant.minimum <= total:
            points = grant.points
            if grant.factor is not None:
                points = _multiplied(grant, base, shares, settings)
            points = points if grant.budget is None else min(points, max(grant.budget, 0))
            lines.append(
                EarningLine(
                    grant.rule,
                    points,
                    name=grant.name,
                    factor=grant.factor,
                    promotion=grant.promotion,
                    version=grant.version,
                    until=grant.until,
                )
            )
    if settings.stacking == "best":
        lines = _best(lines)
    lines = bases + [line for line in lines if line.points]
    return lines + _caps(sum(line.points for line in lines), settings, earned_today)


def total_points(lines: Sequence[EarningLine]) -> int:
    """Return the points that a breakdown gives."""
    return sum(line.points for line in lines)


def _bases(shares: Sequence[Share], settings: ShopSettings) -> list[EarningLine]:
    """Return the base of the shop's rate, and one for each rate that categories have."""
    amounts: dict[Rate | None, Fraction] = {}
    for share in shares:
        amounts[share.rate] = amounts.get(share.rate, Fraction(0)) + share.amount
    if not amounts:
        amounts[None] = Fraction(0)
    ordered = sorted(amounts.items(), key=lambda entry: entry[0] is not None)  # the shop's first
    return [
        EarningLine(
            "base",
            _base(amount, rate, settings),
            amount=rounded(amount, "down"),
            rate=rate,
        )
        for rate, amount in ordered
    ]


def _base(amount: Fraction, rate: Rate | None, settings: ShopSettings) -> int:
    rate = rate or Rate(settings.earn_per, settings.earn_points)
    return rounded(amount * rate.points / rate.per, settings.rounding)


def _multiplied(grant: Grant, base: int, shares: Sequence[Share], settings: ShopSettings) -> int:
    """Return what a multiplier adds: to the whole base, or to that of its category's lines."""
    assert grant.factor is not None
    if grant.category is not None:
        base = sum(
            _base(share.amount, share.rate, settings)
            for share in shares
            if share.category == grant.category
        )
    return rounded(base * (grant.factor - 1), settings.rounding)


def _best(lines: list[EarningLine]) -> list[EarningLine]:
    """Keep the multiplier that gives most, the first of equals; fixed bonuses stay."""
    multiplied = [line for line in lines if line.factor is not None]
    best = max(multiplied, key=lambda line: line.points, default=None)
    return [line for line in lines if line.factor is None or line is best]


def _caps(points: int, settings: ShopSettings, earned_today: int) -> list[EarningLine]:
    caps: list[EarningLine] = []
    most = settings.max_points_per_sale
    if most is not None and points > most:
        caps.append(EarningLine("cap_sale", most - points))
        points = most
    if settings.max_points_per_day is not None:
        left_today = max(0, settings.max_points_per_day - earned_today)
        if points > left_today:
            caps.append(EarningLine("cap_day", left_today - points))
    return caps
