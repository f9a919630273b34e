"""Campaigns in every dress: planned, seen by name, started, and what came of one."""

import pytest
from PySide6.QtWidgets import QApplication

from db.queries.campaigns import campaign_members, campaign_named
from db.session import Session
from db.usecases.campaigns import add_campaign, start_campaign
from desktop.pages.offers import OffersPage
from desktop.widgets.campaign_section import CampaignSection
from tests.desktop.campaign_desk import at, buys, fill
from tests.screens.conftest import Screen

NAMES = {
    "en": ("Autumn letter to those who were not here this summer", "A call"),
    "ja": ("夏からお越しのない方への秋のお手紙（クーポンつき）", "お電話でひとこと"),
}


@pytest.fixture
def section(screen: Screen) -> CampaignSection:
    live_a_month(screen.window.session, *NAMES[screen.dress.language])
    screen.window.turn_to("offers")
    page = screen.window.current()
    assert isinstance(page, OffersPage)
    page.turn_to_section("campaigns")
    return page.part(CampaignSection)


def live_a_month(session: Session, letter: str, call: str) -> None:
    """Let one campaign end with a result, and another run."""
    fill(session)
    then = at(session, "2026-10-10")
    terms = {"name": letter, "channel": "counter", "holdout_percent": 50, "cost_each": "110",
             "from": "2026-10-10", "to": "2026-11-08", "segment": {"not_visited_within_days": 3},
             "offer": {"points": 300}}  # fmt: skip
    add_campaign(then, terms=terms, operation_id="letter")
    start_campaign(then, campaign=letter, operation_id="start letter")
    campaign = campaign_named(session.db, letter, digits=0)
    later = at(session, "2026-10-20")
    for customer in campaign_members(session.db, campaign, treated=True)[:20]:
        buys(later, customer, 3000)
    more = {"name": call, "channel": "call", "message": "Hello"}
    add_campaign(session, terms=more, operation_id="call")
    start_campaign(session, campaign=call, operation_id="start call")


def test_no_text_of_the_campaigns_is_cut(screen: Screen, section: CampaignSection) -> None:
    screen.look("campaigns")
    section.begin()
    section.cover.segment.chips.buttons["newcomers"].click()
    section.cover.groups.open_name()
    section.cover.segment.show_terms({"customers": ["a", "b"], "minimum_visits": 2})
    section.cover.count_now()
    screen.look("campaigns-new")
    section.cover.area.verticalScrollBar().setValue(10_000)
    screen.look("campaigns-new-below")
    section.cover.segment.show_terms({})
    section.cover.save()
    QApplication.processEvents()
    screen.look("campaigns-planned")
    section.panel.ask_to_start()
    screen.look("campaigns-start")
    section.panel.close_panel()
    for number, name in enumerate(NAMES[screen.dress.language]):
        section.show_campaign(name)
        section.panel.outcome.explain()
        screen.look(f"campaigns-shown-{number}")
