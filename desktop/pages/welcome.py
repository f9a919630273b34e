"""The first page: a new book, one that is there, or the demo shop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db.clock import Clock, system_clock


class WelcomePage(QWidget):
    """Makes or opens a book; shown when there is none."""

    opened = Signal(object)  # Session
    language_chosen = Signal(str)

    def __init__(self, sentence: str = "", *, clock: Clock = system_clock) -> None:
        super().__init__()
        self.clock = clock
        QVBoxLayout(self).addWidget(QLabel(sentence))
