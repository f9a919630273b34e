"""What the ear of the program takes for a scan, and what it leaves to a person's fingers."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.widgets.scanner import ScannerEar

CARD = "2000004128739"
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Bench(QWidget):
    """A window with one field of each kind, and an ear that knows one card."""

    def __init__(self) -> None:
        super().__init__()
        self.scan_box, self.line = QLineEdit(), QLineEdit()
        self.note, self.choice = QPlainTextEdit(), QComboBox()
        self.choice.addItems(["one", "2", "20"])
        self.button = QPushButton("Do")
        self.entered: list[str] = []
        self.pressed: list[str] = []
        self.scans: list[str] = []
        self.line.returnPressed.connect(lambda: self.entered.append(self.line.text()))
        self.button.clicked.connect(lambda: self.pressed.append("pressed"))
        column = QVBoxLayout(self)
        for each in (self.scan_box, self.line, self.note, self.choice, self.button):
            column.addWidget(each)
        self.ear = ScannerEar(lambda text: text in (CARD, "MISAKI7"), scan_box=self.scan_box)
        self.ear.scanned.connect(self.scans.append)

    def type_keys(self, text: str, *, every_ms: int, enter: bool = True) -> None:
        """Send the keys to whatever has the focus, at this pace."""
        now = self.now = getattr(self, "now", 1000) + 5000
        for letter in text:
            self._key(0, letter, now)
            now += every_ms
        if enter:
            self._key(Qt.Key.Key_Return, "\r", now)

    def _key(self, key: int, letter: str, at_ms: int) -> None:
        target = self.windowHandle()
        assert target is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, NO_MODIFIER, letter)
            event.setTimestamp(at_ms)
            QCoreApplication.sendEvent(target, event)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.ear.listen(made)
    return made


def test_a_scan_is_heard_wherever_the_focus_is(bench: Bench) -> None:
    for field in (bench.line, bench.note, bench.choice, bench.button, bench.scan_box):
        field.setFocus()
        bench.type_keys(CARD, every_ms=8)
    assert bench.scans == [CARD] * 5


def test_a_scan_leaves_nothing_in_the_field_that_had_the_focus(bench: Bench) -> None:
    bench.line.setText("half typed")
    bench.line.setCursorPosition(4)
    bench.line.setFocus()
    bench.type_keys(CARD, every_ms=8)
    assert bench.line.text() == "half typed"
    assert bench.line.cursorPosition() == 4
    bench.note.setPlainText("a note")
    bench.note.setFocus()
    bench.type_keys(CARD, every_ms=8)
    assert bench.note.toPlainText() == "a note"
    bench.choice.setCurrentIndex(0)
    bench.choice.setFocus()
    bench.type_keys(CARD, every_ms=8)
    assert bench.choice.currentText() == "one"


def test_the_enter_of_a_scan_presses_and_confirms_nothing(bench: Bench) -> None:
    bench.line.setFocus()
    bench.type_keys(CARD, every_ms=8)
    bench.button.setFocus()
    bench.type_keys(CARD, every_ms=8)
    assert (bench.entered, bench.pressed) == ([], [])


def test_what_a_person_types_fast_stays_typed(bench: Bench) -> None:
    bench.line.setFocus()
    bench.type_keys("tanaka misaki", every_ms=30)
    assert bench.entered == ["tanaka misaki"]
    bench.line.clear()
    bench.type_keys(CARD, every_ms=60)
    assert bench.entered == ["tanaka misaki", CARD]
    assert bench.scans == []


def test_an_amount_typed_in_a_breath_is_an_amount(bench: Bench) -> None:
    bench.line.setFocus()
    bench.type_keys("123456", every_ms=20)
    assert bench.entered == ["123456"]


def test_an_unknown_code_is_no_amount(bench: Bench) -> None:
    bench.line.setText("1")
    bench.line.setFocus()
    bench.type_keys("4901234567894", every_ms=8)
    assert (bench.scans, bench.entered, bench.line.text()) == (["4901234567894"], [], "1")


def test_a_phone_number_typed_fast_into_the_scan_box_stays_there(bench: Bench) -> None:
    bench.scan_box.setFocus()
    bench.type_keys("09000000142", every_ms=8)
    assert bench.scans == []
    assert bench.scan_box.text() == "09000000142"


def test_a_pause_within_the_keys_begins_a_new_burst(bench: Bench) -> None:
    bench.line.setFocus()
    bench.type_keys("12", every_ms=8, enter=False)
    bench.type_keys(CARD, every_ms=8)
    assert bench.scans == [CARD]
    assert bench.line.text() == "12"


def test_letters_in_capitals_come_with_their_shift_key(bench: Bench) -> None:
    bench.line.setFocus()
    bench.now = 1000
    for number, letter in enumerate("MISAKI7"):
        bench._key(Qt.Key.Key_Shift, "", 9000 + number * 10)
        bench._key(0, letter, 9004 + number * 10)
    bench._key(Qt.Key.Key_Return, "\r", 9075)
    assert bench.scans == ["MISAKI7"]
