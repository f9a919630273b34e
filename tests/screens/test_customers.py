"""Nothing on the Customers' page is cut."""

from PySide6.QtWidgets import QHeaderView
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.pages.customers import CustomersPage
from tests.screens.cut_text import cut_texts


def drawn(window: MainWindow, qtbot: QtBot) -> CustomersPage:
    window.turn_to("customers")
    qtbot.wait(20)
    window.grab()
    page = window.pages["customers"]
    assert isinstance(page, CustomersPage)
    return page


def test_words_and_heads_have_their_room(window: MainWindow, qtbot: QtBot) -> None:
    page = drawn(window, qtbot)
    assert cut_texts(page) == []
    header = page.table.horizontalHeader()
    for number, column in enumerate(page.table.records.columns):
        if page.table.isColumnHidden(number):
            continue
        wanted = header.fontMetrics().horizontalAdvance(column.title) + 26
        assert page.table.columnWidth(number) >= wanted, column.title


def test_figures_and_days_are_whole(window: MainWindow, qtbot: QtBot) -> None:
    page = drawn(window, qtbot)
    metrics = page.table.fontMetrics()
    for number in range(page.table.records.columnCount()):
        fixed = page.table.horizontalHeader().sectionResizeMode(number)
        if page.table.isColumnHidden(number) or fixed is QHeaderView.ResizeMode.Stretch:
            continue
        text = str(page.table.records.index(0, number).data())
        assert metrics.horizontalAdvance(text) + 26 <= page.table.columnWidth(number), text
