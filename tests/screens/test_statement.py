"""Nothing of a statement is cut, in either language, however wide the window is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop import theme
from desktop.main_window import MainWindow
from desktop.pages.counter import CounterPage
from desktop.widgets.page import Subject
from desktop.widgets.statement_panel import StatementPanel
from tests.screens.cut_text import cut_texts


def opened(window: MainWindow, tanaka: str, qtbot: QtBot) -> StatementPanel:
    window.turn_to("counter", Subject("customer", tanaka))
    page = window.pages["counter"]
    assert isinstance(page, CounterPage)
    page.statements.show(tanaka)
    panel = page.statements.panel
    assert panel is not None
    drawn(window, qtbot)
    return panel


def drawn(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitExposed(window):
        window.grab()
    qtbot.wait(20)
    window.grab()


def test_lines_lots_and_takings(window: MainWindow, tanaka: str, qtbot: QtBot) -> None:
    panel = opened(window, tanaka, qtbot)
    assert cut_texts(panel) == []
    figures = panel.lines.fontMetrics()
    for row, column in ((row, column) for row in range(3) for column in (0, 2, 3)):
        text = str(panel.lines.records.index(row, column).data())
        assert figures.horizontalAdvance(text) + 26 <= panel.lines.columnWidth(column), text
    panel.lots.setCurrentRow(1)
    drawn(window, qtbot)
    assert cut_texts(panel) == []


def test_the_sale_that_a_line_leads_to(
    window: MainWindow, session: Session, tanaka: str, qtbot: QtBot
) -> None:
    panel = opened(window, tanaka, qtbot)
    sale = session.db.conn.execute("SELECT id FROM sales").fetchone()[0]
    panel.sheet.show_sale(sale)
    drawn(window, qtbot)
    assert cut_texts(panel.sheet) == []
    qtbot.keyClick(panel.sheet.done_button, Qt.Key.Key_Escape)
    assert panel.isVisible()


def test_every_button_is_large_enough_for_a_finger(
    window: MainWindow, tanaka: str, qtbot: QtBot
) -> None:
    panel = opened(window, tanaka, qtbot)
    for each in panel.findChildren(QPushButton):
        if each.isVisible():
            assert min(each.width(), each.height()) >= theme.TOUCH, each.objectName()
