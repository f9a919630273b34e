"""The form of a gift for weeks in a row."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.shop import Gift, ShopSettings
from db.rules.streaks import Streak
from desktop.widgets.form import choose
from desktop.widgets.streak_form import StreakForm


@pytest.fixture
def form(dressed_app: QApplication, qtbot: QtBot) -> StreakForm:
    del dressed_app
    made = StreakForm(ShopSettings())
    qtbot.addWidget(made)
    made.show_streak(None, rewards=["Tea", "Cake"])
    return made


def test_a_new_one_asks_for_four_weeks_and_a_gift(form: StreakForm) -> None:
    form.name.setText("Every week")
    with pytest.raises(BadRequest, match="points"):
        form.read()
    assert form.story().startswith("A visit in each of 4 weeks in a row brings ….")
    form.points.setText("200")
    assert form.read() == {
        "name": "Every week", "weeks": 4, "visits": 1, "gift": {"points": 200},
    }  # fmt: skip
    assert form.story() == (
        "A visit in each of 4 weeks in a row brings 200 points."
        " Weeks run from Monday to Sunday; after the gift a new run begins."
    )


def test_a_coupon_can_be_the_gift(form: StreakForm) -> None:
    choose(form.gift, "reward 1")
    assert form.points.isHidden()
    assert form.read()["gift"] == {"reward": "Cake"}


@pytest.mark.parametrize("gift", [Gift(50), Gift(reward="Tea")])
def test_a_streak_comes_back_from_the_form_as_it_went_in(form: StreakForm, gift: Gift) -> None:
    streak = Streak("s", "Twice", 3, 2, gift, since=date(2026, 1, 1))
    form.show_streak(streak, rewards=["Tea", "Cake"])
    spoken = {"reward": gift.reward} if gift.reward else {"points": gift.points}
    assert form.read() == {"name": "Twice", "weeks": 3, "visits": 2, "gift": spoken}
