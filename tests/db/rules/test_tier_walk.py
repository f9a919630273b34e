"""Each sale and each look goes by the tiers of its own day; distances name their last day."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from db.rules.tier_walk import Totals, held_tier, track, was_held, window_end, window_start
from db.rules.tiers import DropRule, Ladders, Measure, Progress, Tier
from tests.db.rules.slow_tier_walk import held_slowly

ONE_DAY = timedelta(days=1)
SINCE = date(2020, 1, 1)


def tier(
    name: str,
    threshold: int,
    multiplier: str = "1",
    *,
    measure: Measure = "spend",
    months: int | None = 12,
    keep: int = 12,
    drop: DropRule = "met",
    since: date = SINCE,
    offered: bool = True,
) -> Tier:
    return Tier(
        name, name, threshold, measure, Fraction(multiplier), keep, months, drop, since,
        offered=offered,
    )  # fmt: skip


SILVER, GOLD = tier("Silver", 10_000, "1.2"), tier("Gold", 50_000, "1.5")


def bought(day: date, spend: int, points: int = 0, *, visit: bool = True) -> Progress:
    return Progress(day, spend, points, visit)


def name_held(progress: Sequence[Progress], ladders: Ladders, on: date) -> str | None:
    """Return the tier held; whatever asks for it alone must say the same."""
    known = [sale for sale in progress if sale.day <= on]
    here = track(known, ladders, on=on)
    assert here.held == held_tier(known, ladders, on=on)
    return here.held.tier.name if here.held else None


# -- Versions -------------------------------------------------------------------------------


def test_a_higher_threshold_leaves_who_holds_it_until_the_look() -> None:
    ladders = Ladders([GOLD, replace(GOLD, threshold=80_000, since=date(2026, 5, 1))])
    progress = [bought(date(2026, 3, 10), 60_000)]
    days = (date(2026, 4, 30), date(2026, 5, 1), date(2027, 3, 31), date(2027, 4, 1))
    assert [name_held(progress, ladders, day) for day in days] == ["Gold", "Gold", "Gold", None]
    progress.append(bought(date(2026, 12, 1), 79_999))
    assert name_held(progress, ladders, date(2027, 4, 1)) is None
    progress.append(bought(date(2027, 3, 31), 1))
    assert name_held(progress, ladders, date(2027, 4, 1)) == "Gold"


def test_a_lower_threshold_lifts_at_the_next_sale_and_the_past_stays_as_it_was() -> None:
    ladders = Ladders([GOLD, replace(GOLD, threshold=20_000, since=date(2026, 5, 1))])
    progress = [bought(date(2026, 3, 10), 30_000), bought(date(2026, 6, 1), 0)]
    days = (date(2026, 4, 1), date(2026, 5, 31), date(2026, 6, 1))
    assert [name_held(progress, ladders, day) for day in days] == [None, None, "Gold"]


def test_a_tier_with_another_threshold_is_never_above_itself() -> None:
    higher = replace(GOLD, multiplier=Fraction(2), threshold=60_000, since=date(2026, 5, 1))
    progress = [bought(date(2026, 3, 10), 70_000), bought(date(2026, 6, 1), 70_000)]
    here = track(progress, Ladders([GOLD, higher]), on=date(2026, 6, 1))
    assert here.held is not None
    assert (here.held.reached, here.held.until) == (date(2026, 3, 10), date(2027, 3, 31))
    assert len(here.changes) == 1
    assert here.next_tier is None


def test_benefits_are_those_of_the_version_in_force_on_the_day() -> None:
    ladders = Ladders([GOLD, replace(GOLD, multiplier=Fraction(2), since=date(2026, 5, 1))])
    progress = [bought(date(2026, 3, 10), 60_000)]
    factors = [
        held.tier.multiplier
        for day in (date(2026, 4, 30), date(2026, 5, 1))
        if (held := held_tier(progress, ladders, on=day))
    ]
    assert factors == [Fraction(3, 2), Fraction(2)]


def test_how_long_a_tier_is_kept_is_that_of_the_sale_and_then_of_the_look() -> None:
    ladders = Ladders(
        [tier("Gold", 100, keep=1), tier("Gold", 100, keep=3, since=date(2026, 2, 1))]
    )
    progress = [bought(date(2026, 1, 10), 500)]
    here = track(progress, ladders, on=date(2026, 12, 31))
    assert here.looks[:3] == (date(2026, 2, 28), date(2026, 5, 31), date(2026, 8, 31))


@pytest.mark.parametrize(
    ("reached", "months", "until"),
    [
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 2, 28), 12, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
    ],
)
def test_a_tier_is_kept_to_the_end_of_the_month_in_leap_years_too(
    reached: date, months: int, until: date
) -> None:
    here = held_tier([bought(reached, 500)], Ladders([tier("Gold", 100, keep=months)]), on=reached)
    assert here is not None
    assert here.until == until


def test_a_tier_that_was_stopped_falls_to_the_one_that_is_met_or_one_step() -> None:
    progress = [bought(date(2026, 3, 10), 60_000)]
    drops: tuple[tuple[DropRule, str | None], ...] = (("met", None), ("one", "Silver"))
    for drop, after in drops:
        gold = replace(GOLD, drop=drop)
        stopped = replace(gold, offered=False, since=date(2026, 5, 1))
        ladders = Ladders([SILVER, gold, stopped])
        here = track(progress, ladders, on=date(2027, 3, 31))
        assert here.held is not None
        assert (here.held.tier.name, here.stays) == ("Gold", False)
        assert name_held(progress, ladders, date(2027, 4, 1)) == after
    again = replace(GOLD, since=date(2026, 8, 1))
    ladders = Ladders([SILVER, GOLD, replace(GOLD, offered=False, since=date(2026, 5, 1)), again])
    progress.append(bought(date(2027, 1, 5), 50_000))
    assert name_held(progress, ladders, date(2027, 4, 1)) == "Gold"


def test_a_tier_that_moves_below_another_no_longer_hides_it() -> None:
    ladders = Ladders([SILVER, GOLD, replace(GOLD, multiplier=Fraction(1), since=date(2026, 5, 1))])
    progress = [bought(date(2026, 3, 10), 60_000), bought(date(2026, 5, 1), 0)]
    days = (date(2026, 3, 10), date(2026, 5, 1))
    assert [name_held(progress, ladders, day) for day in days] == ["Gold", "Silver"]


# -- Windows --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 3, 15), 12, date(2027, 3, 14)),
        (date(2026, 3, 1), 12, date(2027, 2, 28)),
        (date(2027, 3, 1), 12, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 3, date(2027, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 5, 5), None, date(2026, 12, 31)),
    ],
)
def test_the_last_day_whose_window_holds_a_day(day: date, months: int | None, last: date) -> None:
    assert window_end(day, months) == last


def test_window_end_is_the_last_of_all_days_whose_window_begins_no_later() -> None:
    chance = random.Random(3)
    for _ in range(400):
        day = date(2023, 12, 1) + timedelta(days=chance.randrange(800))
        months = chance.choice([None, 1, 2, 3, 6, 11, 12, 13, 24])
        end = window_end(day, months)
        assert window_start(end, months) <= day < window_start(end + ONE_DAY, months)


def test_a_visit_is_a_day_with_a_sale_that_is_one() -> None:
    day = date(2026, 3, 1)
    progress = [
        bought(day, -5, visit=False), bought(day, 1), bought(day, 1), bought(day + ONE_DAY, 1),
    ]  # fmt: skip
    totals = Totals(progress)
    regular = tier("Regular", 2, measure="visits")
    assert totals.within(regular, day=day) == 1
    assert totals.within(regular, day=day + ONE_DAY) == 2


# -- The way to the next tier ---------------------------------------------------------------


def test_the_way_names_the_last_day_before_something_falls_out_of_the_window() -> None:
    progress = [bought(date(2025, 4, 1), 40_000), bought(date(2026, 1, 10), 6_800)]
    here = track(progress, Ladders([GOLD]), on=date(2026, 1, 10))
    assert (here.missing, here.by) == (3_200, date(2026, 3, 31))


def test_of_a_calendar_year_the_last_day_is_its_last() -> None:
    yearly = Ladders([tier("Gold", 50_000, months=None)])
    here = track([bought(date(2026, 1, 10), 46_800)], yearly, on=date(2026, 6, 1))
    assert (here.missing, here.by) == (3_200, date(2026, 12, 31))


def test_with_nothing_that_counts_no_day_ends_the_way() -> None:
    assert track([], Ladders([GOLD]), on=date(2026, 1, 10)).by is None
    yearly = Ladders([tier("Gold", 50_000, months=None)])
    here = track([bought(date(2025, 5, 1), 100)], yearly, on=date(2026, 1, 10))
    assert (here.missing, here.by) == (50_000, None)


def test_a_threshold_that_rises_tomorrow_makes_today_the_last_day() -> None:
    progress = [bought(date(2026, 1, 10), 46_800)]
    higher = replace(GOLD, threshold=60_000, since=date(2026, 2, 1))
    here = track(progress, Ladders([GOLD, higher]), on=date(2026, 1, 31))
    assert (here.missing, here.by) == (3_200, date(2026, 1, 31))
    stopped = replace(GOLD, offered=False, since=date(2026, 2, 1))
    assert track(progress, Ladders([GOLD, stopped]), on=date(2026, 1, 20)).by == date(2026, 1, 31)
    lower = replace(GOLD, threshold=45_000, since=date(2026, 2, 1))
    assert track(progress, Ladders([GOLD, lower]), on=date(2026, 1, 31)).by == date(2027, 1, 9)


def test_who_has_enough_already_is_lifted_by_the_next_sale_to_the_highest_that_is_met() -> None:
    progress = [bought(date(2026, 1, 10), 60_000)]
    ladders = Ladders(
        [replace(SILVER, since=date(2026, 2, 1)), replace(GOLD, since=date(2026, 2, 1))]
    )
    here = track(progress, ladders, on=date(2026, 2, 1))
    assert (here.held, here.next_tier, here.missing) == (None, ladders.versions[1], 0)
    assert here.by == date(2027, 1, 9)


def test_what_keeps_a_tier_is_counted_in_the_window_of_its_look() -> None:
    progress = [bought(date(2026, 3, 15), 50_000), bought(date(2026, 4, 1), 12_000)]
    here = track(progress, Ladders([GOLD]), on=date(2026, 4, 1))
    assert (here.keep_missing, here.stays) == (38_000, True)
    met = track([*progress, bought(date(2026, 5, 1), 38_000)], Ladders([GOLD]), on=date(2026, 5, 1))
    assert met.keep_missing == 0
    higher = replace(GOLD, threshold=60_000, since=date(2026, 12, 1))
    assert track(progress, Ladders([GOLD, higher]), on=date(2026, 4, 1)).keep_missing == 48_000


def test_exactly_what_is_missing_is_enough_until_the_day_and_not_after_it() -> None:
    chance = random.Random(11)
    asked = 0
    for _ in range(300):
        ladders, progress = _a_past(chance)
        on = progress[-1].day + timedelta(days=chance.randrange(60))
        here = track(progress, ladders, on=on)
        wanted = here.next_tier
        if wanted is None or here.missing == 0 or wanted.measure == "visits":
            continue
        last = here.by or on + timedelta(days=500)
        for day, is_enough in ((on, True), (last, True), (here.by and last + ONE_DAY, False)):
            if day is None or (here.held is not None and day > here.held.until):
                continue  # the look may have made it another tier's way
            sale = Progress(day, here.missing, here.missing)
            then = ladders.on(day).by_id[wanted.id]
            have = Totals([*progress, sale]).within(then, day=day)
            assert (then.offered and have >= then.threshold) is is_enough
            if is_enough:
                after = held_tier([*progress, sale], ladders, on=day)
                assert after is not None
                assert after.tier.rank >= then.rank
            asked += 1
    assert asked > 200


# -- Every change with its reason -----------------------------------------------------------


def test_each_change_tells_what_counted_over_which_days() -> None:
    progress = [bought(date(2026, 1, 10), 60_000), bought(date(2026, 6, 1), 12_000)]
    here = track(progress, Ladders([SILVER, GOLD]), on=date(2028, 2, 1))
    told = [
        (
            str(each.day),
            each.cause,
            each.kind,
            each.tier.name if each.tier else None,
            each.asked.name,
            each.have,
            str(each.first),
        )
        for each in here.changes
    ]
    assert told == [
        ("2026-01-10", "sale", "reached", "Gold", "Gold", 60_000, "2025-01-11"),
        ("2027-01-31", "look", "dropped", "Silver", "Gold", 12_000, "2026-02-01"),
        ("2028-01-31", "look", "lost", None, "Silver", 0, "2027-02-01"),
    ]
    assert [each.place for each in here.changes] == [0, None, None]


def test_a_tier_was_held_between_what_brought_it_and_what_took_it() -> None:
    ladders = Ladders([SILVER, GOLD])
    progress = [bought(date(2026, 1, 10), 60_000), bought(date(2026, 6, 1), 12_000)]
    here = track(progress, ladders, on=date(2028, 2, 1))

    def held(tier_id: str, first: date, last: date) -> bool:
        return was_held(here, ladders, tier_id, first=first, last=last)

    assert held("Gold", date(2026, 1, 1), date(2026, 1, 10))
    assert not held("Gold", date(2026, 1, 1), date(2026, 1, 9))
    assert held("Gold", date(2027, 1, 31), date(2027, 2, 28))
    assert not held("Gold", date(2027, 2, 1), date(2027, 12, 31))
    assert held("Silver", date(2026, 5, 1), date(2026, 5, 1))  # a higher one
    assert not held("Silver", date(2028, 2, 1), date(2028, 3, 1))


# -- Against a slow walk --------------------------------------------------------------------


def test_any_day_asked_about_gives_what_a_slow_walk_gives() -> None:
    chance = random.Random(23)
    for _ in range(120):
        ladders, progress = _a_past(chance)
        for _ in range(4):
            on = progress[0].day + timedelta(days=chance.randrange(1200))
            known = [sale for sale in progress if sale.day <= on]
            held = held_tier(known, ladders, on=on)
            assert (held and (held.tier, held.until)) == held_slowly(known, ladders, on)


def _a_past(chance: random.Random) -> tuple[Ladders, list[Progress]]:
    versions = []
    for number, name in enumerate(("Silver", "Gold", "Pearl")[: chance.randrange(1, 4)]):
        ways: tuple[Measure, ...] = ("spend", "points", "visits")
        drops: tuple[DropRule, ...] = ("met", "one")
        first = tier(
            name,
            (number + 1) * chance.randrange(2, 9),
            str(1 + Fraction(number, 4)) if number != 3 else "1",
            measure=chance.choice(ways),
            months=chance.choice([None, 1, 3, 12]),
            keep=chance.choice([1, 2, 12]),
            drop=chance.choice(drops),
            since=date(2024, 1, 1) + timedelta(days=chance.randrange(300)),
        )
        versions.append(first)
        for _ in range(chance.randrange(3)):
            since = first.since + timedelta(days=chance.randrange(1, 700))
            changed = replace(
                first,
                threshold=chance.randrange(2, 20),
                offered=chance.random() < 0.8,
                since=since,
            )
            if all((each.id, each.since) != (name, since) for each in versions):
                versions.append(changed)
    days = sorted(date(2024, 1, 1) + timedelta(days=chance.randrange(900)) for _ in range(25))
    progress = [
        Progress(day, chance.randrange(4), chance.randrange(4), chance.random() < 0.9)
        for day in days
    ]
    return Ladders(versions), progress
