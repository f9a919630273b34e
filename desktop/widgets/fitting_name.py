"""A person's name as large as it fits: on one line, else smaller on two, cut only then."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop import theme
from desktop.widgets.fitting_lines import fitting_lines

_SMALLER = 16


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
