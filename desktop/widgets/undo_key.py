"""Leaves the keys for undoing to a field only while something is typed in it."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class UndoKeyPasses(QObject):
    """Lets an empty field pass Ctrl+Z on to its page, where it undoes the last act.

    A field would take the key all the same, and bring back what was recorded by then.
    """

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        field.installEventFilter(self)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(target, QLineEdit)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not target.text()
        ):
            event.ignore()
            return True
        return False
