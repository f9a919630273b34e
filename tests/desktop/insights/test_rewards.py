"""Points and offers."""

from pytestqt.qtbot import QtBot

from desktop.insights.rewards import Rewards
from desktop.pages.insights import InsightsPage


def test_what_is_owed_is_told_with_who_has_it(page: InsightsPage, qtbot: QtBot) -> None:
    page.turn_to_section("rewards")
    section = page.section()
    assert isinstance(section, Rewards)
    section.tiles["owed"].asked.emit()
    page.how.behind_buttons[0].click()
    qtbot.waitUntil(lambda: bool(page.behind.people), timeout=20_000)
    assert page.reading is not None
    owed = page.reading.now.points.outstanding
    assert sum(person.amount for person in page.behind.people) == owed
    assert f"{owed} points together" in page.behind.total.text()
