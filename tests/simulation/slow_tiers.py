"""Which tier a customer holds: all sales walked through, as if refunded ones had been smaller."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from tests.simulation.slow_calendar import ONE_DAY, last_of_month, months_earlier, months_later

Measure = Literal["spend", "points", "visits"]


@dataclass(frozen=True)
class Tier:
    name: str
    threshold: int  # minor units, points or visits
    multiplier: Fraction
    keep_months: int = 12
    window_months: int | None = 12  # None: the calendar year
    drop: Literal["met", "one"] = "met"


@dataclass(frozen=True)
class Progress:
    """What one sale counts, less what was refunded of it since."""

    day: date
    spend: int
    points: int
    whole: bool  # refunded whole: no visit


@dataclass(frozen=True)
class Held:
    tier: Tier
    until: date


def tier_held(
    sales: Sequence[Progress], tiers: Sequence[Tier], measure: Measure, on: date
) -> Held | None:
    """Walk through the sales and the looks between them, up to the end of this day."""
    held: Held | None = None
    for count, sale in enumerate(sales, start=1):
        held = look_until(held, sales[: count - 1], tiers, measure, sale.day)
        reached = met(sales[:count], tiers, measure, sale.day)
        if reached and (held is None or reached.threshold > held.tier.threshold):
            held = Held(reached, kept(sale.day, reached))
    return look_until(held, sales, tiers, measure, on)


def look_until(
    held: Held | None,
    sales: Sequence[Progress],
    tiers: Sequence[Tier],
    measure: Measure,
    day: date,
) -> Held | None:
    """Look again at each end that has passed before this day."""
    while held is not None and held.until < day:
        found = met(sales, tiers, measure, held.until)
        if held.tier.drop == "one":
            below = [tier for tier in tiers if tier.threshold < held.tier.threshold]
            step = max(below, key=lambda tier: tier.threshold, default=None)
            if step and (found is None or found.threshold < step.threshold):
                found = step
        held = Held(found, kept(held.until, found)) if found else None
    return held


def met(
    sales: Sequence[Progress], tiers: Sequence[Tier], measure: Measure, on: date
) -> Tier | None:
    found = [tier for tier in tiers if measured(sales, tier, measure, on) >= tier.threshold]
    return max(found, key=lambda tier: tier.threshold, default=None)


def measured(sales: Sequence[Progress], tier: Tier, measure: Measure, on: date) -> int:
    first = on.replace(month=1, day=1)
    if tier.window_months is not None:
        first = months_earlier(on, tier.window_months) + ONE_DAY
    inside = [sale for sale in sales if first <= sale.day <= on]
    if measure == "spend":
        return sum(sale.spend for sale in inside)
    if measure == "points":
        return sum(sale.points for sale in inside)
    return len({sale.day for sale in inside if not sale.whole})


def kept(day: date, tier: Tier) -> date:
    """The last day of the month so many months on."""
    return last_of_month(months_later(day, tier.keep_months))
