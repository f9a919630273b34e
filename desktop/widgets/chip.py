"""Small coloured words: a tier, a plan, a reason; alone or in a row that wraps."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.theme import Tone
from desktop.widgets.flow import FlowLayout
from desktop.widgets.labels import set_property


class Chip(QLabel):
    """A word or two on a soft ground."""

    def __init__(self, text: str = "", tone: Tone = "info") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIndent(0)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str, tone: Tone) -> None:
        """Show other words in another tone; nothing at all where there are none."""
        self.setText(text)
        set_property(self, "tone", tone)
        self.setVisible(bool(text))


class ChipRow(QWidget):
    """Chips side by side, in as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = FlowLayout(self)

    def show_chips(self, chips: list[tuple[str, Tone]]) -> None:
        """Show these chips instead of those before."""
        self.flow.clear()
        for text, tone in chips:
            chip = Chip(text, tone)
            self.flow.addWidget(chip)
            chip.show()
        self.setVisible(bool(chips))
        self.updateGeometry()
