"""A tile that is asked how its figure was worked out, and the card that answers."""

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import icon_button
from desktop.widgets.labels import label, named, strong
from desktop.widgets.panel import Panel
from desktop.widgets.stat_tile import StatTile

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ExplainedTile(StatTile):
    """A press, Enter or Space asks how the figure came about; the pointer sees it at once."""

    asked = Signal()

    def __init__(self, name: str, words: str) -> None:
        super().__init__(name, words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.asked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self.hasFocus() or self.underMouse()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(theme.colour("focus" if self.hasFocus() else "line_strong"), width))
        edge = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(edge, theme.RADIUS, theme.RADIUS)


class Explanation(Panel):
    """Says in whole sentences how a figure came about; Esc or the cross takes it away."""

    _PARAGRAPHS = 2

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name, tr("How it is worked out"))
        self.title = strong()
        self.paragraphs = [label(wrap=True) for _ in range(self._PARAGRAPHS)]
        self.close_button = icon_button("close", f"{name}.close", tr("Close"), self.close_again)
        self.add_row(self.title, None, self.close_button)
        for paragraph in self.paragraphs:
            self.body.addWidget(paragraph)
        self.tile: ExplainedTile | None = None
        self.hide()

    def explain(self, tile: ExplainedTile, sentences: Sequence[str]) -> None:
        """Say how the tile's figure came about, a paragraph for each."""
        assert len(sentences) <= self._PARAGRAPHS
        self.tile = tile
        title = tr("How it is worked out: {figure}").format(figure=tile.words.text())
        self.title.setText(title)
        for paragraph, words in zip_longest(self.paragraphs, sentences, fillvalue=""):
            assert not isinstance(paragraph, str)
            paragraph.setText(words)
            paragraph.setVisible(bool(words))
        self.setAccessibleDescription(" ".join(sentences))

    def close_again(self) -> None:
        """Go away, and give the focus back to the figure."""
        self.hide()
        if self.tile is not None:
            self.tile.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_again()
        else:
            super().keyPressEvent(event)
