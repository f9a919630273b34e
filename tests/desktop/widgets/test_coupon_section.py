"""Coupons on the page Offers: found, made, printed, reprinted, void."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.coupon_designs import design_of
from db.queries.coupon_list import coupon_life, coupons_page
from db.queries.coupons import coupon_typed
from db.rules.coupons import spoken_code
from db.rules.customers import NewCustomer
from db.rules.rewards import Terms
from db.rules.shop import NextVisit
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons, use_coupon
from db.usecases.customers import add_customer
from db.usecases.rewards import NewReward, add_reward, edit_reward
from desktop.main_window import MainWindow
from desktop.pages.counter import CounterPage
from desktop.pages.offers import OffersPage
from desktop.widgets.coupon_designer import CouponDesigner
from desktop.widgets.coupon_section import CouponSection

OFF = Terms("amount_off", 200, "¥200 off")


@pytest.fixture
def codes(window: MainWindow, session: Session) -> list[str]:
    """Return the codes of three coupons: a used one, Misaki's, and one of nobody."""
    misaki = add_customer(session, new=NewCustomer("Misaki Tanaka"), operation_id="c").id
    issues = (Issue(OFF), Issue(OFF, customer_id=misaki), Issue(OFF))
    made = [
        issue_coupons(session, issue, operation_id=f"i{number}")[0].code
        for number, issue in enumerate(issues)
    ]
    use_coupon(session, code=made[0], amount=500, sale=None, operation_id="u")
    del window
    return made


@pytest.fixture
def section(window: MainWindow, codes: list[str]) -> CouponSection:
    del codes
    return open_section(window)


def open_section(window: MainWindow) -> CouponSection:
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("coupons")
    return page.part(CouponSection)


def shown(section: CouponSection) -> list[str]:
    return [each.coupon.code for each in section.table.records.records]


def test_what_can_be_used_is_shown_and_the_rest_can_be_chosen(
    section: CouponSection, codes: list[str]
) -> None:
    assert shown(section) == [codes[2], codes[1]]
    section.state.setCurrentIndex(section.state.findData("used"))
    assert shown(section) == [codes[0]]
    section.state.setCurrentIndex(section.state.findData(""))
    assert shown(section) == codes[::-1]
    page = section.page
    assert isinstance(page, OffersPage)
    assert page.kinds.count("coupons") == "2"


def test_typing_finds_by_customer_and_by_code(
    section: CouponSection, codes: list[str], qtbot: QtBot
) -> None:
    qtbot.keyClicks(section.filter, "misaki")
    qtbot.waitUntil(lambda: shown(section) == [codes[1]])
    section.filter.clear()
    qtbot.keyClicks(section.filter, spoken_code(codes[2]).lower())
    qtbot.keyClick(section.filter, Qt.Key.Key_Return)
    assert section.details.isVisible()
    assert section.details.code.text() == spoken_code(codes[2])
    section.filter.setText("nothing like it")
    qtbot.waitUntil(lambda: section.nothing.text() == "No coupon fits “nothing like it”.")


def test_the_first_coupon_is_made_by_the_keyboard_alone(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    section = open_section(window)
    assert section.empty.isVisible()
    section.begin()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Sorry")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "300")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    (made,) = coupons_page(session.db, on=session.today)
    assert made.coupon.terms == Terms("amount_off", 300, "Sorry")
    assert section.details.code.text() == spoken_code(made.coupon.code)
    assert section.page.notice.text().startswith(spoken_code(made.coupon.code))


def test_a_coupon_goes_to_the_counter_with_its_owner(
    section: CouponSection, codes: list[str], window: MainWindow
) -> None:
    section.show_coupon(codes[1])
    section.details.action.click()
    page = window.current()
    assert isinstance(page, CounterPage)
    assert [coupon.code for coupon in page.sale.coupons] == [codes[1]]
    assert page.customer_id is not None


def test_a_lost_coupon_is_reprinted_and_shown_on_paper(
    section: CouponSection, codes: list[str], session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    section.show_coupon(codes[1])
    section.details.replace_button.click()
    section.details.action.click()
    assert "“Reason” is missing" in section.page.notice.text()
    section.details.reason.reason.setText("left on the train")
    with qtbot.waitSignal(window.tasks.busy, check_params_cb=lambda busy: not busy, timeout=20_000):
        qtbot.keyClick(section.details.reason.reason, Qt.Key.Key_Return)
    new = coupon_typed(session.db, codes[1]).replaced_by
    assert new is not None
    assert not section.details.isVisible()
    preview = section.press.preview
    assert preview is not None
    qtbot.waitUntil(preview.isVisible)
    assert shown(section) == [new, codes[2]]


def test_a_coupon_is_void_with_a_reason_and_no_more_can_be_done_with_it(
    section: CouponSection, codes: list[str], session: Session
) -> None:
    section.show_coupon(codes[2])
    section.details.void_button.click()
    section.details.reason.reason.setText("misprint")
    section.details.action.click()
    assert coupon_typed(session.db, codes[2]).void_reason == "misprint"
    assert "is void now" in section.page.notice.text()
    section.show_coupon(codes[2])
    for button in (
        section.details.void_button, section.details.replace_button,
        section.details.print_button, section.details.action,
    ):  # fmt: skip
        assert button.isHidden()
    assert "misprint" in section.details.facts.text()


def test_escape_leaves_and_gives_the_focus_back(
    section: CouponSection, codes: list[str], qtbot: QtBot
) -> None:
    section.table.setFocus()
    section.table.choose_row(0)
    qtbot.keyClick(section.table, Qt.Key.Key_Return)
    assert section.details.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not section.details.isVisible()
    assert section.table.hasFocus()
    assert codes


@pytest.mark.usefixtures("section")
def test_the_life_of_a_coupon_stands_on_its_panel(
    section: CouponSection, codes: list[str], session: Session, set_shop: Callable[..., None]
) -> None:
    set_shop(language="en")
    section.show_coupon(codes[0])
    assert section.details.uses.text() == "Used on 22 Nov 2026\n¥200 off"
    assert len(coupon_life(session.db, codes[0]).uses) == 1


def test_a_coupon_for_the_next_visit_is_promised_and_no_more(
    window: MainWindow, session: Session
) -> None:
    add_reward(session, NewReward("Tea", "free_item", "300", 100), operation_id="r")
    section = open_section(window)
    assert section.promise.text() == "A sale gives no coupon for the next visit."
    section.promise_button.click()
    section.promise_form.minimum.setText("1000")
    section.promise_panel.save_button.click()
    assert session.settings.next_visit == NextVisit("Tea", 1000, 1)
    assert section.promise.text() == (
        "A sale of ¥1,000 or more brings “Tea” for the next visit. "
        "It can be used from the next day on."
    )
    section.promise_button.click()
    section.promise_panel.stop_button.click()
    assert session.settings.next_visit is None


def test_without_a_reward_nothing_can_be_promised(window: MainWindow, session: Session) -> None:
    section = open_section(window)
    section.promise_button.click()
    section.promise_panel.save_button.click()
    assert section.page.notice.isVisible()
    assert session.settings.next_visit is None


def test_the_look_of_a_rewards_coupons_is_designed_from_one_of_them(
    section: CouponSection, session: Session
) -> None:
    tea = add_reward(session, NewReward("Tea", "free_item", "300", 0), operation_id="tea")
    (coupon,) = issue_coupons(session, Issue(tea.terms, reward="Tea"), operation_id="t")
    (plain,) = issue_coupons(session, Issue(OFF), operation_id="plain")
    section.show_coupon(plain.code)
    assert section.details.design_button.isHidden()
    section.show_coupon(coupon.code)
    section.details.design_button.click()
    assert isinstance(section.designer, CouponDesigner)
    section.designer.title2.setText("お茶")
    section.designer.save_button.click()
    assert design_of(session.db, tea.id).title2 == "お茶"
    edit_reward(
        session, reward_id=tea.id, new=NewReward("Tea", "free_item", "300", 0), offered=False,
        operation_id="stop",
    )  # fmt: skip
    section.show_coupon(coupon.code)
    assert section.details.design_button.isHidden()
