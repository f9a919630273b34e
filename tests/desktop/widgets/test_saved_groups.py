"""A group that was pointed at is kept under a name, chosen again, changed and forgotten."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.queries.segments import saved_segments, segment_named
from db.session import Session
from desktop.main_window import MainWindow
from desktop.widgets.campaign_section import CampaignSection
from tests.desktop.campaign_desk import fill, open_campaigns


@pytest.fixture
def section(window: MainWindow, session: Session) -> CampaignSection:
    fill(session)
    section = open_campaigns(window)
    section.begin()
    return section


def test_a_group_is_saved_chosen_changed_and_forgotten(
    section: CampaignSection, session: Session, qtbot: QtBot
) -> None:
    groups, segment = section.cover.groups, section.cover.segment
    assert not groups.choice.isVisible()
    segment.show_terms({"tag": "vinyl"})
    groups.open_button.click()
    assert groups.name.hasFocus()
    groups.name.setText("Vinyl lovers")
    qtbot.keyClick(groups.name, Qt.Key.Key_Return)  # saves the group, not yet the campaign
    assert section.cover.isVisible()
    assert segment_named(session.db, "Vinyl lovers", digits=0).segment.tag == "vinyl"
    segment.show_terms({})
    section.begin()
    groups.choice.setCurrentIndex(1)
    groups.choice.activated.emit(1)
    assert segment.terms() == {"tag": "vinyl"}
    segment.show_terms({"tag": "vinyl", "minimum_visits": 3})
    groups.open_button.click()
    groups.save_button.click()
    assert segment_named(session.db, "Vinyl lovers", digits=0).segment.minimum_visits == 3
    groups.forget_button.click()
    assert saved_segments(session.db, digits=0) == []
    assert not groups.choice.isVisible()


def test_a_group_without_a_name_is_not_saved(section: CampaignSection, session: Session) -> None:
    groups = section.cover.groups
    groups.open_button.click()
    groups.save_button.click()
    assert groups.name.hasFocus()
    assert saved_segments(session.db, digits=0) == []
