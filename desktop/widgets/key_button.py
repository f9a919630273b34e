"""A button that shows the key which presses it; its words may take two lines."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

from desktop import theme
from desktop.widgets.buttons import Kind
from desktop.widgets.fitting_lines import fitting_lines
from desktop.widgets.labels import named

_SIDE = 12  # between the edge and the words
_KEY_HEIGHT = 20
_KEY_SIDE = 6
_GAP = 8  # between the words and the key


class KeyButton(QPushButton):
    """Words on the left, the key in a small frame on the right."""

    def __init__(
        self,
        text: str,
        name: str,
        do: Callable[[], object] | None = None,
        *,
        key: str = "",
        kind: Kind = "plain",
        size_px: int = theme.TEXT,
        height: int = theme.TOUCH,
    ) -> None:
        super().__init__()
        self._words = text
        self._key = key
        self._kind = kind
        self._size_px = size_px
        self._height = height
        self.setProperty("tall", height > theme.TOUCH)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        named(self, name, text)
        self.setText(text)
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if do is not None:
            self.clicked.connect(lambda _checked=False: do())

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        super().setText(text)
        self.setAccessibleName(text)
        self.setToolTip("")

    def _key_width(self) -> int:
        if not self._key:
            return 0
        metrics = QFontMetrics(theme.font(11, bold=True))
        return metrics.horizontalAdvance(self._key) + 2 * _KEY_SIDE

    def _ink(self) -> str:
        if not self.isEnabled():
            return "faint"
        return "on_primary" if self._kind == "primary" else "ink"

    def words_in(self, width: int) -> tuple[list[str], int, bool]:
        """Return the lines of the words in a button's width, their size, and whether the key fits.

        Words go before the key: it is left out where they would be cut beside it.
        """
        room = width - 2 * _SIDE
        key_width = self._key_width()
        beside = room - key_width - _GAP if key_width else room
        lines, size_px = self._lines(beside)
        if not key_width or not lines[-1].endswith("…") or lines == [self.text()]:
            return lines, size_px, bool(key_width)
        return *self._lines(room), False

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        lines, size_px, keyed = self.words_in(self.width())
        room = self.rect().adjusted(_SIDE, 3, -_SIDE, -3)
        if keyed:
            self._paint_key(painter, room, self._key_width())
            room.setRight(room.right() - self._key_width() - _GAP)
        self._paint_words(painter, room, lines, size_px)

    def _paint_words(self, painter: QPainter, room: QRect, lines: list[str], size_px: int) -> None:
        painter.setFont(theme.font(size_px, bold=True))
        painter.setPen(theme.colour(self._ink()))
        side = Qt.AlignmentFlag.AlignLeft if self._key else Qt.AlignmentFlag.AlignHCenter
        pitch = size_px + 4
        top = room.center().y() + 1 - pitch * len(lines) / 2
        for number, words in enumerate(lines):
            line = QRectF(room.left(), top + number * pitch, room.width(), pitch)
            painter.drawText(line, int(side | Qt.AlignmentFlag.AlignVCenter), words)

    def _lines(self, width: int) -> tuple[list[str], int]:
        """Return the words in one line, else smaller in two."""
        lines = fitting_lines(self.text(), theme.font(self._size_px, bold=True), width)
        if len(lines) == 1 or self._size_px == theme.TEXT:
            return lines, self._size_px
        smaller = max(theme.TEXT, self._size_px - 2)
        return fitting_lines(self.text(), theme.font(smaller, bold=True), width), smaller

    def _paint_key(self, painter: QPainter, room: QRect, width: int) -> None:
        frame = QRectF(
            room.right() - width + 1, self.rect().center().y() - _KEY_HEIGHT / 2 + 0.5,
            width, _KEY_HEIGHT,
        )  # fmt: skip
        shade = theme.colour("on_primary" if self._ink() == "on_primary" else "muted")
        if not self.isEnabled():
            shade = theme.colour("faint")
        shade.setAlphaF(0.75)
        painter.setFont(theme.font(11, bold=True))
        painter.setPen(QPen(shade, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 5, 5)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self._key)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(self._size_px, bold=True))
        key_width = self._key_width()
        words = metrics.horizontalAdvance(self.text())
        return QSize(words + 2 * _SIDE + (key_width + _GAP if key_width else 0) + 2, self._height)

    def minimumSizeHint(self) -> QSize:
        key_width = self._key_width()
        return QSize(2 * _SIDE + 24 + (key_width + _GAP if key_width else 0), self._height)
