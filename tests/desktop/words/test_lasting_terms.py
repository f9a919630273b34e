"""Levels, plans and friends are told by all that holds, and by nothing that does not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from db.rules.shop import Gift, ReferralTerms, ShopSettings
from db.rules.subscriptions import Plan
from db.rules.tiers import Tier
from desktop.i18n import speaking
from desktop.words.lasting_terms import friend_terms, level_terms, plan_terms

YEN = ShopSettings()
GOLD = Tier("g", "Gold", 50_000, "spend", Fraction("1.5"), 12, 12, "met", date(2026, 1, 1))
PASS = Plan("p", "Pass", 980, "month", Fraction(2), 5, 50, 14, 7, None, 3, "Cake")
BOTH = ReferralTerms(Gift(300), Gift(reward="Tea"))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def friends(**changes: object) -> list[str]:
    return friend_terms(replace(YEN, referral=replace(BOTH, **changes)))  # type: ignore[arg-type]


def test_a_level_says_how_it_is_reached_kept_and_lost() -> None:
    met, one = level_terms([GOLD], YEN), level_terms([replace(GOLD, drop="one")], YEN)
    assert "else the level that is met then goes on" in " ".join(met)
    assert "falls by one tier at most" in " ".join(one)
    assert "goes on" not in " ".join(one)
    for said in (met, one):
        assert "Purchases that are returned no longer count for a level." in said
    assert level_terms([], YEN) == []


def test_a_plan_says_how_it_is_renewed_paused_and_left_and_advertises_no_free_months() -> None:
    said = " ".join(plan_terms([PASS], YEN))
    for expected in (
        "“Pass” costs ¥980 a month.", "a coupon for “Cake”", "Paying early loses no day",
        "we pause it", "You may cancel at any time", "7 more days",
    ):  # fmt: skip
        assert expected in said
    assert "To a larger plan" not in said
    assert "3" not in said.replace("¥980", "")  # the months that are offered to who leaves
    year = replace(PASS, id="y", name="Year", every="year")
    assert "To a larger plan" in " ".join(plan_terms([PASS, year], YEN))
    assert plan_terms([], YEN) == []


def test_friends_are_told_what_they_bring_and_when_it_is_taken_back() -> None:
    assert friends() == [
        "Your friend names your code on joining, or before the first purchase.",
        "Your friend receives a coupon for “Tea”.",
        "You receive 300 points.",
        "This holds with your friend's first purchase.",
        "Nobody can bring themselves, and every friend can be brought once.",
        "When that purchase is returned, what both received for it is taken back.",
    ]


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"minimum": 1000},
         "When returns leave less than ¥1,000 of it, what both received is taken back."),
        ({"minimum": 1000},
         "This holds once your friend's first purchase comes to ¥1,000 or more."),
        ({"hold_days": 7}, "It comes 7 days after that purchase."),
        ({"max_per_month": 3}, "3 friends a month count."),
        ({"ask_owner": True}, "We may look at it first, and give it once we have."),
    ],
)  # fmt: skip
def test_each_choice_has_its_sentence(choice: dict[str, object], sentence: str) -> None:
    assert sentence in friends(**choice)
    assert sentence not in friends()


def test_where_friends_bring_nothing_nothing_is_said() -> None:
    assert friend_terms(YEN) == []


def test_all_of_it_can_be_said_in_japanese() -> None:
    choices = {"minimum": 1000, "hold_days": 7, "max_per_month": 3, "ask_owner": True}
    english = [*level_terms([GOLD], YEN), *plan_terms([PASS, PASS], YEN), *friends(**choices)]
    with speaking("ja"):
        japanese = [*level_terms([GOLD], YEN), *plan_terms([PASS, PASS], YEN), *friends(**choices)]
    assert len(japanese) == len(english)
    assert not set(japanese) & set(english)
