"""Surprises in words: the group, the gifts and the odds, in both languages."""

from datetime import date

import pytest

from db.rules.shop import Gift, ShopSettings
from db.rules.surprises import Group, WeightedGift
from desktop.i18n import speaking
from desktop.words.surprises import (
    gifts_words,
    group_words,
    law_note,
    odds_words,
    surprise_story,
)

YEN = ShopSettings()
GIFTS = [WeightedGift(Gift(reward="Tea"), 9), WeightedGift(Gift(500), 1)]


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (Group(), "all customers"),
        (Group(tier="Gold", plan="Club"), "Gold and up · members of Club"),
        (Group(tag="vinyl", birthday_month=11), "marked “vinyl” · born in Nov"),
        (
            Group(visited_since=date(2026, 8, 1), minimum_spent=5000),
            "here since 1 Aug 2026 · spent ¥5,000 or more",
        ),
        (
            Group(not_visited_since=date(2026, 8, 1), minimum_visits=3),
            "not here since 1 Aug 2026 · 3 visits or more",
        ),
        (Group(joined_since=date(2026, 8, 1)), "joined since 1 Aug 2026"),
    ],
)
def test_a_group_is_said_in_a_line(group: Group, words: str) -> None:
    with speaking("en"):
        assert group_words(group, YEN) == words
    with speaking("ja"):
        japanese = group_words(group, YEN)
    assert japanese
    assert japanese != words


def test_gifts_are_said_with_their_shares_where_there_are_several() -> None:
    with speaking("en"):
        assert gifts_words(GIFTS) == "Tea: 9 in 10 · 500 points: 1 in 10"
        assert gifts_words(GIFTS[:1]) == "Tea"
        assert odds_words(3, 120) == "3 of 120 are drawn"


def test_the_story_says_what_pressing_the_button_does() -> None:
    with speaking("en"):
        told = surprise_story(Group(), YEN, size=120, count=3, gifts=GIFTS[:1])
        assert told == (
            "There are 120 customers in the group: all customers. 3 of them are drawn, each with "
            "the same odds: 3/120. To be won: Tea."
        )
        too_many = surprise_story(Group(), YEN, size=1, count=3, gifts=[])
        assert too_many == "There is 1 customer in the group: all customers."


def test_the_law_is_told_for_japan_and_named_elsewhere() -> None:
    with speaking("en"):
        japan = law_note(YEN)
        elsewhere = law_note(ShopSettings(country="US", currency="USD", digits=2))
    for figure in ("20 times", "¥100,000", "2 %", "20 %", "¥200", "¥1,000", "ask your adviser"):
        assert figure in japan
    assert "adviser" in elsewhere
    assert "¥" not in elsewhere
