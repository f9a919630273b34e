"""A card whose table is saved and whose picture is copied."""

from pathlib import Path

import python_calamine
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.main_window import MainWindow
from desktop.widgets.charts import Line, LineChart
from desktop.widgets.figure_card import FigureCard, Table


def test_a_table_is_saved_as_a_workbook_and_a_picture_copied(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    card = FigureCard(window.current(), "card", "Sales")
    qtbot.addWidget(card)
    card.beneath = lambda: "October 2026 · Hana"
    card.copy()  # without a picture there is none to copy
    card.save()
    card.offer_table(lambda: Table(("Name", "Sales"), [("Ken", 3)]))
    card.show()
    assert card.save_button.isVisible()
    card.save()
    assert card.dialog is not None
    assert "Sales October 2026.csv" in card.dialog.selectedFiles()[0]
    card.dialog.selectFile(str(tmp_path / "sales.xlsx"))
    with qtbot.waitSignal(card.dialog.fileSelected):
        card.dialog.accept()
    book = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "sales.xlsx"))
    assert book.get_sheet_by_index(0).to_python() == [["Name", "Sales"], ["Ken", 3.0]]
    chart = LineChart("history", "Sales")
    card.body.addWidget(chart)
    chart.show_lines([Line("all", [1])], ["Oct"])
    chart.show()
    card.offer_picture(chart)
    assert card.more_button.isVisible()
    card.copy()
    assert QGuiApplication.clipboard().mimeData().text() == "Oct: all 1"
