"""The form of a batch of coupons."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.rewards import Reward, Terms
from db.rules.shop import ShopSettings
from db.usecases.coupons import Issue
from desktop.widgets.coupon_batch_form import CouponBatchForm

CAKE = Reward("r", "Cake", 650, Terms("free_item", 480, "Cake"), valid_until=date(2026, 12, 31))


@pytest.fixture
def form(dressed_app: QApplication, qtbot: QtBot) -> CouponBatchForm:
    del dressed_app
    made = CouponBatchForm(ShopSettings(), today=date(2026, 11, 22))
    qtbot.addWidget(made)
    made.show_reward(CAKE, batch="Cake 2026-11-22")
    return made


def test_a_sheet_of_coupons_ends_with_the_reward(form: CouponBatchForm) -> None:
    assert form.read() == Issue(
        CAKE.terms, reward="Cake", valid_until=date(2026, 12, 31), count=8, batch="Cake 2026-11-22"
    )
    assert "They fill 1 sheet of paper." in form.story()


def test_a_coupon_lasts_as_long_as_the_reward_says(form: CouponBatchForm) -> None:
    form.show_reward(replace(CAKE, valid_days=30), batch="b")
    assert form.read().valid_until == date(2026, 12, 22)


def test_coupons_without_a_last_day_have_none(form: CouponBatchForm) -> None:
    form.until.clear()
    issue = form.read()
    assert (issue.valid_until, issue.reward) == (None, None)
    assert "There is no last day." in form.story()


def test_nothing_typed_is_no_number_of_coupons(form: CouponBatchForm) -> None:
    form.count.clear()
    with pytest.raises(BadRequest, match="count"):
        form.read()
    assert form.story().startswith("… coupons for “Cake”")
