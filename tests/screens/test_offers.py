"""Offers in every dress: full lists, empty ones, and each form with all it can ask."""

from collections.abc import Callable

import pytest

from db.session import Session
from db.usecases.rewards import NewReward, add_reward, edit_reward
from db.usecases.shop import add_category
from db.usecases.tiers import NewTier, add_tier
from desktop.pages.offers import OffersPage
from tests.screens.conftest import Screen

WORDS = {
    "en": ("Slice of cake", "Gold", "Cakes", "Latte art class", "Trees for Okutama"),
    "ja": ("ケーキ1切れ", "ゴールド", "ケーキ", "ラテアート教室", "奥多摩に木を植える"),
}


@pytest.fixture
def page(screen: Screen) -> OffersPage:
    fill(screen.window.session, *WORDS[screen.dress.language])
    screen.window.turn_to("offers")
    made = screen.window.current()
    assert isinstance(made, OffersPage)
    return made


def fill(session: Session, cake: str, gold: str, cakes: str, art: str, trees: str) -> None:
    add_tier(session, NewTier(gold, "80000", multiplier="1.5"), operation_id="tier")
    add_category(session, name=cakes, earns=True, tax_rate=None, operation_id="category")
    add_reward(
        session,
        NewReward(
            cake, "percent_off", "20", 650, stock=3, tier=gold, plan="Bean Club",
            valid_from="2026-11-01", valid_until="2026-12-31", valid_days=30, minimum="1000",
            max_discount="500", categories=(cakes,), max_per_customer=2, combinable=True,
        ),
        operation_id="cake",
    )  # fmt: skip
    add_reward(session, NewReward(art, "free_item", "3000", 1500, stock=0), operation_id="art")
    given = NewReward(trees, "donation", "100", 100)
    reward = add_reward(session, given, operation_id="trees")
    edit_reward(session, reward_id=reward.id, new=given, offered=False, operation_id="stop")


@pytest.mark.parametrize("section", ["rewards", "plans", "tiers", "categories"])
def test_no_text_of_a_list_is_cut(screen: Screen, page: OffersPage, section: str) -> None:
    page.turn_to_section(section)
    screen.look(f"offers-{section}")


@pytest.mark.parametrize("section", ["rewards", "plans", "tiers", "categories"])
def test_no_text_of_a_form_is_cut(screen: Screen, page: OffersPage, section: str) -> None:
    page.turn_to_section(section)
    page.begin()
    panel = {
        "rewards": page.rewards.panel,
        "plans": page.plans.panel,
        "tiers": page.tiers.panel,
        "categories": page.categories.panel,
    }[section]
    if panel.form.more.fields:
        panel.form.show_more()
    screen.look(f"offers-new-{section}")


@pytest.mark.parametrize("button", ["offers.edit", "offers.coupons"])
def test_no_text_of_a_full_form_is_cut(screen: Screen, page: OffersPage, button: str) -> None:
    press: Callable[[], None] = page.rewards.buttons[
        f"{button}.{WORDS[screen.dress.language][0]}"
    ].click
    press()
    screen.look(button.replace(".", "-"))
