"""Nothing of friends is cut, in either language, however wide the window is."""

import pytest
from pytestqt.qtbot import QtBot

from db.queries.rewards import all_rewards
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.referrals import attach_referral
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from db.usecases.shop import set_shop
from desktop.main_window import MainWindow
from desktop.pages.counter import CounterPage
from desktop.pages.offers import OffersPage
from desktop.widgets.page import Page, Subject
from desktop.widgets.referral_section import ReferralSection
from tests.screens.cut_text import cut_texts


@pytest.fixture
def friends(session: Session) -> tuple[str, str, str]:
    """Return who brings, a friend whose reward waits, and one who was not brought yet."""
    terms = {
        "referrer": {"reward": all_rewards(session.db)[0].name}, "referee": {"points": 1200},
        "minimum": "1500", "hold_days": 14, "max_per_month": 5, "ask_owner": True,
    }  # fmt: skip
    set_shop(session, changes={"referral": terms}, operation_id="terms")
    people = ("長谷川 千代子", "03-5550-0141"), ("Konstantinos P.", "03-5550-0142"), ("林 葵", None)
    one, other, new = (
        add_customer(session, new=NewCustomer(name, phone=phone), operation_id=name).id
        for name, phone in people
    )
    attach_referral(session, referee_id=other, referrer_id=one, operation_id="link")
    order = SaleOrder((OrderLine(1980),), other, till="2")
    record_sale(session, order, operation_id="first sale")
    return one, other, new


def drawn(window: MainWindow, qtbot: QtBot) -> Page:
    """Return the page once it was painted with all its places settled."""
    with qtbot.waitExposed(window):
        window.grab()
    qtbot.wait(20)
    window.grab()
    return window.current()


def test_under_offers(window: MainWindow, friends: tuple[str, str, str], qtbot: QtBot) -> None:
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("referrals")
    assert cut_texts(drawn(window, qtbot)) == []
    section = page.part(ReferralSection)
    section.show_tree(friends[0])
    assert cut_texts(drawn(window, qtbot)) == []
    section.tree.close_panel()
    page.begin()
    assert cut_texts(drawn(window, qtbot)) == []
    section.panel.close_panel()
    section.buttons[f"referral.no.{friends[1]}"].click()
    assert cut_texts(drawn(window, qtbot)) == []


def test_at_the_counter(window: MainWindow, friends: tuple[str, str, str], qtbot: QtBot) -> None:
    window.turn_to("counter", Subject("customer", friends[2]))
    page = window.current()
    assert isinstance(page, CounterPage)
    page.board.friend_action.trigger()
    page.friends.panel.by.field.setText("長谷川")
    page.friends.panel.by.look()
    assert cut_texts(drawn(window, qtbot)) == []
    page.friends.panel.by.table.choose_row(0)
    page.friends.panel.save()
    page.amount.setText("1980")
    page.record_sale()
    assert cut_texts(drawn(window, qtbot)) == []
