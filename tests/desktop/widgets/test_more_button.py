"""What is done less often opens from one button, by the keyboard alone."""

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.widgets.more_button import MoreButton

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of a menu


def opened(qtbot: QtBot) -> tuple[MoreButton, list[str]]:
    button, done = MoreButton("more"), list[str]()
    qtbot.addWidget(button)
    for name in ("stamps", "voucher"):
        button.add(name, name).triggered.connect(lambda _=False, name=name: done.append(name))
    button.show()
    return button, done


def test_enter_does_the_first_of_the_list_and_the_arrows_another(qtbot: QtBot) -> None:
    button, done = opened(qtbot)
    button.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert done == ["stamps"]
    button.click()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert done == ["stamps", "voucher"]


def test_what_cannot_be_done_now_is_not_in_the_list(qtbot: QtBot) -> None:
    button, done = opened(qtbot)
    button.findChild(QMenu).actions()[0].setVisible(False)  # type: ignore[union-attr]
    button.click()
    QTest.keyClick(QApplication.activePopupWidget() or button, Qt.Key.Key_Return)
    assert done == ["voucher"]


def test_an_entry_can_still_be_hidden_after_the_list_was_open(qtbot: QtBot) -> None:
    button, done = opened(qtbot)
    third = button.add("credit", "credit")
    button.click()
    QTest.keyClick(QApplication.activePopupWidget() or button, Qt.Key.Key_Return)
    gc.collect()
    third.setVisible(False)
    assert (done, third.isVisible()) == (["stamps"], False)
