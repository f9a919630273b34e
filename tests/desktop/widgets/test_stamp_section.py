"""Stamp cards on the page Offers."""

import pytest
from PySide6.QtWidgets import QLabel

from db.queries.stamps import all_stamp_cards
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.rewards import NewReward, add_reward
from db.usecases.stamps import add_stamp_card, add_stamps
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.form import choose
from desktop.widgets.stamp_section import StampSection


@pytest.fixture
def page(window: MainWindow, session: Session) -> OffersPage:
    add_reward(session, NewReward("Tea", "free_item", "300", 100), operation_id="tea")
    window.turn_to("offers")
    made = window.current()
    assert isinstance(made, OffersPage)
    made.turn_to_section("stamps")
    return made


def test_a_card_is_offered_changed_stopped_and_offered_again(
    page: OffersPage, session: Session
) -> None:
    section = page.part(StampSection)
    page.begin()
    section.panel.save_button.click()
    assert section.form.name.hasFocus()
    section.form.name.setText("Coffee stamps")
    section.panel.save_button.click()
    assert page.notice.text() == "“Coffee stamps” is offered from now on."
    assert page.kinds.count("stamps") == "1"
    section.buttons["offers.edit.Coffee stamps"].click()
    choose(section.form.per, "spend")
    section.panel.save_button.click()
    assert section.form.money_each.hasFocus()
    section.form.money_each.setText("500")
    section.panel.save_button.click()
    (card,) = all_stamp_cards(session.db)
    assert (card.terms.per, card.terms.each) == ("spend", 500)
    section.buttons["offers.edit.Coffee stamps"].click()
    section.panel.stop_button.click()
    assert "stamps that customers hold stay" in page.notice.text()
    assert page.kinds.count("stamps") == ""
    section.buttons["offers.again.Coffee stamps"].click()
    section.panel.save_button.click()
    assert all_stamp_cards(session.db)[0].offered


def test_a_card_tells_what_came_of_it(page: OffersPage, session: Session) -> None:
    terms = {"name": "Card", "needed": 3, "reward": "Tea"}
    add_stamp_card(session, terms=terms, operation_id="card")
    tanaka = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id
    add_stamps(
        session, customer_id=tanaka, card="Card", count=4, reason="paper", operation_id="put"
    )
    page.reload()
    said = [label.text() for label in page.part(StampSection).findChildren(QLabel)]
    assert "1 customer holds stamps · 1 card filled · 0 coupons used" in said
