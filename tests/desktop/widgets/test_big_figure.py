"""A figure as large as there is room for."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.big_figure import BigFigure


def test_its_text_is_the_figure_and_it_is_said_with_its_unit(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = BigFigure()
    qtbot.addWidget(shown)
    shown.show_figure("1,240", "points · worth ¥1,240")
    assert shown.text() == "1,240"
    assert shown.accessibleName() == "1,240 points · worth ¥1,240"


def test_the_unit_goes_under_a_figure_that_leaves_no_room(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = BigFigure()
    qtbot.addWidget(shown)
    shown.show_figure("1,240", "points · worth ¥1,240")
    assert shown.heightForWidth(200) > shown.heightForWidth(320)


def test_a_figure_that_is_too_wide_is_written_smaller(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = BigFigure()
    qtbot.addWidget(shown)
    shown.show_figure("1,000,000,000,000", "points")
    assert shown._size_px(1000) == 40
    assert shown._size_px(250) < 30
