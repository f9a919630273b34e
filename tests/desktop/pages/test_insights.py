"""Insights on the real page: periods, explanations, the customers behind, paper, export."""

import csv
import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.queries.behind import customers_behind
from db.queries.figures import PeriodFigures, period_figures
from db.rules.spans import Period, period_of
from db.session import Session
from desktop import formats
from desktop.insights.overview import Overview
from desktop.main_window import MainWindow
from desktop.month import month_answer
from desktop.pages.insights import InsightsPage
from desktop.widgets.campaign_subject import proposed_in
from desktop.widgets.form import choose
from desktop.widgets.paper_preview import PaperPreview
from tests.desktop.a_shop_year import sell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
OCTOBER = period_of("month", date(2026, 10, 1))


def opened(window: MainWindow) -> InsightsPage:
    window.turn_to("insights")
    page = window.current()
    assert isinstance(page, InsightsPage)
    return page


def shown(qtbot: QtBot, page: InsightsPage, period: Period) -> PeriodFigures:
    """Wait until a period's figures are there."""
    qtbot.waitUntil(
        lambda: page.reading is not None and page.reading.now.period == period, timeout=20_000
    )
    assert page.reading is not None
    return page.reading.now


@pytest.fixture
def book_path(lived_book_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "shop.okaeri"
    shutil.copy(lived_book_file, path)
    return path


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> InsightsPage:
    made = opened(window)
    shown(qtbot, made, OCTOBER)
    return made


def words_on(page: InsightsPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_the_last_full_month_is_shown_with_its_figures(
    page: InsightsPage, session: Session
) -> None:
    figures = period_figures(
        session.db, period=OCTOBER, today=session.today, settings=session.settings
    )
    answer = month_answer(figures, digits=0)
    assert page.period_control.words.text() == "October 2026"
    tiles = {name: tile.figure.text() for name, tile in page.section().tiles.items()}
    assert tiles["retention"] == formats.percent(figures.customers.retention_percent)
    assert tiles["lost"] == str(answer["lapsed"])
    assert tiles["returning"] == formats.percent(figures.trade.returning_revenue_share_percent)
    assert tiles["points_owed"] == formats.number(figures.points.outstanding)
    page.turn_to_section("groups")
    words = words_on(page)
    for amount in ("revenue_new", "revenue_returning", "revenue", "anonymous_revenue"):
        assert formats.money(int(answer[amount]), currency="JPY", digits=0) in words
    page.turn_to_section("rewards")
    words = words_on(page)
    for points in ("opening", "closing"):
        assert formats.number(answer["points"][points]) in words
    page.turn_to_section("bonds")
    assert "Bean Club" in words_on(page)


def test_periods_are_turned_by_keys_as_fast_as_they_are_pressed(
    page: InsightsPage, qtbot: QtBot
) -> None:
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.period_control.words.text() == "July 2026"
    shown(qtbot, page, period_of("month", date(2026, 7, 1)))
    qtbot.keyClick(page.period_control, Qt.Key.Key_PageDown)
    shown(qtbot, page, period_of("month", date(2026, 8, 1)))
    for _ in range(9):
        qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.period_control.words.text() == "November 2026"
    assert page.period_control.aside.text() == "so far, up to 22 Nov"
    for _ in range(20):
        page.turn_period(-1)
    may = period_of("month", date(2026, 5, 1))
    assert page.period == may
    figures = shown(qtbot, page, may)
    assert figures.customers.start == 0
    assert page.section().tiles["retention"].figure.text() == "–"


def test_a_week_a_quarter_and_a_year_are_chosen_in_the_list(
    page: InsightsPage, qtbot: QtBot
) -> None:
    for kind, words in (
        ("week", "26 Oct – 1 Nov 2026"), ("quarter", "Q4 2026"), ("year", "2026"),
        ("month", "November 2026"),
    ):  # fmt: skip
        choose(page.period_control.kinds, kind)
        page.period_control.kinds.activated.emit(0)
        assert page.period is not None
        shown(qtbot, page, page.period)
        assert page.period_control.words.text() == words
        assert page.print_button.isEnabled() == (kind == "month")


def test_sections_are_turned_by_keys(page: InsightsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert page.tabs.value() == "groups"
    qtbot.keyClick(page, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.tabs.value() == "rewards"
    for _ in range(4):
        page._turn_section(-1)
    assert page.tabs.value() == "voices"


def test_every_figure_tells_how_it_was_worked_out(page: InsightsPage, qtbot: QtBot) -> None:
    for name, tile in page.section().tiles.items():
        tile.setFocus()
        qtbot.waitUntil(tile.hasFocus)
        qtbot.keyClick(tile, Qt.Key.Key_F1)
        assert page.how.isVisible(), name
        assert page.how.title.text() == tile.words.text()
        assert page.how.paragraphs[0].text() in tile.toolTip()
        qtbot.keyClick(page.how, Qt.Key.Key_Escape)
        assert not page.how.isVisible()
        assert tile.hasFocus()


def test_two_presses_lead_from_a_figure_to_its_customers(
    page: InsightsPage, session: Session, qtbot: QtBot
) -> None:
    tile = page.section().tiles["retention"]
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Return)
    way = page.how.behind_buttons[0]
    qtbot.waitUntil(way.hasFocus)
    qtbot.keyClick(way, Qt.Key.Key_Return)
    assert page.behind.isVisible()
    found = customers_behind(
        session.db,
        period=OCTOBER,
        figure="retained",
        settings=session.settings,
        today=session.today,
    )
    qtbot.waitUntil(lambda: list(page.behind.people) == list(found.rows), timeout=20_000)
    assert page.reading is not None
    assert found.total == page.reading.now.customers.retained > 0
    assert page.behind.title.text() == "Who stayed · October 2026"
    qtbot.waitUntil(page.behind.table.hasFocus)
    with qtbot.waitSignal(page.turn_to) as turned:
        qtbot.keyClick(page.behind.table, Qt.Key.Key_Return)
    assert (turned.args[0], turned.args[1].id) == ("customer", found.rows[0].customer_id)


def test_those_behind_a_figure_become_a_campaign_and_a_file(
    page: InsightsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    figure = page.section().figures["retention"]
    page.show_behind(figure.behind[0])
    qtbot.waitUntil(lambda: bool(page.behind.people), timeout=20_000)
    ids = [person.customer_id for person in page.behind.people]
    page.behind.save()
    path = tmp_path / "stayed.csv"
    assert page.behind.dialog is not None
    page.behind.dialog.selectFile(str(path))
    with qtbot.waitSignal(page.behind.dialog.fileSelected):
        page.behind.dialog.accept()
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert len(rows) == 1 + len(ids)
    with qtbot.waitSignal(page.turn_to) as turned:
        page.behind.campaign_button.click()
    assert turned.args[0] == "offers"
    proposed = proposed_in(turned.args[1])
    assert proposed is not None
    assert proposed.terms == {"customers": ids}


def test_a_picture_is_copied_by_its_key_with_its_values(page: InsightsPage, qtbot: QtBot) -> None:
    section = page.section()
    assert isinstance(section, Overview)
    heat = section.cohorts.heat
    heat.setFocus()
    qtbot.keyClick(heat, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    carried = QGuiApplication.clipboard().mimeData()
    assert carried.hasImage()
    assert "May 2026: 100, " in carried.text()


def test_a_sale_made_meanwhile_is_counted(
    page: InsightsPage, session: Session, qtbot: QtBot
) -> None:
    assert page.reading is not None
    before = page.reading.now.trade.anonymous_sales
    sell(session, date(2026, 10, 30), 700, None)
    qtbot.waitUntil(
        lambda: page.reading is not None and page.reading.now.trade.anonymous_sales == before + 1,
        timeout=20_000,
    )


def test_the_summary_is_shown_before_it_is_printed(page: InsightsPage, qtbot: QtBot) -> None:
    page.print_button.click()
    assert not page.print_button.isEnabled()
    qtbot.waitUntil(lambda: page._preview is not None and page._preview.isVisible(), timeout=20_000)
    preview = page._preview
    assert isinstance(preview, PaperPreview)
    assert preview.document.pageCount() >= 2
    assert preview.title.text() == "Retention summary, October 2026"
    qtbot.waitUntil(page.print_button.isEnabled)
    page.turn_period(-1)
    assert page.period == OCTOBER  # the paper on top is October's
    preview.close_preview()
    assert page.print_button.hasFocus()


def test_the_figures_are_exported_for_a_spreadsheet(
    page: InsightsPage, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page.export_button.click()
    assert page.dialog is not None
    path = tmp_path / "October.csv"
    page.dialog.selectFile(str(path))
    with qtbot.waitSignal(page.dialog.fileSelected):
        page.dialog.accept()
    rows = dict(row[:2] for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    figures = period_figures(
        session.db, period=OCTOBER, today=session.today, settings=session.settings
    )
    assert rows["customers_start"] == str(figures.customers.start)
    assert rows["revenue"] == str(figures.trade.revenue)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 768), (800, 600)])
def test_nothing_lies_beside_the_window(
    page: InsightsPage, window: MainWindow, qtbot: QtBot, width: int, height: int
) -> None:
    window.resize(width, height)
    qtbot.waitUntil(lambda: window.width() == width)
    qtbot.waitUntil(lambda: page.scroll_area.horizontalScrollBar().maximum() == 0)
