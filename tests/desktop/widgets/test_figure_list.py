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


def test_a_line_with_a_name_is_pressed_and_keeps_the_focus(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    figures = FigureList("insights.bridge")
    qtbot.addWidget(figures)
    rows = [FigureRow("Lost", ("−102",), name="lost", note="29.7 % churn"), FigureRow("x", ("1",))]
    figures.show_rows(rows)
    with qtbot.waitExposed(figures):
        figures.show()
    figures.activateWindow()
    (lost,) = figures.buttons
    assert (lost.objectName(), lost.accessibleName()) == ("insights.bridge.lost", "Lost, −102")
    with qtbot.waitSignal(figures.pressed) as pressed:
        lost.click()
    assert pressed.args == ["lost"]
    lost.setFocus()
    qtbot.waitUntil(lost.hasFocus)
    figures.show_rows(rows)
    qtbot.waitUntil(figures.buttons[0].hasFocus)
