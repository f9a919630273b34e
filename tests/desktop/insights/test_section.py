"""What all sections share: lines saved as they stand, columns that fold, figures that add up."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QPushButton
from pytestqt.qtbot import QtBot

from db.queries.behind import customers_behind
from db.session import Session
from desktop.insights.section import _cell
from desktop.pages.insights import _SECTIONS, InsightsPage


def test_whole_numbers_are_numbers_in_a_spreadsheet() -> None:
    assert [_cell(text) for text in ("1,240", "−3", "+55", "81.4 %", "¥5", "–")] == [
        1240, -3, 55, "81.4 %", "¥5", "–",
    ]  # fmt: skip


def test_a_narrow_section_has_its_cards_under_each_other(page: InsightsPage) -> None:
    section = page.section()
    assert section._columns is not None
    section.settle(700)
    assert section._columns.direction() == QBoxLayout.Direction.TopToBottom
    section.settle(1200)
    assert section._columns.direction() == QBoxLayout.Direction.LeftToRight


def test_tab_goes_as_eyes_do(page: InsightsPage, qtbot: QtBot) -> None:
    page.turn_to_section("customers")
    first = page.section().findChild(QPushButton, "insights.card.bridge.save")
    assert first is not None
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    seen = []
    for _ in range(7):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        seen.append(page.window().focusWidget().objectName().removeprefix("insights."))
    assert seen == [
        "bridge.start", "bridge.first_time", "bridge.reactivated", "bridge.lapsed", "bridge.end",
        "card.newcomers.save", "newcomers.newcomers",
    ]  # fmt: skip


def test_the_customers_behind_each_number_are_as_many_as_it_says(
    page: InsightsPage, session: Session
) -> None:
    assert page.period is not None
    compared = 0
    for name in _SECTIONS:
        page.turn_to_section(name)
        for figure in page.section().figures.values():
            assert figure.how, figure.name
            for whose in figure.behind:
                found = customers_behind(
                    session.db, period=page.period, figure=whose.figure,
                    settings=session.settings, today=session.today,
                )  # fmt: skip
                shown = _cell(figure.shown)
                if whose is figure.behind[0] and isinstance(shown, int):
                    assert found.amount == abs(shown), (figure.name, whose.figure)
                    compared += 1
    assert compared >= 20
