"""Chips that are on or off, several at once, in as many rows as they need."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.widgets.buttons import button
from desktop.widgets.flow import FlowLayout
from desktop.widgets.labels import named


class ToggleChips(QWidget):
    """Says what was pressed; what is on is shown by whoever knows."""

    toggled = Signal(str, bool)  # by a person: which, and whether it is wanted now

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self._flow = FlowLayout(self)
        self.buttons: dict[str, QPushButton] = {}

    def offer(self, words: Mapping[str, str]) -> None:
        """Offer these chips instead of those before: value → words."""
        self._flow.clear()
        self.buttons = {value: self._chip(value, text) for value, text in words.items()}
        self.updateGeometry()

    def show_on(self, on: Collection[str]) -> None:
        """Show which are on."""
        for value, made in self.buttons.items():
            made.setChecked(value in on)

    def on(self) -> list[str]:
        """Return which are on."""
        return [value for value, made in self.buttons.items() if made.isChecked()]

    def _chip(self, value: str, text: str) -> QPushButton:
        made = button(text, f"{self.objectName()}.{value}", kind="segment")
        made.setCheckable(True)
        made.clicked.connect(lambda wanted: self.toggled.emit(value, wanted))
        self._flow.addWidget(made)
        return made
