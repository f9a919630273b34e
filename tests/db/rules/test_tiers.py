"""Tiers: up at once, kept until a month's end, then looked at again."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from db.rules.tier_walk import track
from db.rules.tiers import DropRule, Ladders, Measure, Progress, Tier


def tier(
    name: str,
    threshold: int,
    multiplier: str = "1",
    *,
    measure: Measure = "spend",
    window_months: int | None = 12,
    drop: DropRule = "met",
    since: date = date(2020, 1, 1),
) -> Tier:
    factor = Fraction(multiplier)
    return Tier(name, name, threshold, measure, factor, 12, window_months, drop, since)


SILVER, GOLD = tier("Silver", 10_000, "1.2"), tier("Gold", 50_000, "1.5")


def bought(day: date, spend: int, points: int = 0) -> Progress:
    return Progress(day, spend, points)


def test_the_sale_that_reaches_a_tier_lifts_at_once_and_keeps_it_to_a_months_end() -> None:
    progress = [bought(date(2026, 3, 15), 9_999), bought(date(2026, 3, 20), 1)]
    held = track(progress, Ladders([SILVER, GOLD]), on=date(2026, 3, 20)).held
    assert held is not None
    assert (held.tier.name, held.until) == ("Silver", date(2027, 3, 31))
    assert track(progress[:1], Ladders([SILVER, GOLD]), on=date(2026, 3, 19)).held is None


def test_a_later_sale_of_the_same_tier_does_not_push_its_end() -> None:
    progress = [bought(date(2026, 3, 15), 10_000), bought(date(2026, 9, 1), 20_000)]
    held = track(progress, Ladders([SILVER]), on=date(2026, 9, 1)).held
    assert held is not None
    assert held.until == date(2027, 3, 31)


def test_the_window_ends_on_the_day_and_the_day_a_year_before_is_out() -> None:
    progress = [bought(date(2025, 3, 15), 9_999), bought(date(2026, 3, 15), 1)]
    assert track(progress, Ladders([SILVER]), on=date(2026, 3, 15)).held is None
    progress[0] = bought(date(2025, 3, 16), 9_999)
    assert track(progress, Ladders([SILVER]), on=date(2026, 3, 15)).held is not None


def test_at_the_end_the_tier_then_met_is_held_or_none() -> None:
    progress = [bought(date(2026, 1, 10), 60_000), bought(date(2026, 6, 1), 12_000)]
    after = track(progress, Ladders([SILVER, GOLD]), on=date(2027, 2, 1))
    assert after.held is not None
    assert after.held.tier.name == "Silver"
    assert after.looks == (date(2027, 1, 31),)
    assert after.held.until == date(2028, 1, 31)
    assert track(progress, Ladders([SILVER, GOLD]), on=date(2028, 2, 1)).held is None


def test_with_drop_one_a_tier_goes_down_step_by_step() -> None:
    gold = tier("Gold", 50_000, "1.5", drop="one")
    after = track([bought(date(2026, 1, 10), 60_000)], Ladders([SILVER, gold]), on=date(2027, 2, 1))
    assert after.held is not None
    assert after.held.tier.name == "Silver"


def test_two_sales_of_a_day_are_one_visit() -> None:
    regular = tier("Regular", 2, measure="visits")
    day = date(2026, 5, 5)
    assert track([bought(day, 1), bought(day, 1)], Ladders([regular]), on=day).held is None
    other = date(2026, 5, 6)
    assert track([bought(day, 1), bought(other, 1)], Ladders([regular]), on=other).held is not None


def test_the_calendar_year_begins_anew() -> None:
    yearly = tier("Gold", 100, window_months=None)
    progress = [bought(date(2025, 12, 31), 99), bought(date(2026, 1, 1), 99)]
    assert track(progress, Ladders([yearly]), on=date(2026, 1, 1)).held is None


def test_a_tier_cannot_be_reached_before_there_was_one() -> None:
    new = tier("Gold", 100, since=date(2026, 6, 1))
    progress = [bought(date(2026, 5, 1), 500)]
    assert track(progress, Ladders([new]), on=date(2026, 6, 2)).held is None
    progress.append(bought(date(2026, 6, 2), 1))
    assert track(progress, Ladders([new]), on=date(2026, 6, 2)).held is not None


def test_the_way_to_the_next_tier_is_known() -> None:
    standing = track(
        [bought(date(2026, 3, 15), 46_800)], Ladders([SILVER, GOLD]), on=date(2026, 3, 15)
    )
    assert standing.next_tier == GOLD
    assert standing.missing == 3_200


def test_on_each_day_the_version_in_force_counts() -> None:
    higher = replace(GOLD, threshold=60_000, since=date(2026, 5, 1))
    ladders = Ladders([GOLD, higher, replace(SILVER, since=date(2026, 3, 1))])
    assert [each.name for each in ladders.on(date(2019, 12, 31)).tiers] == []
    assert [each.name for each in ladders.on(date(2026, 2, 28)).tiers] == ["Gold"]
    assert [each.threshold for each in ladders.on(date(2026, 5, 1)).tiers] == [10_000, 60_000]
    assert ladders.change_after(date(2026, 2, 28)) == date(2026, 3, 1)
    assert ladders.change_after(date(2026, 3, 1)) == date(2026, 5, 1)
    assert ladders.change_after(date(2026, 5, 1)) is None
    assert not Ladders([])


def test_another_version_of_the_same_day_takes_the_place_of_the_first() -> None:
    other = replace(GOLD, threshold=1)
    ladders = Ladders([SILVER, GOLD]).with_version(other)
    assert [each.threshold for each in ladders.versions] == [10_000, 1]
    later = Ladders([GOLD]).with_version(replace(other, since=date(2026, 5, 1)))
    assert [each.threshold for each in later.versions] == [50_000, 1]


def test_what_is_above_and_below_is_what_is_offered() -> None:
    stopped = replace(SILVER, offered=False)
    ladder = Ladders([stopped, GOLD, tier("Bronze", 10)]).on(date(2026, 1, 1))
    assert [each.name for each in ladder.tiers] == ["Bronze", "Silver", "Gold"]
    assert [each.name for each in ladder.above("Bronze")] == ["Gold"]
    assert [each.name for each in ladder.above(None)] == ["Bronze", "Gold"]
    assert ladder.below(GOLD) == ladder.by_id["Bronze"]
    assert ladder.below(ladder.by_id["Bronze"]) is None
