"""A figure as large as there is room for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.big_figure import BigFigure, PressableFigure


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


def test_both_lines_keep_their_height_where_room_is_short(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    holder = QWidget()
    qtbot.addWidget(holder)
    column, shown = QVBoxLayout(holder), BigFigure()
    column.addWidget(shown)
    shown.show_figure("3,365", "points · worth ¥3,365")
    holder.resize(200, 60)
    with qtbot.waitExposed(holder):
        holder.show()
    assert shown.height() >= shown.heightForWidth(shown.width()) > 48


def test_a_figure_that_is_too_wide_is_written_smaller(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = BigFigure()
    qtbot.addWidget(shown)
    shown.show_figure("1,000,000,000,000", "points")
    assert shown._size_px(1000) == 40
    assert shown._size_px(250) < 30


def test_a_figure_that_explains_itself_is_pressed_by_finger_and_by_keys(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = PressableFigure()
    qtbot.addWidget(shown)
    shown.show_figure("1,240", "points")
    presses: list[None] = []
    shown.pressed.connect(lambda: presses.append(None))
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    qtbot.keyClick(shown, Qt.Key.Key_Space)
    qtbot.keyClick(shown, Qt.Key.Key_A)
    assert len(presses) == 3


def test_the_focus_is_seen_on_it(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    shown = PressableFigure()
    qtbot.addWidget(shown)
    shown.show_figure("1,240", "points")
    shown.resize(300, 48)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown.clearFocus()
    before = shown.grab().toImage()
    shown.setFocus()
    assert shown.grab().toImage() != before
