"""A campaign is planned over the page: counted live, seen by name, changed before it starts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.campaigns import campaign_named
from db.session import Session
from db.usecases.campaigns import add_campaign
from desktop.main_window import MainWindow
from desktop.widgets.campaign_section import CampaignSection
from desktop.widgets.form import choose
from tests.desktop.campaign_desk import fill, open_campaigns, settled


@pytest.fixture
def section(window: MainWindow, session: Session) -> CampaignSection:
    fill(session)
    made = open_campaigns(window)
    made.begin()
    return made


def test_the_count_follows_what_is_pointed_at(
    section: CampaignSection, window: MainWindow, qtbot: QtBot
) -> None:
    cover = section.cover
    choose(cover.segment.tag, "vinyl")
    cover.terms.cost.setText("110")
    settled(window, qtbot, section)
    said = cover.outlook
    assert said.figure.accessibleName() == "12 customers in the group"
    assert said.treated.text() == "10 get the letter."
    assert said.group.text() == "marked “vinyl”"
    assert said.held.text().startswith("2 of 12 get nothing, drawn by chance, so that you can see")
    assert said.cost.text() == "Cost: 10 × ¥110 = ¥1,100."
    assert "and 6 more" in said.names.text()
    cover.terms.holdout.choose("50")
    settled(window, qtbot, section)
    assert said.treated.text() == "6 get the letter."


def test_who_is_left_out_is_said_with_the_reason(
    section: CampaignSection, window: MainWindow, qtbot: QtBot
) -> None:
    settled(window, qtbot, section)
    assert section.cover.outlook.left_out.text() == "Left out: 6 have no address."
    section.cover.terms.channel.choose("call")
    settled(window, qtbot, section)
    assert section.cover.outlook.left_out.text() == ""
    assert section.cover.outlook.treated.text() == "24 are called."


def test_who_is_in_it_is_seen_by_name(
    section: CampaignSection, window: MainWindow, qtbot: QtBot
) -> None:
    settled(window, qtbot, section)
    section.cover.outlook.who_button.click()
    who = section.cover.who
    assert who.isVisible()
    assert len(who.table.records.records) == 24
    qtbot.keyClick(who.table, Qt.Key.Key_Escape)
    assert not who.isVisible()
    assert section.cover.isVisible()


def test_the_words_are_shown_as_one_of_them_reads_them(
    section: CampaignSection, window: MainWindow, qtbot: QtBot
) -> None:
    section.cover.terms.message.setPlainText("Dear {name}, come again.")
    settled(window, qtbot, section)
    first = section.cover.outlook.names.text().split(", ")[0]
    assert section.cover.outlook.reads.text() == f"Dear {first}, come again."


def test_what_was_planned_is_changed_until_it_starts(
    section: CampaignSection, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    section.cover.close_cover()
    terms = {"name": "Autumn", "segment": {"tag": "vinyl"}, "channel": "mail", "cost_each": "80",
             "offer": {"points": 300}, "holdout_percent": 30, "message": "Hello"}  # fmt: skip
    add_campaign(session, terms=terms, operation_id="a")
    section.edit("Autumn")
    cover = section.cover
    settled(window, qtbot, section)
    assert cover.outlook.figure.text() == "12"
    assert cover.terms.points.text() == "300"
    cover.terms.points.setText("500")
    cover.terms.channel.choose("postcard")
    cover.save()
    campaign = campaign_named(session.db, "Autumn", digits=0)
    assert campaign.offer is not None
    assert (campaign.offer.points, campaign.channel, campaign.cost_each) == (500, "postcard", 80)
    assert campaign.segment.tag == "vinyl"
    assert campaign.holdout_percent == 30


def test_in_little_room_the_count_stands_under_the_form(
    section: CampaignSection, window: MainWindow
) -> None:
    cover = section.cover
    assert cover.side.isAncestorOf(cover.outlook)
    window.setMinimumSize(300, 300)
    window.resize(700, 600)
    QApplication.processEvents()
    assert cover.area.isAncestorOf(cover.outlook)
    window.resize(1366, 768)
    QApplication.processEvents()
    assert cover.side.isAncestorOf(cover.outlook)


def test_escape_leaves_nothing_behind(
    section: CampaignSection, session: Session, qtbot: QtBot
) -> None:
    assert section.cover.terms.name.hasFocus()
    qtbot.keyClick(section.cover.terms.name, Qt.Key.Key_Escape)
    assert not section.cover.isVisible()
    assert session.db["campaigns"].count == 0
