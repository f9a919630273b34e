"""Usual words for a field, each one press away."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.buttons import button
from desktop.widgets.flow import FlowLayout


class ChipRow(QWidget):
    """Chips in as many rows as they need."""

    chosen = Signal(str)

    def __init__(self, name: str, words: Sequence[str]) -> None:
        super().__init__()
        self.buttons = [
            button(said, f"{name}.{number}", partial(self.chosen.emit, said))
            for number, said in enumerate(words)
        ]
        flow = FlowLayout(self)
        for made in self.buttons:
            made.setProperty("kind", "chip")
            made.setProperty("tone", "info")
            flow.addWidget(made)
