"""Tells a barcode scanner that types like a keyboard from a person who types."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

FASTEST_FINGERS_MS = 35  # between two keys; scanners take 1 to 20
SHORTEST = 6
SHORTEST_UNKNOWN = 8  # from here on, code that nothing answers to is no amount typed fast
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_OTHER_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


@dataclass
class _Burst:
    """The keys that came one upon the other, and how the field looked before them."""

    text: str = ""
    last_ms: int = 0
    into: QWidget | None = None
    undo: Callable[[], None] = field(default=lambda: None)


class ScannerEar(QObject):
    """Hears every key of a window; a burst that ends in Enter is a scan, wherever the focus is.

    Keys reach their field as ever. Only at Enter is it known who typed: a scan's keys are then
    taken back from the field and Enter does nothing more. Typing is left as it is.
    """

    scanned = Signal(str)

    def __init__(self, is_code: Callable[[str], bool], *, scan_box: QWidget) -> None:
        """`is_code` tells whether the book knows a text as one."""
        super().__init__()
        self._is_code = is_code
        self._scan_box = scan_box
        self._burst = _Burst()
        self._taken_ms = -1

    def listen(self, window: QWidget) -> None:
        """Begin to listen to a window that is shown: all its keys come by its handle first.

        (As a filter of the whole application it would be called for every event there is.)
        """
        handle = window.windowHandle()
        assert handle is not None, "only a window that is shown has keys"
        handle.installEventFilter(self)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        del target
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _ENTER:
            return self._enter(event)
        focus = QApplication.focusWidget()
        if event.type() == QEvent.Type.KeyPress and focus is not None:
            self._hear(event, focus)
        return False

    def _hear(self, event: QKeyEvent, focus: QWidget) -> None:
        if not event.text():
            return  # Shift on its own, before a capital
        if not event.text().isprintable() or event.modifiers() & _OTHER_MODIFIERS:
            self._burst = _Burst()
            return
        now_ms = event.timestamp()
        burst = self._burst
        goes_on = (
            burst.text and burst.into is focus and now_ms - burst.last_ms <= FASTEST_FINGERS_MS
        )
        if not goes_on:
            burst = self._burst = _Burst(into=focus, undo=_way_back(focus))
        burst.text += event.text()
        burst.last_ms = now_ms

    def _enter(self, event: QKeyEvent) -> bool:
        """Take the Enter that ends a scan; it comes twice, first to ask for shortcuts."""
        now_ms = event.timestamp()
        if event.type() == QEvent.Type.ShortcutOverride:
            if self._is_scan(now_ms):
                event.accept()
                return True
            return False
        burst, is_scan = self._burst, self._is_scan(now_ms)
        self._burst = _Burst()
        if not is_scan:
            return False
        burst.undo()
        self.scanned.emit(burst.text)
        return True

    def _is_scan(self, now_ms: int) -> bool:
        text = self._burst.text
        in_time = now_ms > 0 and now_ms - self._burst.last_ms <= FASTEST_FINGERS_MS
        if not in_time or len(text) < SHORTEST:
            return False
        # What nothing answers to may still be a phone number, typed fast into the scan box.
        in_scan_box = self._burst.into is self._scan_box
        return (not in_scan_box and _looks_like_code(text)) or self._is_code(text)


def _looks_like_code(text: str) -> bool:
    return (
        len(text) >= SHORTEST_UNKNOWN
        and text.isascii()
        and any(letter.isdigit() for letter in text)
        and not any(letter.isspace() for letter in text)
    )


def _way_back(focus: QWidget) -> Callable[[], None]:
    """Return what makes the field as it is now."""
    if isinstance(focus, QLineEdit):
        return _line_edit_way_back(focus)
    if isinstance(focus, QTextEdit | QPlainTextEdit):
        document = focus.document()
        steps = document.availableUndoSteps()

        def undo_typing() -> None:
            while document.availableUndoSteps() > steps:
                document.undo()

        return undo_typing
    if isinstance(focus, QComboBox):
        index = focus.currentIndex()
        return lambda: focus.setCurrentIndex(index)
    if isinstance(focus, QAbstractSpinBox):
        return _line_edit_way_back(focus.lineEdit())
    return lambda: None


def _line_edit_way_back(edit: QLineEdit) -> Callable[[], None]:
    text, cursor = edit.text(), edit.cursorPosition()
    start, length = edit.selectionStart(), len(edit.selectedText())

    def put_back() -> None:
        edit.setText(text)
        edit.setCursorPosition(cursor)
        if length:
            edit.setSelection(start, length)

    return put_back
