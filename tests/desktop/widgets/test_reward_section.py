"""Rewards on the page Offers."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.queries.coupon_designs import design_of
from db.queries.coupons import coupons_of_batch
from db.queries.rewards import all_rewards, retired_rewards
from db.session import Session
from db.usecases.rewards import NewReward, add_reward
from db.usecases.shop import add_category, set_shop
from db.usecases.subscriptions import NewPlan, add_plan
from db.usecases.tiers import NewTier, add_tier
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.coupon_designer import CouponDesigner
from desktop.widgets.paper_preview import PaperPreview
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


def test_coupons_are_made_as_a_batch_and_shown_as_their_sheet(
    section: RewardSection, session: Session, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    del tmp_path
    assert "offers.coupons.Trees" not in section.buttons  # a donation goes on no sale
    section.buttons["offers.coupons.Cake"].click()
    assert section.coupon_form.batch.text() == "Cake 2026-11-22"
    qtbot.keyClicks(section.coupon_form.count, "11")
    with qtbot.waitSignal(window.tasks.busy, check_params_cb=lambda busy: not busy, timeout=20_000):
        qtbot.keyClick(section.coupon_form.count, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: section._preview is not None and section._preview.isVisible())
    assert isinstance(section._preview, PaperPreview)
    coupons = coupons_of_batch(session.db, "Cake 2026-11-22")
    assert len(coupons) == 11
    assert {coupon.terms.value for coupon in coupons} == {480}
    assert section._preview.document.pageCount() == 2
    section._preview.close_preview()
    section.buttons["offers.coupons.Cake"].click()
    assert section.coupon_form.batch.text() == "Cake 2026-11-22 (2)"


def test_a_batch_that_is_refused_makes_no_coupon(
    section: RewardSection, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    section.buttons["offers.coupons.Cake"].click()
    section.coupon_form.until.setText("2026-01-01")
    with qtbot.waitSignal(window.tasks.busy, check_params_cb=lambda busy: not busy, timeout=20_000):
        section.coupon_panel.save_button.click()
    qtbot.waitUntil(lambda: "2026-01-01" in section.page.notice.text())
    assert session.db["coupons"].count == 0
    assert section.coupon_panel.save_button.isEnabled()


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
