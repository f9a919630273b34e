"""A big figure with its unit behind it, on one line of writing or, in little room, under it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop import theme

_GAP = 8
_UNIT_LINE = 20
_FIGURE_LINE = 48
_SMALLEST = 18


class BigFigure(QLabel):
    """Its text is the figure alone, as tests and screen readers find it."""

    def __init__(self) -> None:
        super().__init__()
        self.unit = ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_figure(self, figure: str, unit: str) -> None:
        """Show a figure and what it counts."""
        self.unit = unit
        self.setText(figure)
        self.setAccessibleName(f"{figure} {unit}")
        self._claim_height()

    def _claim_height(self) -> None:
        """Hold the height of both lines: layouts that are short of room take it from words."""
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def _size_px(self, width: int) -> int:
        """Return the size in which the figure alone fits."""
        size_px = theme.TEXT_AMOUNT
        while size_px > _SMALLEST and _width_of(self.text(), size_px, bold=True) > width:
            size_px -= 2
        return size_px

    def _on_one_line(self, width: int) -> bool:
        figure = _width_of(self.text(), self._size_px(width), bold=True)
        return figure + _GAP + _width_of(self.unit, theme.TEXT) <= width

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        size_px = self._size_px(self.width())
        painter.setFont(theme.font(size_px, bold=True))
        painter.setPen(theme.colour("ink"))
        foot = _FIGURE_LINE - 8
        painter.drawText(QPointF(0, foot), self.text())
        taken = painter.fontMetrics().horizontalAdvance(self.text())
        painter.setFont(theme.font(theme.TEXT))
        painter.setPen(theme.colour("muted"))
        if self._on_one_line(self.width()):
            painter.drawText(QPointF(taken + _GAP, foot), self.unit)
            return
        shown = painter.fontMetrics().elidedText(
            self.unit, Qt.TextElideMode.ElideRight, self.width()
        )
        room = QRectF(0, _FIGURE_LINE, self.width(), _UNIT_LINE)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._claim_height()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _FIGURE_LINE if self._on_one_line(width) else _FIGURE_LINE + _UNIT_LINE

    def sizeHint(self) -> QSize:
        return QSize(200, _FIGURE_LINE)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, _FIGURE_LINE)


class PressableFigure(BigFigure):
    """A big figure that explains itself: a press or Enter asks why it is what it is."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

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
        if self.hasFocus():  # a frame would cut into the figure
            painter = QPainter(self)
            width = min(
                self.width(), _width_of(self.text(), self._size_px(self.width()), bold=True)
            )
            painter.fillRect(QRectF(0, _FIGURE_LINE - 3, width, 3), theme.colour("focus"))


def _width_of(text: str, size_px: int, *, bold: bool = False) -> int:
    return QFontMetrics(theme.font(size_px, bold=bold)).horizontalAdvance(text)
