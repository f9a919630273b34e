"""Insights on the real page: the month in figures, turned, explained, printed, exported."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.queries.month import MonthFigures, month_figures
from db.session import Session
from desktop import formats
from desktop.main_window import MainWindow
from desktop.month import month_answer
from desktop.pages.insights import InsightsPage
from desktop.widgets.paper_preview import PaperPreview
from tests.desktop.a_shop_year import live_a_year, sell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
OCTOBER = date(2026, 10, 1)


def opened(window: MainWindow) -> InsightsPage:
    window.turn_to("insights")
    page = window.current()
    assert isinstance(page, InsightsPage)
    return page


def shown(qtbot: QtBot, page: InsightsPage, month: date) -> MonthFigures:
    """Wait until a month's figures are there."""
    qtbot.waitUntil(
        lambda: page.words is not None and page.words.now.month == month, timeout=20_000
    )
    assert page.words is not None
    return page.words.now


@pytest.fixture
def page(window: MainWindow, session: Session, qtbot: QtBot) -> InsightsPage:
    live_a_year(session)
    made = opened(window)
    shown(qtbot, made, OCTOBER)
    return made


def words_on(page: InsightsPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_the_last_full_month_is_shown_with_its_figures(
    page: InsightsPage, session: Session
) -> None:
    figures = month_figures(
        session.db, month=OCTOBER, today=session.today, settings=session.settings
    )
    answer = month_answer(figures, digits=0)
    assert page.month_control.words.text() == "October 2026"
    tiles = {name: tile.figure.text() for name, tile in page.tiles.items()}
    assert tiles["retention"] == formats.percent(figures.customers.retention_percent)
    assert tiles["lost"] == str(answer["lapsed"])
    assert tiles["returning"] == formats.percent(figures.trade.returning_revenue_share_percent)
    assert tiles["points_owed"] == formats.number(answer["points"]["closing"])
    words = words_on(page)
    for amount in ("revenue_new", "revenue_returning", "revenue", "anonymous_revenue"):
        assert formats.money(int(answer[amount]), currency="JPY", digits=0) in words
    for points in ("opening", "closing"):
        assert formats.number(answer["points"][points]) in words
    assert "Bean Club" in words


def test_months_are_turned_by_keys_as_fast_as_they_are_pressed(
    page: InsightsPage, qtbot: QtBot
) -> None:
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.month_control.words.text() == "July 2026"
    shown(qtbot, page, date(2026, 7, 1))
    qtbot.keyClick(page.month_control, Qt.Key.Key_PageDown)
    shown(qtbot, page, date(2026, 8, 1))
    for _ in range(9):
        qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.month_control.words.text() == "November 2026"
    assert page.month_control.aside.text() == "so far, up to 22 Nov"
    for _ in range(20):
        page.turn_month(-1)
    assert page.month == date(2026, 5, 1)
    figures = shown(qtbot, page, date(2026, 5, 1))
    assert figures.customers.start == 0
    assert page.tiles["retention"].figure.text() == "–"


def test_every_figure_tells_how_it_was_worked_out(page: InsightsPage, qtbot: QtBot) -> None:
    for name, tile in page.tiles.items():
        tile.setFocus()
        qtbot.waitUntil(tile.hasFocus)
        qtbot.keyClick(tile, Qt.Key.Key_F1)
        assert page.how.isVisible(), name
        assert tile.words.text() in page.how.title.text()
        assert page.how.paragraphs[0].text() in tile.toolTip()
        qtbot.waitUntil(page.how.close_button.hasFocus)
        qtbot.keyClick(page.how.close_button, Qt.Key.Key_Escape)
        assert not page.how.isVisible()
        assert tile.hasFocus()


def test_pressing_a_figure_again_takes_its_explanation_away(page: InsightsPage) -> None:
    page.explain(page.tiles["lost"])
    page.explain(page.tiles["points_owed"])
    assert page.how.title.text() == "How it is worked out: Points owed"
    page.explain(page.tiles["points_owed"])
    assert not page.how.isVisible()
    page.print_button.setFocus()
    page.explain_chosen()  # no figure has the focus: the first one is meant
    assert page.how.title.text() == "How it is worked out: Retention rate"


def test_a_sale_made_meanwhile_is_counted(
    page: InsightsPage, session: Session, qtbot: QtBot
) -> None:
    assert page.words is not None
    before = page.words.now.trade.anonymous_sales
    sell(session, date(2026, 10, 30), 700, None)
    qtbot.waitUntil(
        lambda: page.words is not None and page.words.now.trade.anonymous_sales == before + 1,
        timeout=20_000,
    )


def test_the_summary_is_shown_before_it_is_printed(page: InsightsPage, qtbot: QtBot) -> None:
    page.print_button.click()
    assert not page.print_button.isEnabled()
    qtbot.waitUntil(lambda: page._preview is not None and page._preview.isVisible(), timeout=20_000)
    preview = page._preview
    assert isinstance(preview, PaperPreview)
    assert preview.document.pageCount() == 2
    assert preview.title.text() == "Retention summary, October 2026"
    qtbot.waitUntil(page.print_button.isEnabled)
    page.turn_month(-1)
    assert page.month == OCTOBER  # the paper on top is October's
    preview.close_preview()
    assert page.print_button.hasFocus()


def test_the_figures_are_exported_for_a_spreadsheet(
    page: InsightsPage, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page.export_button.click()
    path = tmp_path / "October.csv"
    page.dialog.selectFile(str(path))
    with qtbot.waitSignal(page.dialog.fileSelected):
        page.dialog.accept()
    rows = dict(row[:2] for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    figures = month_figures(
        session.db, month=OCTOBER, today=session.today, settings=session.settings
    )
    assert rows["customers_start"] == str(figures.customers.start)
    assert rows["revenue"] == str(figures.trade.revenue)


def test_a_book_without_a_sale_says_what_will_be_here(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    page = opened(window)
    assert page.empty.isVisible()
    assert not page.full.isVisible()
    with qtbot.waitSignal(page.turn_to) as turned:
        page.empty_button.click()
    assert turned.args == ["counter", None]
    sell(session, session.today, 500, None)
    window.turn_to("insights")
    shown(qtbot, page, date(2026, 11, 1))  # the first month there is
    assert page.full.isVisible()
    assert not page.empty.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 768), (800, 600)])
def test_nothing_lies_beside_the_window(
    page: InsightsPage, window: MainWindow, qtbot: QtBot, width: int, height: int
) -> None:
    window.resize(width, height)
    qtbot.waitUntil(lambda: window.width() == width)
    qtbot.waitUntil(lambda: page.scroll_area.horizontalScrollBar().maximum() == 0)
