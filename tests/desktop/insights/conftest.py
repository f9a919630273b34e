"""The page Insights on a shop that has lived from May to October 2026."""

import pytest
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.main_window import MainWindow
from desktop.pages.insights import InsightsPage
from tests.desktop.a_shop_year import live_a_year


@pytest.fixture
def page(window: MainWindow, session: Session, qtbot: QtBot) -> InsightsPage:
    """Return the page with October's figures on it."""
    live_a_year(session)
    window.turn_to("insights")
    made = window.current()
    assert isinstance(made, InsightsPage)
    qtbot.waitUntil(lambda: made.reading is not None and window.tasks.idle(), timeout=20_000)
    return made
