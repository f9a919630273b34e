"""Offers on the real page: made, changed, stopped, by keyboard alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.rewards import all_rewards
from db.queries.shop import all_categories
from db.session import Session
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage


@pytest.fixture
def page(window: MainWindow) -> OffersPage:
    window.turn_to("offers")
    made = window.current()
    assert isinstance(made, OffersPage)
    return made


def here() -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None else ""


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def type_in(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def test_a_reward_is_offered_by_the_keyboard_alone(
    page: OffersPage, session: Session, qtbot: QtBot
) -> None:
    assert here() == "offers.section.rewards"
    press(qtbot, Qt.Key.Key_Tab)
    assert here() == "offers.new"
    press(qtbot, Qt.Key.Key_Space)
    assert here() == "reward.name"
    type_in(qtbot, "Slice of cake")
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    type_in(qtbot, "480")
    press(qtbot, Qt.Key.Key_Tab)
    type_in(qtbot, "650")
    press(qtbot, Qt.Key.Key_Return)
    (cake,) = all_rewards(session.db)
    assert (cake.name, cake.cost, cake.terms.value) == ("Slice of cake", 650, 480)
    assert page.notice.text() == "“Slice of cake” is offered from now on."
    assert page.tabs.buttons["rewards"].text() == "Rewards  1"
    assert "offers.edit.Slice of cake" in page.rewards.buttons
    assert here() == "offers.new"


def test_tab_goes_round_in_the_panel_and_escape_leaves_it(page: OffersPage, qtbot: QtBot) -> None:
    page.begin()
    been = []
    for _ in range(30):
        been.append(here())
        press(qtbot, Qt.Key.Key_Tab)
    assert {name.split(".")[0] for name in been} == {"reward"}
    assert been.count("reward.name") > 1
    press(qtbot, Qt.Key.Key_Escape)
    assert not page.rewards.panel.isVisible()


def test_each_kind_of_offer_has_its_list_and_its_button(
    page: OffersPage, session: Session, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Right)
    assert page.section() is page.promotions
    press(qtbot, Qt.Key.Key_Right)
    assert page.section() is page.plans
    assert page.new_button.text() == "New plan"
    page.turn_to_section("categories")
    assert page.categories.isVisible()
    assert not page.plans.isVisible()
    page.begin()
    type_in(qtbot, "Vouchers")
    press(qtbot, Qt.Key.Key_Return)
    assert [category.name for category in all_categories(session.db)] == ["Vouchers"]


def test_an_offer_made_elsewhere_shows_by_itself(
    page: OffersPage, session: Session, a_reward: Callable[[], None]
) -> None:
    del session
    a_reward()
    assert "offers.edit.Coffee" in page.rewards.buttons


@pytest.fixture
def a_reward(session: Session) -> Callable[[], None]:
    from db.usecases.rewards import NewReward, add_reward

    def make() -> None:
        add_reward(session, NewReward("Coffee", "free_item", "450", 300), operation_id="coffee")

    return make


def test_an_empty_kind_says_what_it_is_good_for(page: OffersPage) -> None:
    for name in page.tabs.buttons:
        page.turn_to_section(name)
        assert page.section().empty.isVisible()
        assert page.tabs.buttons[name].text().isalpha()


def test_forms_speak_the_currency_of_today_but_never_change_under_somebody_s_hands(
    page: OffersPage, set_shop: Callable[..., None]
) -> None:
    page.begin()
    page.rewards.form.name.setText("Tote bag")
    set_shop(currency="USD")
    assert page.rewards.form.name.text() == "Tote bag"
    page.rewards.panel.close_panel()
    page.reload()
    page.begin()
    page.rewards.form.amount_value.setText("12.5")
    assert "worth up to $12.50" in page.rewards.form.story()
