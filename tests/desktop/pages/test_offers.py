"""Offers on the real page: made, changed, stopped, by keyboard alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.rewards import all_rewards
from db.queries.shop import all_categories
from db.rules.coupons import spoken_code
from db.rules.customers import NewCustomer
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from db.usecases.customers import add_customer
from db.usecases.shop import add_category
from db.usecases.vouchers import NewVoucher, issue_voucher
from desktop.main_window import MainWindow
from desktop.pages.counter import CounterPage
from desktop.pages.offers import OffersPage
from desktop.widgets.batch_section import BatchSection
from desktop.widgets.category_section import CategorySection
from desktop.widgets.coupon_section import CouponSection
from desktop.widgets.plan_section import PlanSection
from desktop.widgets.reward_section import RewardSection


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
    assert page.kinds.count("rewards") == "1"
    assert "offers.edit.Slice of cake" in page.part(RewardSection).buttons
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
    assert not page.part(RewardSection).panel.isVisible()


def test_each_kind_of_offer_has_its_list_and_its_button(
    page: OffersPage, session: Session, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_Down)
    assert page.section() is page.part(CouponSection)
    press(qtbot, Qt.Key.Key_Down)
    assert page.section() is page.part(BatchSection)
    page.turn_to_section("plans")
    assert page.section() is page.part(PlanSection)
    assert page.new_button.text() == "New plan"
    page.turn_to_section("categories")
    assert page.part(CategorySection).isVisible()
    assert not page.part(PlanSection).isVisible()
    page.begin()
    type_in(qtbot, "Vouchers")
    press(qtbot, Qt.Key.Key_Return)
    assert [category.name for category in all_categories(session.db)] == ["Vouchers"]


def test_an_offer_made_elsewhere_shows_by_itself(
    page: OffersPage, session: Session, a_reward: Callable[[], None]
) -> None:
    del session
    a_reward()
    assert "offers.edit.Coffee" in page.part(RewardSection).buttons


@pytest.fixture
def a_reward(session: Session) -> Callable[[], None]:
    from db.usecases.rewards import NewReward, add_reward

    def make() -> None:
        add_reward(session, NewReward("Coffee", "free_item", "450", 300), operation_id="coffee")

    return make


def test_an_empty_kind_says_what_it_is_good_for(page: OffersPage) -> None:
    for name in page.kinds.buttons:
        page.turn_to_section(name)
        assert page.section().empty.isVisible()
        assert page.kinds.count(name) == ""


def test_forms_speak_the_currency_of_today_but_never_change_under_somebody_s_hands(
    page: OffersPage, set_shop: Callable[..., None]
) -> None:
    page.begin()
    page.part(RewardSection).form.name.setText("Tote bag")
    set_shop(currency="USD")
    assert page.part(RewardSection).form.name.text() == "Tote bag"
    page.part(RewardSection).panel.close_panel()
    page.reload()
    page.begin()
    page.part(RewardSection).form.amount_value.setText("12.5")
    assert "worth up to $12.50" in page.part(RewardSection).form.story()


def test_a_kind_that_was_never_shown_is_not_made_but_counted(
    page: OffersPage, session: Session
) -> None:
    add_category(session, name="Cakes", earns=True, tax_rate=None, operation_id="cakes")
    assert page.findChildren(CategorySection) == []
    assert page.kinds.count("categories") == "1"
    page.turn_to_section("categories")
    (made,) = page.findChildren(CategorySection)
    assert made.isVisible()


def test_a_kind_out_of_sight_is_read_again_when_it_is_turned_to(
    page: OffersPage, session: Session
) -> None:
    page.turn_to_section("categories")
    page.turn_to_section("rewards")
    add_category(session, name="Cakes", earns=True, tax_rate=None, operation_id="cakes")
    assert "offers.edit.Cakes" not in page.part(CategorySection).buttons
    page.turn_to_section("categories")
    assert "offers.edit.Cakes" in page.part(CategorySection).buttons


def test_every_kind_has_room_for_a_finger(page: OffersPage) -> None:
    for each in page.kinds.buttons.values():
        assert each.height() >= 44


def test_a_coupon_scanned_on_any_kind_opens_its_sale_with_its_owner(
    page: OffersPage, window: MainWindow, session: Session
) -> None:
    misaki = add_customer(session, new=NewCustomer("Misaki"), operation_id="c").id
    terms = Terms("amount_off", 200, "¥200 off")
    for kind in page.kinds.buttons:
        issue = Issue(terms, customer_id=misaki)
        (coupon,) = issue_coupons(session, issue, operation_id=f"issue-{kind}")
        window.turn_to("offers")
        page.turn_to_section(kind)
        if page.new_button.isVisible():
            page.begin()
        window.go_by_scan(spoken_code(coupon.code))
        counter = window.current()
        assert isinstance(counter, CounterPage), kind
        assert counter.customer_id == misaki
        assert [each.code for each in counter.sale.coupons] == [coupon.code]
        counter.leave()
        for panel in page.section().panels:
            panel.close_panel()


def test_a_voucher_scanned_there_is_told_from_a_coupon(
    page: OffersPage, window: MainWindow, session: Session
) -> None:
    assert page.kinds.value() == "rewards"
    issued = issue_voucher(session, NewVoucher(3000), operation_id="v")
    window.go_by_scan(spoken_code(issued.code))
    counter = window.current()
    assert isinstance(counter, CounterPage)
    assert counter.sale.coupons == []
