"""Asking why the drawer is opened."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.widgets.drawer_panel import DrawerPanel
from desktop.widgets.page import Page


def test_one_press_is_a_reason_and_words_are_one_too(
    dressed_app: QApplication, session: Session, qtbot: QtBot
) -> None:
    del dressed_app
    page, told = Page(session), list[str]()
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    panel = DrawerPanel(page)
    panel.chosen.connect(told.append)
    panel.open_question()
    panel.buttons["count"].click()
    panel.reason.setFocus()
    panel.reason.setText("Stamps for the post")
    qtbot.keyClick(panel.reason, Qt.Key.Key_Return)
    assert told == ["Count the money", "Stamps for the post"]
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel.isHidden()
