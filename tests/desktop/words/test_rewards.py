"""What is said of rewards and coupons, in a line and in sentences."""

from dataclasses import replace
from datetime import date

import pytest

from db.rules.rewards import REWARD_KINDS, Reward, Terms
from db.rules.shop import ShopSettings
from desktop.i18n import speaking, use_language
from desktop.words.rewards import (
    RewardDraft,
    draft_of,
    kinds,
    reward_chips,
    reward_line,
    reward_story,
    value_words,
)

TODAY = date(2026, 11, 22)
SETTINGS = ShopSettings()
CAKE = Reward(
    "r", "Slice of cake", 650, Terms("free_item", 480, "Slice of cake"), stock_left=12,
    valid_until=date(2026, 12, 31),
)  # fmt: skip


@pytest.fixture(autouse=True)
def in_english() -> None:
    use_language("en")


def drafted(reward: Reward) -> RewardDraft:
    return draft_of(reward, tier=None, plan=None)


def test_a_reward_is_told_in_one_line() -> None:
    line = reward_line(drafted(CAKE), SETTINGS, today=TODAY)
    assert line == "650 points · free, worth up to ¥480 · 12 left · until 31 Dec 2026"


def test_what_the_name_says_already_is_not_said_again() -> None:
    off = RewardDraft("¥500 off", "amount_off", 500, 500, minimum=1000)
    assert reward_line(off, SETTINGS, today=TODAY) == "500 points · from ¥1,000"


def test_a_reward_that_ran_out_or_is_over_shows_at_once() -> None:
    assert reward_chips(CAKE, today=TODAY) == []
    assert reward_chips(replace(CAKE, stock_left=0), today=TODAY) == [("None left", "warn")]
    assert reward_chips(replace(CAKE, stock_left=3), today=TODAY) == [("3 left", "gold")]
    over = replace(CAKE, valid_until=date(2026, 11, 21))
    assert reward_chips(over, today=TODAY) == [("Has ended", "warn")]
    early = replace(CAKE, valid_from=date(2026, 11, 23))
    assert reward_chips(early, today=TODAY) == [("Not yet begun", "info")]


@pytest.mark.parametrize("kind", REWARD_KINDS)
@pytest.mark.parametrize("value", [None, 1, 20])
def test_each_kind_has_a_story_from_the_first_letter_on(kind: str, value: int | None) -> None:
    draft = RewardDraft("", kind, value, None)  # type: ignore[arg-type]
    story = reward_story(draft, SETTINGS)
    giver = "For … points of a customer the shop gives "
    assert story.startswith(giver if kind == "donation" else "For … points a customer gets “…”: ")
    assert "None" not in story
    assert ("…." in story) == (value is None) or kind in ("points", "percent_off", "free_months",
                                                          "donation", "amount_off")  # fmt: skip
    assert value_words(kind)  # type: ignore[arg-type]


def test_every_condition_has_its_sentence() -> None:
    draft = RewardDraft(
        "20 % off beans", "percent_off", 20, 800, stock=5, valid_from=date(2026, 12, 1),
        valid_until=date(2026, 12, 31), valid_days=30, minimum=1000, max_discount=500,
        max_per_customer=1, categories=("Beans", "Tea"), tier="Gold", plan="Bean Club",
        combinable=True,
    )  # fmt: skip
    assert reward_story(draft, SETTINGS) == (
        "For 800 points a customer gets “20 % off beans”: 20 % off, ¥500 at most. "
        "The coupon is good for 30 days. The sale must come to ¥1,000 or more. "
        "It counts for Beans, Tea alone. It goes together with other coupons. "
        "It is kept for Gold and higher tiers. It is kept for members of Bean Club. "
        "There are 5 to give. Each customer can have it once. "
        "It is offered from 1 Dec 2026 to 31 Dec 2026."
    )
    at_once = replace(draft, immediate=True, cost=0, valid_from=None)
    story = reward_story(at_once, SETTINGS)
    assert story.startswith("Without points a customer gets")
    assert "handed over at once" in story
    assert "good for 30 days" not in story


def test_japanese_sentences_stand_without_spaces() -> None:
    with speaking("ja"):
        story = reward_story(RewardDraft("ケーキ", "free_item", 480, 650), SETTINGS)
    assert "。 " not in story
    assert "650" in story


def test_kinds_have_plain_names_in_the_shop_s_currency() -> None:
    assert dict(kinds(SETTINGS))["amount_off"] == "¥ off"
    assert dict(kinds(ShopSettings(currency="USD", digits=2)))["amount_off"] == "$ off"
    assert {kind for kind, _ in kinds(SETTINGS)} == set(REWARD_KINDS)
