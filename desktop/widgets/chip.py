"""Small coloured words: a tier, a plan, a reason; alone or in a row that wraps."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.theme import Tone
from desktop.widgets.fitting_lines import fitting_lines
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


class LongChip(Chip):
    """A chip that goes on in a second line rather than widen what holds it."""

    def __init__(self, text: str, tone: Tone) -> None:
        super().__init__(text, tone)
        self._words = text
        self._in_one_line = QSize()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setToolTip(text)

    def text(self) -> str:
        return self._words

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        more = len(self._lines(width)) - 1
        return self.sizeHint().height() + more * self.fontMetrics().lineSpacing()

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            self._in_one_line = super().sizeHint()
        return self._in_one_line

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        least = self.fontMetrics().averageCharWidth() * 8
        return QSize(min(least, wanted.width()), wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines = self._lines(self.width())
        self.setWordWrap(len(lines) > 1)
        self.setText("\n".join(lines))

    def _lines(self, width: int) -> list[str]:
        """Return the words in one line, or in two, in the room inside a width."""
        sides = self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self._words)
        return fitting_lines(self._words, self.font(), width - sides)


class ChipRow(QWidget):
    """Chips side by side, in as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = FlowLayout(self)

    def show_chips(self, chips: list[tuple[str, Tone]]) -> None:
        """Show these chips instead of those before."""
        self.flow.clear()
        for text, tone in chips:
            chip = LongChip(text, tone)
            self.flow.addWidget(chip)
            chip.show()
        self.setVisible(bool(chips))
        self.updateGeometry()
