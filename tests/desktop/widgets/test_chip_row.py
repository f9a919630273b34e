"""A chip says its words."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.widgets.chip_row import ChipRow


def test_a_chip_says_its_words_by_mouse_and_by_key(qtbot: QtBot) -> None:
    row, said = ChipRow("reason", ["An apology", "Entered by mistake"]), list[str]()
    qtbot.addWidget(row)
    row.chosen.connect(said.append)
    row.show()
    row.buttons[1].click()
    QTest.keyClick(row.buttons[0], Qt.Key.Key_Space)
    assert said == ["Entered by mistake", "An apology"]
    assert [made.objectName() for made in row.buttons] == ["reason.0", "reason.1"]
