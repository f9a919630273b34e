"""A short wait while somebody types, so that not every letter is looked up or drawn."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Pause(QTimer):
    """Does something once, so many milliseconds after it was last started."""

    def __init__(self, owner: QObject, interval_ms: int, do: Callable[[], object]) -> None:
        super().__init__(owner)
        self.setSingleShot(True)
        self.setInterval(interval_ms)
        self.timeout.connect(do)
