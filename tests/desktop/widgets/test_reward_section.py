"""Rewards on the page Offers."""

import pytest

from db.queries.coupon_designs import design_of
from db.queries.rewards import all_rewards, retired_rewards
from db.session import Session
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, add_reward
from db.usecases.shop import add_category, set_shop
from db.usecases.tiers import NewTier, add_tier
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.batch_section import BatchSection
from desktop.widgets.coupon_designer import CouponDesigner
from desktop.widgets.reward_section import RewardSection


@pytest.fixture
def section(window: MainWindow, session: Session) -> RewardSection:
    add_tier(session, NewTier("Gold", "80000"), operation_id="t")
    add_plan(session, NewPlan("Bean Club", "980", "month"), operation_id="p")
    add_category(session, name="Cakes", earns=True, tax_rate=None, operation_id="c")
    cake = NewReward(
        "Cake", "free_item", "480", 650, stock=12, tier="Gold", plan="Bean Club",
        valid_until="2026-12-31", categories=("Cakes",), max_per_customer=2,
    )  # fmt: skip
    add_reward(session, cake, operation_id="r")
    add_reward(session, NewReward("Trees", "donation", "100", 100), operation_id="r2")
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    return page.part(RewardSection)


def test_saving_a_reward_unchanged_changes_nothing(
    section: RewardSection, session: Session
) -> None:
    before = all_rewards(session.db)
    section.buttons["offers.edit.Cake"].click()
    section.panel.save_button.click()
    assert all_rewards(session.db) == before
    assert section.page.notice.text() == "“Cake” is saved."


def test_stopping_and_offering_again_keeps_everything(
    section: RewardSection, session: Session
) -> None:
    before = all_rewards(session.db)
    section.buttons["offers.edit.Cake"].click()
    section.form.cost.setText("half typed")
    section.panel.stop_button.click()
    assert [reward.name for reward in all_rewards(session.db)] == ["Trees"]
    assert [reward.name for reward in retired_rewards(session.db)] == ["Cake"]
    assert "no longer offered" in section.page.notice.text()
    section.buttons["offers.again.Cake"].click()
    assert section.panel.save_button.text() == "Offer again"
    assert not section.panel.stop_button.isVisible()
    section.panel.save_button.click()
    assert all_rewards(session.db) == before


def test_a_reward_that_is_promised_in_settings_stays_offered(
    section: RewardSection, session: Session
) -> None:
    set_shop(session, changes={"birthday": {"reward": "Cake"}}, operation_id="s")
    section.buttons["offers.edit.Cake"].click()
    section.panel.stop_button.click()
    assert "promised in Settings" in section.page.notice.text()
    assert len(all_rewards(session.db)) == 2


def test_a_name_that_is_taken_is_refused_on_the_spot(section: RewardSection) -> None:
    section.buttons["offers.edit.Cake"].click()
    section.form.name.setText("Trees")
    section.panel.save_button.click()
    assert "“Trees” exists already" in section.page.notice.text()
    assert section.panel.isVisible()


def test_coupons_for_a_reward_are_begun_as_a_batch(
    section: RewardSection, window: MainWindow
) -> None:
    assert "offers.coupons.Trees" not in section.buttons  # a donation goes on no sale
    section.buttons["offers.coupons.Cake"].click()
    page = window.current()
    assert isinstance(page, OffersPage)
    batches = page.part(BatchSection)
    assert page.section() is batches
    assert batches.panel.isVisible()
    assert batches.form.batch.text() == "Cake 2026-11-22"
    assert "“Cake”" in batches.form.story()


def test_a_reward_s_coupons_are_designed_over_the_page(
    section: RewardSection, session: Session
) -> None:
    assert "offers.design.Trees" not in section.buttons
    section.buttons["offers.design.Cake"].click()
    designer = section._designer
    assert isinstance(designer, CouponDesigner)
    assert designer.title.text() == "Coupon: Cake"
    assert "Cake" in designer.paper.document.getAllText(0).text()
    designer.title2.setText("ケーキ")
    designer.save_button.click()
    cake = next(reward for reward in all_rewards(session.db) if reward.name == "Cake")
    assert design_of(session.db, cake.id).title2 == "ケーキ"
    section.buttons["offers.design.Cake"].click()
    assert designer.title2.text() == "ケーキ"
