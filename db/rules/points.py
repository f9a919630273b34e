"""Earning: from what is paid to the points given, line by line as it is shown; rules.md §2."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from db.rules.money import Rounding, rounded
from db.rules.shop import ShopSettings, Stacking

EarningRule = Literal["base", "tier", "plan", "coupon", "cap_sale", "cap_day"]


@dataclass(frozen=True)
class SaleLine:
    """Goods of one category; `amount` is the line's total, in minor units."""

    amount: int
    category: str | None = None
    earns: bool = True
    count: int = 1


@dataclass(frozen=True)
class Reduction:
    """An amount taken off some categories' lines, or off all when none is named."""

    amount: int
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Multiplier:
    """What a tier or a plan makes of the base."""

    rule: EarningRule
    name: str
    factor: Fraction  # from 1 up


@dataclass(frozen=True)
class EarningLine:
    """One line of a sale's breakdown; `label` is worded once, when the sale is shown."""

    rule: EarningRule
    points: int
    name: str = ""
    factor: Fraction | None = None
    amount: int = 0  # of the base: the earning amount in minor units
    label: str = ""


def earning_amount(lines: Sequence[SaleLine], reductions: Sequence[Reduction]) -> Fraction:
    """Return what is left on earning lines, in minor units, exact.

    A reduction with categories falls on those lines, any other on all lines, in proportion to
    what is left of each (rulings 1).
    """
    return sum(
        (rest for line, rest in zip(lines, rests(lines, reductions), strict=True) if line.earns),
        Fraction(0),
    )


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
    earning: Fraction,
    *,
    settings: ShopSettings,
    multipliers: Sequence[Multiplier] = (),
    bonuses: Sequence[EarningLine] = (),
    earned_today: int = 0,
) -> list[EarningLine]:
    """Return the breakdown of a sale's points; its sum is what the sale gives.

    Every line is rounded by itself and multipliers do not compound: base 17, Gold ×1.5 and a plan
    ×2 give 17 + 8 + 17 = 42. `earned_today` counts against the day's cap.
    """
    assert earning >= 0
    exact = earning * settings.earn_points / settings.earn_per
    base = rounded(exact, settings.rounding)
    lines = [EarningLine("base", base, amount=rounded(earning, "down"))]
    lines += _multiplied(base, multipliers, settings.rounding, settings.stacking)
    lines += [bonus for bonus in bonuses if bonus.points]
    return lines + _caps(sum(line.points for line in lines), settings, earned_today)


def total(lines: Sequence[EarningLine]) -> int:
    """Return the points that a breakdown gives."""
    return sum(line.points for line in lines)


def _multiplied(
    base: int, multipliers: Sequence[Multiplier], rounding: Rounding, stacking: Stacking
) -> list[EarningLine]:
    lines = [
        EarningLine(
            multiplier.rule,
            rounded(base * (multiplier.factor - 1), rounding),
            name=multiplier.name,
            factor=multiplier.factor,
        )
        for multiplier in multipliers
    ]
    if stacking == "best" and lines:
        lines = [max(lines, key=lambda line: line.points)]  # the first of equals
    return [line for line in lines if line.points]


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
