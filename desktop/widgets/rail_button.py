"""A button of the rail; a small red number on its picture says how much waits behind it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton

from desktop import theme
from desktop.i18n import trn
from desktop.widgets.labels import named

_HEIGHT = 56
_MOST = 99  # more than that is many
_BADGE_HEIGHT = 16
_BADGE_SIDE = 5
_TEXT = 10


class RailButton(QToolButton):
    """A picture over a word; the number takes no room and moves nothing."""

    def __init__(self, name: str, words: str, icon: str) -> None:
        super().__init__()
        self._words = words
        self.count = 0
        named(self, name, words)
        self.setText(words)
        self.setIcon(theme.icon(icon, "rail_ink_on"))
        self.setIconSize(QSize(theme.ICON, theme.ICON))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)

    def show_count(self, count: int) -> None:
        """Show how much waits; nothing at all where nothing does."""
        if count == self.count:
            return
        self.count = count
        waiting = trn("{page}, {count} is waiting", "{page}, {count} are waiting", count)
        spoken = waiting.format(page=self._words, count=count) if count else self._words
        self.setAccessibleName(spoken)
        self.setToolTip(spoken if count else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count:
            return
        text = str(self.count) if self.count <= _MOST else f"{_MOST}+"
        font = theme.font(_TEXT, bold=True)
        width = QFontMetrics(font).horizontalAdvance(text) + 2 * _BADGE_SIDE
        left = min(self.width() / 2 + 2, self.width() - max(width, _BADGE_HEIGHT) - 4)
        badge = QRectF(left, 3, max(width, _BADGE_HEIGHT), _BADGE_HEIGHT)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(badge, _BADGE_HEIGHT / 2, _BADGE_HEIGHT / 2)
        painter.setFont(font)
        painter.setPen(theme.colour("on_accent"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
