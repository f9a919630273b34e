"""Plans on the page Offers."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.queries.subscriptions import all_plans, plan_named, retired_plans
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, add_reward
from db.usecases.subscriptions import start_subscription
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.chip import Chip
from desktop.widgets.plan_section import PlanSection


@pytest.fixture
def section(window: MainWindow, session: Session) -> PlanSection:
    bonus = {"points": 200, "days_before": 7}
    plan = NewPlan("Club", "980", "month", "2", trial_days=14, renew_bonus=bonus)
    add_plan(session, plan, operation_id="p")
    customer = add_customer(session, new=NewCustomer(name="田中 美咲"), operation_id="c")
    start_subscription(
        session, customer_id=customer.id, plan="Club", trial=None, paid=None, operation_id="s"
    )
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("plans")
    return page.part(PlanSection)


def test_members_stand_beside_their_plan(section: PlanSection) -> None:
    assert [chip.text() for chip in section.offered.findChildren(Chip)] == ["1 member"]


def test_the_figures_stand_under_the_list_and_a_plan_is_asked_whether_it_pays(
    section: PlanSection,
) -> None:
    assert section.figures.isVisible()
    assert section.figures.tiles["members"].figure.text() == "1"
    section.buttons["offers.worth.Club"].setFocus()
    section.buttons["offers.worth.Club"].click()
    assert section.worth.isVisible()
    assert section.worth.title.text() == "Does “Club” pay?"
    assert section.worth.compared.text().startswith("Too few to say")
    section.worth.close_panel()
    assert section.buttons["offers.worth.Club"].hasFocus()


def test_a_coupon_and_free_months_for_staying_are_part_of_a_plan(
    section: PlanSection, session: Session
) -> None:
    for name in ("Coffee", "Cake"):
        add_reward(session, NewReward(name, "free_item", value="450", cost=100), operation_id=name)
    section.begin()
    form = section.form
    form.name.setText("Pass")
    form.price.setText("1,980")
    form.show_more()
    form.coupon.setCurrentText("Cake")
    form.save_months.setText("3")
    assert "coupon for “Cake”" in form.story()
    assert "3 months free for staying" in form.story()
    section.panel.save_button.click()
    made = plan_named(session.db, "Pass")
    assert (made.coupon_each_period, made.save_offer_months) == ("Cake", 3)
    section.edit(made)
    assert (form.coupon.currentText(), form.more.isVisible()) == ("Cake", True)
    section.panel.save_button.click()
    assert plan_named(session.db, "Pass") == made


def test_a_plan_is_made_changed_stopped_and_offered_again(
    section: PlanSection, session: Session
) -> None:
    section.begin()
    section.form.name.setText("Pass")
    section.form.price.setText("9,800")
    section.panel.save_button.click()
    assert [plan.name for plan in all_plans(session.db)] == ["Club", "Pass"]
    before = all_plans(session.db)
    section.buttons["offers.edit.Club"].click()
    section.panel.save_button.click()
    assert all_plans(session.db) == before
    assert "those who join from now on" in section.page.notice.text()
    section.buttons["offers.edit.Club"].click()
    section.panel.stop_button.click()
    assert [plan.name for plan in retired_plans(session.db)] == ["Club"]
    section.buttons["offers.again.Club"].click()
    section.panel.save_button.click()
    assert all_plans(session.db) == before


def test_tab_goes_from_the_plans_to_the_figures_under_them(
    section: PlanSection, qtbot: QtBot
) -> None:
    section.buttons["offers.worth.Club"].setFocus()
    qtbot.keyClick(section.window().focusWidget(), Qt.Key.Key_Tab)
    assert section.buttons["offers.edit.Club"].hasFocus()
    qtbot.keyClick(section.window().focusWidget(), Qt.Key.Key_Tab)
    assert section.figures.isAncestorOf(section.window().focusWidget())
    assert section.figures.tiles["members"].hasFocus()  # there is one month alone
