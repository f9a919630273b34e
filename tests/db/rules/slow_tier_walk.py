"""Which tier is held, found by going through all days one by one."""

from collections.abc import Sequence
from datetime import date, timedelta

from db.rules.periods import add_months, last_day_of_month
from db.rules.tiers import Ladders, Progress, Tier

ONE_DAY = timedelta(days=1)
Held = tuple[str, date]  # the tier's id, and its last day


def held_slowly(
    progress: Sequence[Progress], ladders: Ladders, on: date
) -> tuple[Tier, date] | None:
    """Return the tier held on a day, as it is then, and its last day."""
    held: Held | None = None
    day = progress[0].day if progress else on
    while day <= on:
        if held is not None and held[1] < day:
            held = _looked_at(held, progress, ladders)
        for count, sale in enumerate(progress, start=1):
            if sale.day == day:
                held = _lifted(held, progress[:count], ladders, day)
        day += ONE_DAY
    if held is None:
        return None
    return next(each for each in _there(ladders, on) if each.id == held[0]), held[1]


def _there(ladders: Ladders, day: date) -> list[Tier]:
    latest = {each.id: each for each in ladders.versions if each.since <= day}
    return sorted(latest.values(), key=lambda each: each.rank)


def _meets(tier: Tier, sales: Sequence[Progress], day: date) -> bool:
    start = date(day.year, 1, 1)
    if tier.window_months is not None:
        start = add_months(day, -tier.window_months) + ONE_DAY
    inside = [sale for sale in sales if start <= sale.day <= day]
    sums = {
        "spend": sum(sale.spend for sale in inside),
        "points": sum(sale.points for sale in inside),
        "visits": len({sale.day for sale in inside if sale.visit}),
    }
    return tier.offered and sums[tier.measure] >= tier.threshold


def _lifted(
    held: Held | None, sales: Sequence[Progress], ladders: Ladders, day: date
) -> Held | None:
    there = _there(ladders, day)
    rank = next((each.rank for each in there if held and each.id == held[0]), None)
    met = [
        each for each in there if (rank is None or each.rank > rank) and _meets(each, sales, day)
    ]
    return _kept(met[-1], day) if met else held


def _looked_at(held: Held, sales: Sequence[Progress], ladders: Ladders) -> Held | None:
    look = held[1]
    there = _there(ladders, look)
    now = next(each for each in there if each.id == held[0])
    met = [each for each in there if _meets(each, sales, look)]
    after = met[-1] if met else None
    if after is not None and after.rank >= now.rank:
        after = now if after.rank == now.rank and now in met else after
    elif now.drop == "one":
        lower = [each for each in there if each.offered and each.rank < now.rank]
        after = lower[-1] if lower else None
    return _kept(after, look) if after is not None else None


def _kept(tier: Tier, day: date) -> Held:
    return tier.id, last_day_of_month(add_months(day, tier.keep_months))
