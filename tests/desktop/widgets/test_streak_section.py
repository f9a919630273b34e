"""Weeks in a row on the page Offers."""

import pytest

from db.queries.streaks import all_streaks
from db.session import Session
from desktop.main_window import MainWindow
from desktop.pages.offers import OffersPage
from desktop.widgets.streak_section import StreakSection


@pytest.fixture
def page(window: MainWindow) -> OffersPage:
    window.turn_to("offers")
    made = window.current()
    assert isinstance(made, OffersPage)
    made.turn_to_section("streaks")
    return made


def test_weeks_are_offered_changed_stopped_and_offered_again(
    page: OffersPage, session: Session
) -> None:
    section = page.part(StreakSection)
    page.begin()
    section.form.name.setText("Every week")
    section.panel.save_button.click()
    assert section.form.points.hasFocus()
    section.form.points.setText("200")
    section.panel.save_button.click()
    assert page.notice.text() == "“Every week” counts from today on."
    assert page.kinds.count("streaks") == "1"
    section.buttons["offers.edit.Every week"].click()
    section.form.weeks.setText("3")
    section.panel.save_button.click()
    (streak,) = all_streaks(session.db)
    assert (streak.weeks, streak.gift.points) == (3, 200)
    section.buttons["offers.edit.Every week"].click()
    section.panel.stop_button.click()
    assert page.kinds.count("streaks") == ""
    section.buttons["offers.again.Every week"].click()
    section.panel.save_button.click()
    assert all_streaks(session.db)[0].offered
