"""Figures under each other."""

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.widgets.figure_list import FigureList, FigureRow


def shown(figures: FigureList) -> list[str]:
    return [each.text() for each in figures.findChildren(QLabel) if each.isVisible()]


def test_new_figures_take_the_place_of_the_old(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    figures = FigureList()
    qtbot.addWidget(figures)
    figures.show()
    figures.show_rows([FigureRow("Sales", ("2", "¥500"))], heads=("customers", "revenue"))
    qtbot.waitUntil(lambda: "¥500" in shown(figures))
    assert shown(figures) == ["customers", "revenue", "Sales", "2", "¥500"]
    figures.show_rows([FigureRow("Used", ("−3",)), FigureRow("At the end", ("7",), is_sum=True)])
    qtbot.waitUntil(lambda: shown(figures) == ["Used", "−3", "At the end", "7"])
