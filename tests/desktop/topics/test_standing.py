"""A customer's standing among the tiers as the feed tells it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from msgspec import to_builtins

from db.rules.tiers import HeldTier, Tier, TierTrack
from desktop.topics.standing import counted, next_told, standing_told

SILVER = Tier("s", "Silver", 1000, "spend", Fraction("1.2"), 12, 12, "met", date(2026, 1, 1))
GOLD = replace(SILVER, id="g", name="Gold", measure="visits", threshold=20)
HELD = HeldTier(SILVER, date(2026, 3, 1), date(2027, 3, 31))


def test_money_is_text_with_its_decimals_and_visits_are_a_number() -> None:
    assert counted(1250, "spend", digits=2) == "12.50"
    assert counted(3, "visits", digits=2) == 3
    assert counted(40, "points", digits=0) == 40


def test_without_tiers_nothing_is_told() -> None:
    nobody = TierTrack(None, (), None, 0)
    assert standing_told(nobody, digits=0) is None
    assert next_told(nobody, digits=0) is None


def test_a_held_tier_brings_its_day_what_it_lacks_and_the_way_up() -> None:
    track = TierTrack(HELD, (), GOLD, 3, date(2027, 1, 9), keep_missing=250)
    way = {"name": "Gold", "missing": 3, "measure": "visits", "by": "2027-01-09"}
    assert to_builtins(standing_told(track, digits=2)) == {
        "name": "Silver", "until": "2027-03-31", "reached": "2026-03-01", "keep_missing": "2.50",
        "stays": True, "next": way,
    }  # fmt: skip
    assert to_builtins(next_told(replace(track, by=None), digits=2)) == {**way, "by": None}
