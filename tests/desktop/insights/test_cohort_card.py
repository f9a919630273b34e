"""The map of who comes back: three measures, and the customers behind each cell."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.insights.overview import Overview
from desktop.pages.insights import InsightsPage


def test_a_cell_is_a_share_a_number_or_money_and_leads_to_its_customers(
    page: InsightsPage, qtbot: QtBot
) -> None:
    section = page.section()
    assert isinstance(section, Overview)
    card = section.cohorts
    may = card.heat._rows[0]
    assert (may.words, may.beside, may.cells[1].text) == ("May 2026", "4", "75")
    assert may.cells[1].told.startswith("May 2026, 1 month later: 3 of 4 bought (75.0 %), for ¥")
    card.measure.choose("count")
    assert card.heat._rows[0].cells[1].text == "3"
    card.measure.choose("money")
    assert card.heat._rows[0].cells[0].share == 100
    table = card._table()
    assert table.rows[0][:2] == ["2026-05", 4]
    card.heat.setFocus()
    qtbot.keyClick(card.heat, Qt.Key.Key_Right)
    qtbot.keyClick(card.heat, Qt.Key.Key_Return)
    assert page.behind.title.text() == "New in May 2026, bought 1 month later · October 2026"
    qtbot.waitUntil(lambda: len(page.behind.people) == 3, timeout=20_000)
