"""What is said of plans, tiers and categories."""

from datetime import date
from fractions import Fraction

import pytest

from db.queries.shop import Category
from db.rules.shop import ShopSettings
from db.rules.subscriptions import Plan, RenewBonus
from db.rules.tiers import Tier
from desktop.i18n import use_language
from desktop.words.offers import (
    PlanDraft,
    TierDraft,
    category_line,
    category_story,
    draft_of_plan,
    draft_of_tier,
    factor,
    measures,
    periods,
    plan_line,
    plan_story,
    tier_line,
    tier_story,
)

SETTINGS = ShopSettings()
CLUB = Plan(
    "p", "Bean Club", 980, "month", Fraction(2), 10, 500, 14, 7, RenewBonus(200, 7), 2
)  # fmt: skip
GOLD = Tier("t", "Gold", 80_000, "spend", Fraction(3, 2), 12, 12, "met", date(2026, 11, 22))


@pytest.fixture(autouse=True)
def in_english() -> None:
    use_language("en")


def test_a_plan_is_told_in_one_line() -> None:
    assert plan_line(draft_of_plan(CLUB), SETTINGS) == (
        "¥980 a month · points × 2 · 10 % off each sale · 500 points a month · "
        "14 days free at first · 200 points for renewing early"
    )
    assert plan_line(PlanDraft("Pass", 9800, "year"), SETTINGS) == "¥9,800 a year"


def test_a_plan_is_told_in_sentences() -> None:
    assert plan_story(draft_of_plan(CLUB), SETTINGS) == (
        "“Bean Club” costs ¥980 a month. Members earn points × 2. They pay 10 % less on each "
        "sale. Each payment brings 500 points. The first 14 days are free. Renewing 7 days before "
        "the end brings 200 points. Whoever does not renew keeps everything for 7 more days. "
        "Whoever cancels is offered 2 months free for staying, once a year."
    )
    assert plan_story(PlanDraft("", None, "year"), SETTINGS) == "“…” costs … a year."


def test_a_tier_is_told_in_one_line_and_in_sentences() -> None:
    assert tier_line(draft_of_tier(GOLD), SETTINGS) == (
        "¥80,000 spent in 12 months · points × 1.5 · kept for 12 months"
    )
    story = tier_story(draft_of_tier(GOLD), SETTINGS)
    assert story.startswith("A customer reaches “Gold” with ¥80,000 spent in 12 months. ")
    visits = TierDraft("Regular", 1, "visits", window_months=None, one_step=True, keep_months=1)
    assert "1 visits in a calendar year" in tier_line(visits, SETTINGS)
    assert tier_story(visits, SETTINGS).endswith("falls by one tier at most.")
    assert "… points earned in 12 months" in tier_line(TierDraft("", None, "points"), SETTINGS)


def test_a_category_says_whether_it_earns() -> None:
    yen = ShopSettings()
    assert category_line(Category("c", "Beans", earns=True), yen) == "earns points"
    assert category_line(Category("c", "Beans", True, (200, 3)), yen) == "3 points per ¥200"
    assert category_line(Category("c", "Vouchers", earns=False), yen) == "earns no points"
    assert category_story("", yen, earns=False) == "What is sold as “…” earns no points."


def test_factors_have_no_needless_zeros() -> None:
    assert [factor(Fraction(text)) for text in ("1.50", "2", "10", "1.15")] == [
        "1.5", "2", "10", "1.15",
    ]  # fmt: skip


def test_what_can_be_chosen_has_words() -> None:
    assert all(words for _, words in [*measures(), *periods()])
