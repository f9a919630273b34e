"""Offers in every dress: full lists, empty ones, and each form with all it can ask."""

from collections.abc import Callable
from typing import Any

import pytest

from db.session import Session
from db.usecases.promotions import add_promotion, edit_promotion
from db.usecases.rewards import NewReward, add_reward, edit_reward
from db.usecases.shop import add_category
from db.usecases.tiers import NewTier, add_tier
from desktop.pages.offers import OffersPage
from desktop.widgets.category_section import CategorySection
from desktop.widgets.plan_section import PlanSection
from desktop.widgets.promotion_section import PromotionSection
from desktop.widgets.reward_section import RewardSection
from desktop.widgets.tier_section import TierSection
from tests.screens.conftest import Screen

PROMOTIONS = {
    "en": ("Weekday happy hour", "Rainy-day double", "Birthday month", "Bean week", "Summer ice"),
    "ja": ("平日ハッピーアワー", "雨の日はポイント2倍", "誕生月プレゼント", "豆の週", "夏のかき氷"),
}
WORDS = {
    "en": ("Slice of cake", "Gold", "Cakes", "Latte art class", "Trees for Okutama"),
    "ja": ("ケーキ1切れ", "ゴールド", "ケーキ", "ラテアート教室", "奥多摩に木を植える"),
}


@pytest.fixture
def page(screen: Screen) -> OffersPage:
    fill(screen.window.session, *WORDS[screen.dress.language])
    promote(screen.window.session, PROMOTIONS[screen.dress.language])
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


def promote(session: Session, names: tuple[str, ...]) -> None:
    happy_hour, rain, birthday, beans, ice = names
    weekdays = ["mon", "tue", "wed", "thu", "fri"]
    offered: tuple[dict[str, Any], ...] = (
        {"name": happy_hour, "multiplier": "2", "when": {
            "weekdays": weekdays, "hours": {"from": "14:00", "to": "17:00"}, "to": "2026-12-31"}},
        {"name": rain, "multiplier": "1.5", "when": {
            "called": True, "hours": {"from": "10:00", "to": "18:00"}}},
        {"name": birthday, "points": 500, "points_budget": 20_000, "when": {
            "birthday": "month", "minimum": "1000"}},
        {"name": beans, "multiplier": "3", "when": {"from": "2026-11-16", "to": "2026-11-22"}},
        {"name": ice, "points": 10, "once": "day", "when": {"to": "2026-08-31"}},
    )  # fmt: skip
    for number, terms in enumerate(offered):
        add_promotion(session, terms=terms, operation_id=f"promotion-{number}")
    changes = {"multiplier": "2"}
    edit_promotion(session, promotion=beans, changes=changes, operation_id="beans")
    edit_promotion(session, promotion=ice, changes={"offered": False}, operation_id="ice")


SECTIONS = ["rewards", "promotions", "plans", "tiers", "categories"]


@pytest.mark.parametrize("section", SECTIONS)
def test_no_text_of_a_list_is_cut(screen: Screen, page: OffersPage, section: str) -> None:
    page.turn_to_section(section)
    screen.look(f"offers-{section}")


@pytest.mark.parametrize("section", SECTIONS)
def test_no_text_of_a_form_is_cut(screen: Screen, page: OffersPage, section: str) -> None:
    page.turn_to_section(section)
    page.begin()
    panel = {
        "rewards": page.part(RewardSection).panel,
        "promotions": page.part(PromotionSection).panel,
        "plans": page.part(PlanSection).panel,
        "tiers": page.part(TierSection).panel,
        "categories": page.part(CategorySection).panel,
    }[section]
    if panel.form.more.fields:
        panel.form.show_more()
    screen.look(f"offers-new-{section}")


@pytest.mark.parametrize("button", ["offers.edit", "offers.coupons"])
def test_no_text_of_a_full_form_is_cut(screen: Screen, page: OffersPage, button: str) -> None:
    press: Callable[[], None] = (
        page.part(RewardSection).buttons[f"{button}.{WORDS[screen.dress.language][0]}"].click
    )
    press()
    screen.look(button.replace(".", "-"))


def test_no_text_of_the_calendar_is_cut(screen: Screen, page: OffersPage) -> None:
    page.turn_to_section("promotions")
    page.part(PromotionSection).views.choose("calendar")
    screen.look("offers-calendar")
    assert page.scroll_area.verticalScrollBar().maximum() == 0


def test_no_text_of_a_promotion_with_all_conditions_is_cut(
    screen: Screen, page: OffersPage
) -> None:
    page.turn_to_section("promotions")
    page.begin()
    form, area = page.part(PromotionSection).form, page.part(PromotionSection).panel.area
    form.conditions.add_button.click()
    screen.look("offers-conditions")
    for kind, made in form.conditions.choices.items():
        if not made.isHidden():
            form.conditions.add(kind)
    form.name.setFocus()
    area.verticalScrollBar().setValue(0)
    screen.look("offers-all-conditions")
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    screen.look("offers-all-conditions-end")
    assert area.horizontalScrollBar().maximum() == 0


def test_no_text_of_how_a_promotion_was_is_cut(screen: Screen, page: OffersPage) -> None:
    page.turn_to_section("promotions")
    page.part(PromotionSection).buttons[
        f"offers.edit.{PROMOTIONS[screen.dress.language][3]}"
    ].click()
    screen.look("offers-edit-promotion")
    bar = page.part(PromotionSection).panel.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    screen.look("offers-versions")


def test_no_text_of_a_category_with_its_own_rate_is_cut(screen: Screen, page: OffersPage) -> None:
    page.turn_to_section("categories")
    page.begin()
    page.part(CategorySection).form.earning.choose("own")
    screen.look("offers-own-rate")


def test_no_text_of_what_holds_today_is_cut_on_the_counter(
    screen: Screen, page: OffersPage
) -> None:
    del page
    screen.window.turn_to("counter")
    screen.look("counter-promotions")


def test_no_text_of_what_a_promotion_would_have_cost_is_cut(
    screen: Screen, page: OffersPage
) -> None:
    page.turn_to_section("promotions")
    page.begin()
    section = page.part(PromotionSection)
    section.form.name.setText("×3")
    section.form.multiplier.setText("3")
    with screen.qtbot.waitSignal(section.trial.tried, timeout=20_000):
        section.try_button.click()
    screen.look("offers-try")
    section.panel.area.verticalScrollBar().setValue(10_000)
    screen.look("offers-try-end")
    assert section.panel.area.horizontalScrollBar().maximum() == 0
