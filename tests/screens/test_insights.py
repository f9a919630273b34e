"""Insights in every dress: each section, an explanation, the customers behind, the paper."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from db.rules.spans import PeriodKind, period_of
from desktop.pages.insights import InsightsPage
from tests.screens.conftest import Screen

SECTIONS = ("overview", "customers", "groups", "rewards", "bonds", "voices")


@pytest.fixture
def page(screen: Screen, qtbot: QtBot) -> InsightsPage:
    screen.window.turn_to("insights")
    made = screen.window.current()
    assert isinstance(made, InsightsPage)
    qtbot.waitUntil(lambda: made.reading is not None, timeout=20_000)
    return made


def test_no_text_of_any_section_is_cut(screen: Screen, page: InsightsPage) -> None:
    for name in SECTIONS:
        page.turn_to_section(name)
        screen.look(f"insights-{name}")


def test_no_explanation_and_no_list_of_customers_is_cut(
    screen: Screen, page: InsightsPage, qtbot: QtBot
) -> None:
    for name, figure in page.section().figures.items():
        page.explain(figure)
        screen.look(f"insights-how-{name}")
        page.how.close_panel()
    page.show_behind(page.section().figures["points_owed"].behind[0])
    qtbot.waitUntil(lambda: bool(page.behind.people), timeout=20_000)
    screen.look("insights-behind")


def test_no_text_over_the_paper_is_cut(screen: Screen, page: InsightsPage, qtbot: QtBot) -> None:
    page.print_button.click()
    qtbot.waitUntil(lambda: page._preview is not None and page._preview.isVisible(), timeout=20_000)
    screen.look("insights-paper")


def test_a_week_and_the_year_so_far_have_room(
    screen: Screen, page: InsightsPage, qtbot: QtBot
) -> None:
    kinds: tuple[PeriodKind, ...] = ("week", "year")
    for kind in kinds:
        period = period_of(kind, date(2026, 11, 22))
        page.show_period(period)
        qtbot.waitUntil(
            lambda period=period: (  # type: ignore[misc]
                page.reading is not None and page.reading.now.period == period
            ),
            timeout=20_000,
        )
        screen.look(f"insights-{kind}")
