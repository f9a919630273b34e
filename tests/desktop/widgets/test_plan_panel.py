"""Plans are seen with their price before one is joined."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.rules.shop import ShopSettings
from db.rules.subscriptions import Plan, Subscription
from db.session import Session
from desktop.widgets.page import Page
from desktop.widgets.plan_panel import PlanPanel, benefits_of


def plan(name: str, price: int, *, trial_days: int = 0) -> Plan:
    return Plan(
        id=name, name=name, price=price, every="month", multiplier=Fraction(3, 2),
        discount_percent=5, points_each_period=50, trial_days=trial_days, grace_days=7,
        renew_bonus=None, save_offer_months=2,
    )  # fmt: skip


TODAY = date(2026, 11, 22)
PLANS = [plan("Bean Club", 980), plan("Roaster's Table", 2980, trial_days=14)]


@pytest.fixture
def panel(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Iterator[PlanPanel]:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    yield PlanPanel(page)
    page.close()


def test_the_button_says_what_will_be_taken(panel: PlanPanel, qtbot: QtBot) -> None:
    panel.offer(PLANS, ShopSettings(), trials=frozenset())
    assert panel.join_button.text() == "Join and take ¥980"
    panel.choices["Roaster's Table"].setChecked(True)
    assert panel.join_button.text() == "Join and take ¥2,980"
    with qtbot.waitSignal(panel.join_asked) as heard:
        panel.join_button.click()
    assert heard.args == ["Roaster's Table"]


def test_a_trial_takes_nothing(panel: PlanPanel) -> None:
    panel.offer(PLANS, ShopSettings(), trials=frozenset({"Roaster's Table"}))
    panel.choices["Roaster's Table"].setChecked(True)
    assert panel.join_button.text() == "Begin the trial"


def test_offering_again_shows_each_plan_once(panel: PlanPanel) -> None:
    for _ in range(2):
        panel.offer(PLANS, ShopSettings(), trials=frozenset())
    assert list(panel.choices) == ["Bean Club", "Roaster's Table"]
    assert [button.isVisible() for button in panel.choices.values()] == [True, True]


def test_benefits_are_told_in_words() -> None:
    assert benefits_of(PLANS[0]) == [
        "Points × 1.5",
        "5 % off every sale",
        "50 points with each payment",
    ]


def test_a_credit_comes_off_what_is_taken_but_not_off_a_trial(panel: PlanPanel) -> None:
    panel.offer(PLANS, ShopSettings(), trials=frozenset({"Roaster's Table"}), credit=1000)
    assert panel.join_button.text() == "Join and take ¥0"
    said = [label.text() for label in panel.findChildren(QLabel)]
    assert said.count("¥980 come off, from a plan that ended early") == 1
    panel.choices["Roaster's Table"].setChecked(True)
    assert panel.join_button.text() == "Begin the trial"


def test_a_renewal_says_what_is_left_to_pay(panel: PlanPanel) -> None:
    running = Subscription(
        id="s", customer_id="c", plan_id="p", plan="Bean Club", price=980, every="month",
        began=TODAY, trial_until=None, anchor=TODAY, periods=1, until=TODAY, grace_days=7,
        multiplier=Fraction(1), discount_percent=0, points_each_period=0, renew_bonus=None,
    )  # fmt: skip
    panel.offer_renewal(running, ShopSettings(), bonus=(0, TODAY), credit=294)
    assert panel.join_button.text() == "Renew and take ¥686"
    panel.offer_renewal(running, ShopSettings(), bonus=(0, TODAY))
    assert panel.join_button.text() == "Renew and take ¥980"
