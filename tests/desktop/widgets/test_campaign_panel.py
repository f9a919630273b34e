"""A campaign at the side: asked once more before it is frozen, stopped, given up."""

import pytest
from pytestqt.qtbot import QtBot

from db.queries.campaigns import campaign_named
from db.session import Session
from db.usecases.campaigns import add_campaign
from desktop.main_window import MainWindow
from desktop.widgets.campaign_section import CampaignSection
from tests.desktop.campaign_desk import fill, open_campaigns


@pytest.fixture
def section(window: MainWindow, session: Session) -> CampaignSection:
    fill(session)
    terms = {"name": "Autumn", "segment": {"tag": "vinyl"}, "channel": "letter", "cost_each": "110"}
    add_campaign(session, terms=terms, operation_id="a")
    return open_campaigns(window)


def test_nothing_is_drawn_before_the_question_is_answered(
    section: CampaignSection, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    section.buttons["offers.campaign.Autumn"].click()
    panel = section.panel
    qtbot.waitUntil(window.tasks.idle)
    qtbot.waitUntil(lambda: panel.outlook.figure.text() == "12")
    assert panel.outlook.cost.text() == "Cost: 10 × ¥110 = ¥1,100."
    panel.start_button.click()
    assert "the group is frozen" in panel.question.text()
    panel.back_button.click()
    assert campaign_named(session.db, "Autumn", digits=0).started_on is None
    assert panel.start_button.isVisible()
    panel.start_button.click()
    panel.action.click()
    assert campaign_named(session.db, "Autumn", digits=0).started_on == session.today
    assert panel.outcome.isVisible()
    assert panel.outcome.headline.text() == "Too early to say: wait until it is over."
    assert not panel.start_button.isVisible()
    panel.stop_button.click()
    assert "an end that was chosen by looking" in panel.question.text()
    panel.action.click()
    assert campaign_named(session.db, "Autumn", digits=0).stopped_on == session.today
    assert panel.outcome.headline.text() == "Too few to say."
    panel.again_button.click()
    assert section.cover.isVisible()
    assert section.cover.terms.name.text() == "Autumn (2)"
    section.cover.save()
    again = campaign_named(session.db, "Autumn (2)", digits=0)
    assert (again.segment.tag, again.channel, again.cost_each) == ("vinyl", "letter", 110)


def test_what_cannot_be_started_is_said_before_it_is_asked(
    section: CampaignSection, session: Session
) -> None:
    first = next(session.db["customers"].rows)["number"]
    for name, group, said in (
        ("Nobody", {"tag": "jazz"}, "Nobody is in this group now."),
        ("One", {"customers": [first]}, "Of 1, one part would be empty."),
    ):
        terms = {"name": name, "segment": group, "channel": "letter"}
        add_campaign(session, terms=terms, operation_id=name)
        section.show_campaign(name)
        section.panel.start_button.click()
        assert section.panel.box.isHidden()
        assert section.page.notice.text().startswith(said)


def test_what_was_planned_is_given_up_or_changed(
    section: CampaignSection, session: Session
) -> None:
    section.show_campaign("Autumn")
    section.panel.edit_button.click()
    assert section.cover.isVisible()
    assert section.cover.terms.name.text() == "Autumn"
    section.cover.close_cover()
    section.show_campaign("Autumn")
    section.panel.stop_button.click()
    section.panel.action.click()
    assert campaign_named(session.db, "Autumn", digits=0).state(session.today) == "stopped"
    assert not section.panel.post.isVisible()
