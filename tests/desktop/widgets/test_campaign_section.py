"""Campaigns by keys alone: planned, started, listed; and from another page in one press."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.queries.campaigns import campaign_members, campaign_named, campaigns
from db.session import Session
from desktop.main_window import MainWindow
from desktop.widgets.campaign_section import CampaignSection
from desktop.widgets.campaign_subject import these_customers, this_group
from tests.desktop.campaign_desk import fill, open_campaigns, settled, started


@pytest.fixture
def customers(session: Session) -> list[str]:
    return fill(session)


@pytest.fixture
def section(window: MainWindow, customers: list[str]) -> CampaignSection:
    assert customers
    return open_campaigns(window)


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        here = QApplication.focusWidget()
        assert isinstance(here, QWidget)
        qtbot.keyClick(here, key)


def test_a_campaign_is_planned_and_started_by_keys_alone(
    section: CampaignSection, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    assert section.empty.isVisible()
    section.page.take_focus()
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    cover = section.cover
    assert cover.isVisible()
    assert cover.terms.name.hasFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "Spring letter")  # in place of what was proposed
    press(qtbot, Qt.Key.Key_Tab)
    assert cover.segment.chips.buttons["everybody"].hasFocus()
    settled(window, qtbot, section)
    assert cover.outlook.figure.text() == "30"
    cover.terms.name.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert not cover.isVisible()
    assert section.panel.start_button.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert "19 get it, 5 get nothing." in section.panel.question.text()
    press(qtbot, Qt.Key.Key_Return)
    (campaign,) = campaigns(session.db, digits=0)
    assert campaign.name == "Spring letter"
    assert campaign.started_on == session.today
    assert len(campaign_members(session.db, campaign, treated=True)) == 19
    assert section.panel.post.buttons["letter"].hasFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert not section.panel.isVisible()
    assert section.how_many(session) == 1


def test_a_list_of_another_page_becomes_a_campaign_for_exactly_these(
    window: MainWindow, section: CampaignSection, session: Session, customers: list[str],
    qtbot: QtBot,
) -> None:  # fmt: skip
    window.turn_to("counter")
    window.current().turn_to.emit("offers", these_customers(customers[:7], "Lapsed in October"))
    assert section.cover.isVisible()
    assert section.cover.terms.name.hasFocus()
    assert section.cover.terms.name.text() == "Lapsed in October"
    settled(window, qtbot, section)
    assert section.cover.outlook.figure.text() == "7"
    assert section.cover.segment.kept_words.text() == "7 chosen customers"
    section.cover.save()
    campaign = campaign_named(session.db, "Lapsed in October", digits=0)
    assert set(campaign.segment.customers or ()) == set(customers[:7])


def test_a_group_of_another_page_stands_in_the_fields(
    window: MainWindow, section: CampaignSection, qtbot: QtBot
) -> None:
    window.current().turn_to.emit("offers", this_group({"tag": "vinyl"}, "Vinyl"))
    settled(window, qtbot, section)
    assert section.cover.segment.tag.currentText() == "vinyl"
    assert section.cover.segment.tag.isVisible()
    assert section.cover.outlook.figure.text() == "12"


def test_each_campaign_says_in_a_line_what_it_does_now(
    window: MainWindow, session: Session, customers: list[str]
) -> None:
    assert customers
    started(session, cost_each="110")
    section = open_campaigns(window)
    row = section.offered.findChildren(QWidget)
    said = [str(each.property("text")) for each in row if each.property("text")]
    assert "0 of 19 came back, 0 of 5 without the letter: too early to say" in said
    assert "Running until 21 Dec 2026" in said
    assert "offers.edit.Autumn" not in section.buttons


def test_what_is_missing_is_said_at_its_field(section: CampaignSection, session: Session) -> None:
    section.begin()
    section.cover.terms.name.clear()
    section.cover.save()
    assert section.cover.terms.name.hasFocus()
    section.cover.terms.name.setText("Points")
    section.cover.terms.gift.choose("points")
    section.cover.save()
    assert section.cover.terms.points.hasFocus()
    assert campaigns(session.db, digits=0) == []
