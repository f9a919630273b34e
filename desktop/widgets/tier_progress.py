"""How far it is to the next tier: a thin bar over the words that say it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.labels import muted

_HEIGHT = 8


class ProgressBar(QWidget):
    """A bar of which a part is filled; its words say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.percent = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fill(self, percent: int, spoken: str) -> None:
        """Fill a part of the bar."""
        self.percent = min(max(percent, 0), 100)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = QRectF(0, 0, self.width(), _HEIGHT)
        painter.setBrush(theme.colour("rule"))
        painter.drawRoundedRect(room, _HEIGHT / 2, _HEIGHT / 2)
        if self.percent:
            room.setWidth(max(room.width() * self.percent / 100, _HEIGHT))
            painter.setBrush(theme.colour("primary"))
            painter.drawRoundedRect(room, _HEIGHT / 2, _HEIGHT / 2)

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, _HEIGHT)


class TierProgress(QWidget):
    """Shows the way to the next tier, and what the one that is held asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = ProgressBar()
        self.words = muted(wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addWidget(self.words)
        self.keep = muted(wrap=True)
        column.addWidget(self.keep)

    def show_way(self, percent: int | None, way: str, keep: str) -> None:
        """Show how much of the next tier is there, None where there is none; both in words."""
        self.bar.setVisible(percent is not None)
        self.bar.fill(percent or 0, way)
        for words, text in ((self.words, way), (self.keep, keep)):
            words.setText(text)
            words.setVisible(bool(text))
        self.setVisible(bool(way or keep))
