"""The form of a tier."""

from dataclasses import asdict
from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.shop import Gift, ShopSettings
from db.rules.tier_terms import read_tier
from db.rules.tiers import Tier
from db.usecases.tiers import NewTier
from desktop.widgets.form import choose
from desktop.widgets.tier_form import TierForm

SINCE = date(2026, 1, 1)


@pytest.fixture
def form(dressed_app: QApplication, qtbot: QtBot) -> TierForm:
    del dressed_app
    made = TierForm(ShopSettings())
    qtbot.addWidget(made)
    made.begin(["Cake", "points"])
    made.show()
    return made


def test_a_tier_by_spend_takes_an_amount(form: TierForm) -> None:
    form.name.setText("Gold")
    form.amount_threshold.setText("８０，０００円")
    form.multiplier.setText("1.5")
    assert form.read() == NewTier("Gold", "80000", multiplier="1.5", window={"months": 12})
    assert "¥80,000 spent in 12 months" in form.story()


def test_a_tier_by_visits_takes_a_number_and_may_count_the_calendar_year(form: TierForm) -> None:
    form.name.setText("Regular")
    choose(form.measure, "visits")
    choose(form.window_kind, "calendar_year")
    choose(form.drop, "one")
    form.number_threshold.setText("20")
    assert form.fields["threshold"] is form.number_threshold
    assert not form.window_months.isVisible()
    assert form.read() == NewTier("Regular", "20", measure="visits", window="calendar_year",
                                  drop="one")  # fmt: skip
    assert "20 visits in a calendar year" in form.story()


def test_reaching_a_tier_may_bring_points_or_a_reward(form: TierForm) -> None:
    form.name.setText("Gold")
    form.amount_threshold.setText("80000")
    form.show_more()
    choose(form.gift, "points")
    assert form.gift_points.isVisible()
    with pytest.raises(BadRequest, match=r"gift\.points"):
        form.read()
    form.gift_points.setText("500")
    assert form.read().gift == {"points": 500}
    assert "Reaching it brings 500 points." in form.story()
    form.gift.setCurrentText("Cake")
    assert form.read().gift == {"reward": "Cake"}
    assert "Reaching it brings a coupon for “Cake”." in form.story()
    assert not form.gift_points.isVisible()
    form.gift.setCurrentText("points")  # a reward of that name
    assert form.read().gift == {"reward": "points"}


def test_a_tier_needs_a_threshold(form: TierForm) -> None:
    form.name.setText("Gold")
    with pytest.raises(BadRequest, match="threshold"):
        form.read()


@pytest.mark.parametrize(
    "tier",
    [
        Tier("g", "Gold", 80_000, "spend", Fraction("1.5"), 12, 12, "met", SINCE),
        Tier("g", "Gold", 20, "visits", Fraction(1), 6, None, "one", SINCE, Gift(500)),
        Tier("g", "Gold", 300, "points", Fraction(2), 1, 3, "met", SINCE, Gift(reward="Cake")),
        Tier("g", "Gold", 1, "spend", Fraction(1), 12, 12, "met", SINCE, Gift(reward="Old cake")),
    ],
)
def test_a_tier_that_is_shown_is_read_again_as_it_is(form: TierForm, tier: Tier) -> None:
    form.show_tier(tier, ["Cake"])
    terms = asdict(form.read())
    assert read_tier(terms, id="g", since=SINCE, digits=0) == tier
    is_plain = (tier.window_months, tier.drop, tier.gift) == (12, "met", Gift())
    assert form.more.isVisible() is not is_plain
