"""Where somebody stands among the tiers, in words that can be said aloud, in both languages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from db.queries.tier_trials import TierTrial, WouldLose, WouldReach
from db.rules.shop import ShopSettings
from db.rules.tiers import HeldTier, Tier, TierChange, TierTrack
from desktop.i18n import speaking
from desktop.words.tiers import (
    change_chip,
    change_line,
    change_reason,
    change_sentence,
    keep_line,
    lose_line,
    measured,
    reach_line,
    trial_assumption,
    trial_sentences,
    way_line,
)

TODAY = date(2026, 11, 22)
YEN = ShopSettings()
SILVER = Tier("s", "Silver", 10_000, "spend", Fraction("1.2"), 12, 12, "met", date(2026, 1, 1))
GOLD = Tier("g", "Gold", 50_000, "spend", Fraction("1.5"), 12, 12, "met", date(2026, 1, 1))
HELD = HeldTier(SILVER, date(2026, 3, 1), date(2027, 3, 31))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, and leave the language as it was."""
    with speaking("en"):
        yield


def way(missing: int, by: date | None, tier: Tier | None = GOLD) -> str:
    return way_line(TierTrack(HELD, (), tier, missing, by), YEN, TODAY)


def test_the_way_to_the_next_tier_names_its_last_day() -> None:
    assert way(3_200, date(2027, 3, 31)) == "¥3,200 to Gold by 31 Mar"
    assert way(3_200, None) == "¥3,200 to Gold"
    assert way(0, None) == "Gold with the next purchase"
    assert way(0, None, None) == ""
    visits = replace(GOLD, measure="visits", threshold=10)
    assert way(1, date(2026, 12, 31), visits) == "1 visit to Gold by 31 Dec"
    assert measured(40, "points", YEN) == "40 points"
    with speaking("ja"):
        assert way(3_200, date(2027, 3, 31)) == "3月31日までにあと¥3,200でGold"


def test_what_keeps_a_tier_names_its_day() -> None:
    here = TierTrack(HELD, (), None, 0, keep_missing=12_000)
    assert keep_line(here, YEN, TODAY) == "Another ¥12,000 by 31 Mar and Silver stays"
    met = replace(here, keep_missing=0)
    assert keep_line(met, YEN, TODAY) == "Silver will stay after 31 Mar"
    stopped = replace(here, stays=False)
    assert keep_line(stopped, YEN, TODAY) == "Silver is no longer offered: it ends on 31 Mar"
    assert keep_line(TierTrack(None, (), GOLD, 1), YEN, TODAY) == ""


def change(**parts: object) -> TierChange:
    made = TierChange(
        day=TODAY, cause="sale", kind="reached", tier=GOLD, before=SILVER,
        until=date(2027, 11, 30), asked=GOLD, have=52_300, first=date(2025, 11, 23), last=TODAY,
    )  # fmt: skip
    return replace(made, **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "chip", "line", "reason"),
    [
        (
            {}, ("Tier reached", "gold"), "Gold instead of Silver, until 30 Nov 2027",
            "This purchase made it ¥52,300 from 23 Nov 2025 to 22 Nov 2026; ¥50,000 are needed.",
        ),
        (
            {"before": None}, ("Tier reached", "gold"), "Gold until 30 Nov 2027",
            "This purchase made it ¥52,300 from 23 Nov 2025 to 22 Nov 2026; ¥50,000 are needed.",
        ),
        (
            {"cause": "look", "kind": "kept", "before": GOLD}, ("Tier kept", "good"),
            "Gold until 30 Nov 2027",
            "Looked at on 22 Nov 2026: ¥52,300 since 23 Nov 2025; ¥50,000 are needed.",
        ),
        (
            {"cause": "look", "kind": "dropped", "tier": SILVER, "before": GOLD, "have": 9},
            ("A step down", "plain"), "Silver instead of Gold, until 30 Nov 2027",
            "Looked at on 22 Nov 2026: ¥9 since 23 Nov 2025; ¥50,000 are needed.",
        ),
        (
            {"cause": "look", "kind": "lost", "tier": None, "until": None, "before": GOLD,
             "asked": replace(GOLD, offered=False)},
            ("Tier over", "plain"), "Gold is over",
            "Looked at on 22 Nov 2026: Gold is no longer offered.",
        ),
        (
            {"cause": "refund", "kind": "lost", "tier": None, "until": None, "before": GOLD,
             "have": 49_000},
            ("Taken by a refund", "warn"), "Gold is over",
            "The refund leaves ¥49,000 from 23 Nov 2025 to 22 Nov 2026; ¥50,000 are needed.",
        ),
    ],
)  # fmt: skip
def test_every_change_has_its_words_and_its_reason(
    parts: dict[str, object], chip: tuple[str, str], line: str, reason: str
) -> None:
    told = change(**parts)
    assert change_chip(told) == chip
    assert (change_line(told), change_reason(told, YEN)) == (line, reason)
    assert change_sentence(told, YEN) == f"{line}. {reason}"
    with speaking("ja"):
        assert not {*line.split()} & {*change_sentence(told, YEN).split()} - {"Gold", "Silver"}


MISAKI = WouldReach("m", "2000000000015", "Misaki", "Silver", 46_800)
KEN = WouldLose("k", "2000000000022", "Ken", date(2027, 3, 31), 40_000, 10_000, "Silver", False)


def trial(**parts: object) -> TierTrial:
    tomorrow = replace(GOLD, since=date(2026, 11, 23))
    return replace(TierTrial(tomorrow, 3, (), (), 3), **parts)  # type: ignore[arg-type]


def test_what_a_change_would_do_is_said_in_calm_sentences() -> None:
    first = "This would hold from tomorrow, 23 Nov, on."
    assert trial_sentences(trial(), today=TODAY) == [first, "Nobody's tier changes by that."]
    both = trial(reach=(MISAKI,), lose=(KEN, replace(KEN, anyway=True)), stay=1)
    assert trial_sentences(both, today=TODAY) == [
        first,
        "1 customer would reach it with the next purchase.",
        "By this change 1 of the 3 who hold it would not keep it.",
        "1 would not keep it anyway.",
        "1 would keep it.",
    ]
    new = trial(tier=replace(GOLD, since=TODAY), reach=(MISAKI, MISAKI), holders=0)
    assert trial_sentences(new, today=TODAY) == [
        "This would hold from today on.",
        "2 customers would reach it with their next purchase.",
    ]
    assert "as in the last 12 months" in trial_assumption(both)
    month = trial(tier=replace(GOLD, window_months=1))
    assert "as in the last month" in trial_assumption(month)


def test_who_is_named_is_told_with_what_they_have_and_what_comes() -> None:
    here = trial()
    assert reach_line(MISAKI, here, YEN) == "¥46,800, Silver today"
    assert reach_line(replace(MISAKI, holds=None), here, YEN) == "¥46,800"
    assert lose_line(KEN, here, YEN, today=TODAY) == "¥10,000 short, until 31 Mar, then Silver"
    falls = replace(KEN, falls_to=None)
    assert lose_line(falls, here, YEN, today=TODAY) == "¥10,000 short, until 31 Mar, then none"
    stopped = trial(tier=replace(GOLD, offered=False))
    assert lose_line(KEN, stopped, YEN, today=TODAY) == "until 31 Mar, then Silver"
    assert lose_line(falls, stopped, YEN, today=TODAY) == "until 31 Mar, then none"
