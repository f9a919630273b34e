"""Bringing friends on the page Offers: the terms, the owner's word, who brings most."""

from collections.abc import Callable

import pytest

from db.queries.referrals import link_of
from db.rules.customers import NewCustomer
from db.rules.shop import Gift
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.referrals import attach_referral
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, record_sale
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.form import choose
from desktop.widgets.referral_section import ReferralSection


@pytest.fixture
def page(window: MainWindow) -> OffersPage:
    window.turn_to("offers")
    made = window.current()
    assert isinstance(made, OffersPage)
    made.turn_to_section("referrals")
    return made


@pytest.fixture
def waiting(session: Session, set_shop: Callable[..., None]) -> tuple[str, str]:
    """Return who brings and the friend, whose first sale looks odd."""
    gifts = {"referrer": {"points": 200}, "referee": {"points": 100}}
    set_shop(referral={**gifts, "ask_owner": True})
    one, other = (
        add_customer(session, new=NewCustomer(name, phone=phone), operation_id=name).id
        for name, phone in (("Mei", "03-5550-0141"), ("Ken", "03-5550-0142"))
    )
    attach_referral(session, referee_id=other, referrer_id=one, operation_id="link")
    record_sale(session, SaleOrder((OrderLine(1000),), other), operation_id="sale")
    return one, other


def test_terms_are_chosen_changed_and_taken_away(page: OffersPage, session: Session) -> None:
    add_reward(session, NewReward("Cake", "free_item", "500", 100), operation_id="cake")
    section = page.part(ReferralSection)
    assert section.empty.isVisibleTo(page)
    assert page.kinds.count("referrals") == ""
    page.begin()
    assert section.form.ask_owner.isChecked()  # a new programme is careful
    section.form.referrer.points.clear()
    section.panel.save_button.click()
    assert section.form.referrer.points.hasFocus()
    section.form.referrer.points.setText("200")
    choose(section.form.referee.kind, "reward 0")
    section.form.minimum.setText("1000")
    section.form.most.setText("5")
    said = section.panel.story.text()
    section.panel.save_button.click()
    assert page.notice.text() == section.story.text() == said
    assert said.startswith("Who brings a friend gets 200 points; the friend gets a coupon for")
    terms = session.settings.referral
    assert (terms.referrer, terms.referee) == (Gift(200), Gift(reward="Cake"))
    assert (terms.minimum, terms.max_per_month, terms.ask_owner) == (1000, 5, True)
    assert page.kinds.count("referrals") == "1"
    page.begin()
    assert section.form.referee.gift() == Gift(reward="Cake")
    section.panel.stop_button.click()
    assert session.settings.referral.referrer == Gift()
    assert page.kinds.count("referrals") == ""


def test_terms_that_give_nothing_are_refused(page: OffersPage) -> None:
    section = page.part(ReferralSection)
    page.begin()
    for each in (section.form.referrer, section.form.referee):
        choose(each.kind, "nothing")
    assert section.panel.story.text() == "Bringing a friend gives nothing yet."
    section.panel.save_button.click()
    assert page.notice.text().endswith("is missing. Fill it in.")


def test_a_yes_rewards_both_and_the_row_goes(
    waiting: tuple[str, str], page: OffersPage, session: Session
) -> None:
    section = page.part(ReferralSection)
    assert section.waiting.isVisibleTo(page)
    assert page.kinds.count("referrals") == "1?"
    assert page.kinds.buttons["referrals"].accessibleName() == "Bring a friend, 1 to answer"
    section.buttons[f"referral.yes.{waiting[1]}"].click()
    assert page.notice.text() == "Ken gets 100 points · Mei gets 200 points."
    assert page.kinds.count("referrals") == "1"
    assert page.kinds.buttons["referrals"].hasFocus()
    assert not section.waiting.isVisibleTo(page)
    link = link_of(session.db, waiting[1])
    assert link is not None
    assert link.approved is True


def test_a_no_asks_why(waiting: tuple[str, str], page: OffersPage, session: Session) -> None:
    section = page.part(ReferralSection)
    section.buttons[f"referral.no.{waiting[1]}"].click()
    choose(section.decline_form.usual, "other")
    section.decline_panel.save_button.click()
    assert section.decline_form.words.hasFocus()
    section.decline_form.words.setText("A cousin of mine")
    section.decline_panel.save_button.click()
    assert page.notice.text() == "Nothing is given for Ken."
    (reason,) = session.db.conn.execute(
        "SELECT doc ->> 'reason' FROM facts WHERE kind = 'referral.decline'"
    ).fetchone()
    assert reason == "A cousin of mine"


def test_who_brings_most_shows_a_tree_from_where_one_goes_to_a_customer(
    waiting: tuple[str, str], page: OffersPage, window: MainWindow
) -> None:
    section = page.part(ReferralSection)
    section.buttons[f"referral.tree.{waiting[0]}"].click()
    assert section.tree.story.text() == "Brought 1 friend. Together they spent ¥1,000 here."
    section.tree.view.buttons[waiting[1]].click()
    assert not section.tree.isVisible()
    assert window.current() is window.pages["customer"]
