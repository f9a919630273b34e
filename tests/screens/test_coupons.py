"""Coupons and batches in every dress: lists, forms, all about one, and what is asked once more."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from db.clock import fixed_clock
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons, replace_coupon, void_coupon
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.shop import add_category, set_shop
from desktop.pages.counter import CounterPage
from desktop.pages.offers import OffersPage
from desktop.widgets.batch_section import BatchSection
from desktop.widgets.coupon_section import CouponSection
from desktop.widgets.form import choose
from tests.screens.conftest import Screen

WORDS = {
    "en": ("Autumn flyer for the whole neighbourhood", "¥200 off", "left on the train", "Cakes"),
    "ja": ("秋のご近所配布チラシ 2026", "200円引き", "電車に置き忘れた", "ケーキ"),
}


@pytest.fixture
def codes(screen: Screen) -> list[str]:
    """Return codes: used and refundable, lost, void, and two that are good."""
    session = screen.window.session
    flyer, off, lost, goods = WORDS[screen.dress.language]
    add_category(session, name=goods, earns=True, tax_rate=None, operation_id="goods")
    terms = Terms("amount_off", 200, off, minimum=1000, categories=(goods,), combinable=True)
    early = replace(session, clock=fixed_clock(session.clock().replace(day=2)))
    issue = Issue(terms, count=480, uses=2, batch=flyer, valid_until=date(2026, 12, 31))
    made = [each.code for each in issue_coupons(early, issue, operation_id="flyer")]
    buyers = [row["id"] for row in session.db.query("SELECT id FROM customers LIMIT 12")]
    for number, customer in enumerate(buyers):
        sell(session, str(customer), made[number], goods, number)
    replace_coupon(session, code=made[20], reason=lost, operation_id="lost")
    void_coupon(session, code=made[21], reason=lost, return_points=False, operation_id="void")
    sorry = Issue(Terms("amount_off", 300), customer_id=str(buyers[0]))
    sorry = replace(sorry, valid_from=date(2026, 12, 3))
    issue_coupons(session, sorry, operation_id="sorry")
    return made


def sell(session: Session, customer: str, code: str, goods: str, number: int) -> None:
    lines = (OrderLine(1980 + number, goods),)
    order = SaleOrder(lines, customer_id=customer, coupons=(code,))
    record_sale(session, order, operation_id=f"sale-{number}")


def turn_to(screen: Screen, kind: str) -> OffersPage:
    screen.window.turn_to("offers")
    page = screen.window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section(kind)
    return page


def test_no_text_of_coupons_is_cut(screen: Screen, codes: list[str]) -> None:
    section = turn_to(screen, "coupons").part(CouponSection)
    choose(section.state, "")
    screen.look("offers-coupons")
    section.show_coupon(codes[0])
    screen.look("offers-coupon")
    section.details.ask_to_void()
    screen.look("offers-coupon-void")
    section.details.close_panel()
    section.show_coupon(codes[20])
    screen.look("offers-coupon-replaced")


def test_no_text_of_new_coupons_is_cut(screen: Screen, codes: list[str]) -> None:
    assert codes
    section = turn_to(screen, "coupons").part(CouponSection)
    section.begin()
    screen.look("offers-new-coupon")
    choose(section.form.what, "")
    section.form.show_more()
    screen.look("offers-new-coupon-of-its-own")
    section.panel.close_panel()
    section.choose_promise()
    screen.look("offers-next-visit")


def test_no_text_of_batches_is_cut(screen: Screen, codes: list[str]) -> None:
    assert codes
    flyer = WORDS[screen.dress.language][0]
    section = turn_to(screen, "batches").part(BatchSection)
    screen.look("offers-batches")
    section.buttons[f"offers.batch.{flyer}"].click()
    screen.look("offers-batch")
    section.details.ask_to_void()
    screen.look("offers-batch-void")
    section.details.close_panel()
    section.begin()
    choose(section.form.what, "")
    section.progress.show()
    section.stop_button.show()
    screen.look("offers-new-batch")


def test_no_text_of_a_coupon_for_the_next_visit_is_cut(screen: Screen, codes: list[str]) -> None:
    assert codes
    session = screen.window.session
    reward = str(next(session.db.query("SELECT name FROM rewards WHERE offered LIMIT 1"))["name"])
    set_shop(session, changes={"next_visit": {"reward": reward}}, operation_id="next")
    screen.window.turn_to("counter")
    page = screen.window.current()
    assert isinstance(page, CounterPage)
    page.amount.setFocus()
    screen.qtbot.keyClicks(page.amount, "1980")
    screen.qtbot.keyClick(page.amount, Qt.Key.Key_Return)
    assert page.board.sale.issued_button.isVisible()
    screen.look("counter-issued")
