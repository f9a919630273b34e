"""Causes on the page Offers: made, paid, thanked."""

import pytest

from db.queries.causes import CauseStanding, cause_at
from db.queries.rewards import reward_named
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.causes import donate_points
from db.usecases.customers import add_customer
from db.usecases.points import adjust_points
from db.usecases.rewards import NewReward, add_reward
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.cause_section import CauseSection
from desktop.widgets.paper_preview import PaperPreview


@pytest.fixture
def section(window: MainWindow, session: Session) -> CauseSection:
    """Return the causes: Trees were given 300 points, worth ¥150."""
    giver = add_customer(session, new=NewCustomer("田中 美咲"), operation_id="c").id
    adjust_points(session, customer_id=giver, points=300, reason="x", operation_id="first")
    add_reward(session, NewReward("Trees", "donation", "50", 100), operation_id="trees")
    add_reward(session, NewReward("Bees", "donation", "100", 100), operation_id="bees")
    donate_points(session, customer_id=giver, cause="Trees", points=300, operation_id="d")
    window.turn_to("offers")
    page = window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("causes")
    return page.part(CauseSection)


def trees(session: Session) -> CauseStanding:
    return cause_at(session.moment(), "Trees")


def test_money_is_handed_over_by_two_presses(section: CauseSection, session: Session) -> None:
    section.buttons["causes.pay.Trees"].click()
    assert section.panel.story.text() == "¥150 go to “Trees”. Then nothing is owed."
    section.form.amount_given.setText("100")
    section.form.note.setText("receipt 12")
    assert section.panel.story.text() == "¥100 go to “Trees”. Then ¥50 are still owed."
    section.panel.save_button.click()
    assert section.page.notice.text() == "¥100 handed over to Trees."
    assert (trees(session).owed, trees(session).payments[0].note) == (50, "receipt 12")
    section.buttons["causes.pay.Trees"].click()
    assert section.form.before.text() == "22 Nov 2026 · ¥100 · receipt 12"
    section.panel.save_button.click()
    assert trees(session).owed == 0


@pytest.mark.parametrize("typed", ["", "0", "some"])
def test_an_amount_that_cannot_be_meant_is_refused(
    section: CauseSection, session: Session, typed: str
) -> None:
    section.buttons["causes.pay.Trees"].click()
    section.form.amount_given.setText(typed)
    section.panel.save_button.click()
    assert section.panel.isVisible()
    assert section.form.amount_given.hasFocus()
    assert trees(session).paid == 0


def test_a_new_cause_is_a_reward_of_this_kind(section: CauseSection, session: Session) -> None:
    section.begin()
    section.new_form.name.setText("Library")
    section.new_form.amount_value.setText("10")
    section.new_form.cost.setText("10")
    assert section.new_panel.story.text() == (
        "For 10 points of a customer the shop gives ¥10 to “Library”. Any other number of points "
        "can be given too, at the same rate."
    )
    section.new_panel.save_button.click()
    assert reward_named(session.db, "Library").terms.kind == "donation"
    assert section.how_many(session) == 3


def test_only_a_cause_that_was_given_something_has_a_certificate(section: CauseSection) -> None:
    assert "causes.certificate.Bees" not in section.buttons
    section.buttons["causes.certificate.Trees"].click()
    assert isinstance(section.page.findChild(PaperPreview, "causes.paper"), PaperPreview)
