"""One figure in a card: what it is, how much, how it changed, how it was worked out."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.theme import Tone
from desktop.widgets.chip import Chip
from desktop.widgets.flow import FlowLayout
from desktop.widgets.labels import label, small
from desktop.widgets.panel import Panel


class StatTile(Panel):
    """Shows a figure; several stand side by side on top of a page."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._words = words
        self.body.setSpacing(4)
        self.words = label(words, "heading", wrap=True)
        self.figure: QLabel = label("–", "figure")
        self.change = Chip()
        self.note = small(wrap=True)
        holder = QWidget()
        FlowLayout(holder).addWidget(self.change)
        self._holder = holder
        for widget in (self.words, self.figure, holder, self.note):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_figure(
        self, figure: str, *, note: str = "", change: str = "", tone: Tone = "plain"
    ) -> None:
        """Show the figure, how it changed since the period before, and how it came about."""
        self.figure.setText(figure)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.change.say(change, tone)
        self._holder.setVisible(bool(change))
        self.setAccessibleName(", ".join(part for part in (self._words, figure, change) if part))
        self.setAccessibleDescription(note)
