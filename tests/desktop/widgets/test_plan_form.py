"""The form of a plan."""

from fractions import Fraction

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import BadRequest
from db.rules.shop import ShopSettings
from db.rules.subscriptions import Plan, RenewBonus
from db.usecases.plans import NewPlan
from desktop.widgets.form import choose
from desktop.widgets.plan_form import PlanForm


@pytest.fixture
def form(dressed_app: QApplication, qtbot: QtBot) -> PlanForm:
    del dressed_app
    made = PlanForm(ShopSettings(currency="USD", digits=2))
    qtbot.addWidget(made)
    made.show_plan(None)
    return made


def test_what_is_typed_is_what_the_book_is_told(form: PlanForm) -> None:
    form.name.setText("Bean Club")
    form.price.setText("９.８")
    choose(form.every, "year")
    form.multiplier.setText("1,5")
    form.bonus.setText("200")
    form.bonus_days.setText("7")
    assert form.read() == NewPlan(
        "Bean Club", "9.80", "year", multiplier="1.5", grace_days=7,
        renew_bonus={"points": 200, "days_before": 7},
    )  # fmt: skip
    assert "“Bean Club” costs $9.80 a year." in form.story()
    assert "Renewing 7 days before the end brings 200 points." in form.story()


def test_a_plan_comes_back_from_the_form_as_it_went_in(form: PlanForm) -> None:
    plan = Plan("p", "Club", 980, "month", Fraction(2), 10, 50, 14, 0, RenewBonus(200, 7), 5)
    form.show_plan(plan)
    assert not form.more.isHidden()
    assert form.read() == NewPlan(
        "Club", "9.80", "month", "2", 10, 50, 14, 0, {"points": 200, "days_before": 7}, 5
    )


def test_a_plan_needs_a_price(form: PlanForm) -> None:
    form.name.setText("Club")
    with pytest.raises(BadRequest, match="price"):
        form.read()
    assert "costs … a month" in form.story()
