"""The counter while nobody stands at it."""

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.widgets.nobody_panel import KeysPanel, NobodyPanel


def test_it_offers_to_sign_somebody_up(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    panel = NobodyPanel()
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.new_asked):
        panel.new_button.click()


def test_every_key_stands_beside_what_it_does(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    panel = KeysPanel([("F2", "Find a customer"), ("Esc", "Next customer")])
    qtbot.addWidget(panel)
    texts = [label.text() for label in panel.findChildren(QLabel)]
    assert texts == ["Keys", "F2", "Find a customer", "Esc", "Next customer"]
