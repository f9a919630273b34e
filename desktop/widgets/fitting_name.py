"""A person's name as large as it fits: on one line, else smaller on two, cut only then."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.fitting_lines import fitting_lines

_SMALLER = 16
_ARROW = 10  # pixels behind the name


class FittingName(QLabel):
    """Its text and its tool tip are always the whole name."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        super().setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def lines(self, width: int) -> tuple[list[str], int]:
        """Return the lines that are painted in a width, and their size in pixels."""
        lines = fitting_lines(self.text(), theme.font(theme.TEXT_NAME, bold=True), width)
        if len(lines) == 1:
            return lines, theme.TEXT_NAME
        return fitting_lines(self.text(), theme.font(_SMALLER, bold=True), width), _SMALLER

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        lines, size_px = self.lines(self.width())
        painter.setFont(theme.font(size_px, bold=True))
        painter.setPen(theme.colour("ink"))
        pitch = size_px + 5
        top = (self.height() - pitch * len(lines)) / 2
        for number, words in enumerate(lines):
            room = QRectF(0, top + number * pitch, self.width(), pitch)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.TOUCH)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, theme.TOUCH)


class PressableName(FittingName):
    """A name that leads to everything about the person, by a press or Enter."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        super().setText(text)
        self.setAccessibleDescription(tr("Everything about this customer (Alt+→)"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        lines, size_px = self.lines(self.width())
        letters = QFontMetrics(theme.font(size_px, bold=True))
        width = min(max(map(letters.horizontalAdvance, lines), default=0), self.width())
        painter = QPainter(self)
        if self.hasFocus():
            painter.fillRect(QRectF(0, self.height() - 3, width, 3), theme.colour("focus"))
        if len(lines) == 1 and width + 2 * _ARROW <= self.width():
            room = QRectF(width + 6, 0, 2 * _ARROW, self.height())
            painter.setFont(theme.font(theme.TEXT_NAME))
            painter.setPen(theme.colour("faint"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, "›")
