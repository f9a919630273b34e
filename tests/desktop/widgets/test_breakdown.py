"""Lines of words and figures."""

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.widgets.breakdown import RULE, Breakdown, FigureLine


def test_new_lines_take_the_place_of_those_before(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    shown = Breakdown("breakdown", "What it comes to")
    qtbot.addWidget(shown)
    shown.show()
    shown.show_lines([FigureLine("Base", "17"), RULE, FigureLine("Sum", "17", "sum", name="sum")])
    shown.show_lines([FigureLine("Base", "19"), RULE, FigureLine("Sum", "19", "sum", name="sum")])
    assert shown.lines() == [("Base", "19"), ("Sum", "19")]
    assert [label.text() for label in shown.findChildren(QLabel, "sum")] == ["19"]
    assert shown.accessibleDescription() == "Base 19, Sum 19"


def test_words_that_are_too_long_give_way_to_the_figure(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = Breakdown("breakdown", "What it comes to")
    qtbot.addWidget(shown)
    shown.show_lines([FigureLine("長い名前" * 400, "+17", name="figure")])
    shown.resize(300, 60)
    with qtbot.waitExposed(shown):
        shown.show()
    figure = shown.findChild(QLabel, "figure")
    assert figure is not None
    assert figure.width() >= figure.sizeHint().width()
    assert figure.geometry().right() <= 300
