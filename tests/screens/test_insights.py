"""Insights in every dress: the month, an explanation, the paper, and a book without a sale."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.pages.insights import InsightsPage
from tests.screens.conftest import Screen


@pytest.fixture
def page(screen: Screen, qtbot: QtBot) -> InsightsPage:
    screen.window.turn_to("insights")
    made = screen.window.current()
    assert isinstance(made, InsightsPage)
    qtbot.waitUntil(lambda: made.words is not None, timeout=20_000)
    return made


def test_no_text_of_the_month_is_cut(screen: Screen, page: InsightsPage) -> None:
    screen.look("insights")
    bar = page.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    screen.look("insights-below")


@pytest.mark.parametrize("tile", ["retention", "lost", "second_visit", "returning", "points_owed"])
def test_no_explanation_is_cut(screen: Screen, page: InsightsPage, tile: str) -> None:
    page.explain(page.tiles[tile])
    screen.look(f"insights-{tile}")


def test_no_text_over_the_paper_is_cut(screen: Screen, page: InsightsPage, qtbot: QtBot) -> None:
    page.print_button.click()
    qtbot.waitUntil(lambda: page._preview is not None and page._preview.isVisible(), timeout=20_000)
    screen.look("insights-paper")


def test_the_month_so_far_has_room(screen: Screen, page: InsightsPage, qtbot: QtBot) -> None:
    page.turn_month(1)
    qtbot.waitUntil(
        lambda: page.words is not None and page.words.now.month == page.month, timeout=20_000
    )
    screen.look("insights-so-far")
