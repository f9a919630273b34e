"""A table of shades, the more the darker: each cell is pointed at, walked to by keys, pressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop import theme
from desktop.widgets.labels import named

BESIDE = -1  # the column of the figure beside the name
_READABLE = 4.5
_PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_WAYS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True)
class HeatCell:
    """What stands in a cell, how dark it is (a share of 100), and what it says in a sentence."""

    text: str
    share: Fraction
    told: str = ""


@dataclass(frozen=True)
class HeatRow:
    """One row: its name, a figure beside it, its cells; what is to come is absent."""

    words: str
    beside: str
    cells: Sequence[HeatCell]
    told: str = ""  # of the figure beside


class HeatMap(QWidget):
    """Shows rows of cells; `pressed` tells the row and the column of one, −1 beside the name."""

    ROW, HEAD, NAME, BESIDE_WIDTH, GAP = 34, 26, 86, 60, 3
    AROUND = 10  # beside the words of a cell

    pressed = Signal(int, int)

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self._rows: Sequence[HeatRow] = ()
        self._columns: Sequence[str] = ()
        self._beside = self._unit = ""
        self._narrowest = 1
        self.at: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(
        self, rows: Sequence[HeatRow], *, columns: Sequence[str], beside: str, unit: str = ""
    ) -> None:
        """Draw these rows; `beside` heads the figure next to the name, `unit` stands in the corner.

        The unit is that of the cells: in ¥1,000.
        """
        self._rows, self._columns, self._beside, self._unit = rows, columns, beside, unit
        letters = QFontMetrics(theme.font(theme.TEXT_SMALL))
        texts = [*columns, *(cell.text for row in rows for cell in row.cells)]
        widest = max((letters.horizontalAdvance(text) for text in texts), default=0)
        self._narrowest = widest + self.AROUND
        if self.at is not None and self._told(*self.at) is None:
            self.at = None
        told = (f"{row.words}: {', '.join(cell.text for cell in row.cells)}" for row in rows)
        self.setAccessibleDescription("; ".join(told))
        self.updateGeometry()
        self.update()

    def columns_shown(self) -> int:
        """Return how many columns there is room for; the first ones tell most."""
        fitting = (self.width() - self.NAME - self.BESIDE_WIDTH) // self._narrowest
        return max(1, min(fitting, len(self._columns)))

    # -- Painting ---------------------------------------------------------------------------

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.TEXT_SMALL))
        painter.setPen(theme.colour("muted"))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(self._field(-1, BESIDE), centre, self._beside)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(2, 0, self.NAME, self.HEAD), left, self._unit)
        for column, words in enumerate(self._columns[: self.columns_shown()]):
            painter.drawText(self._field(-1, column), centre, words)
        for number, row in enumerate(self._rows):
            self._paint_row(painter, number, row)
        if self.hasFocus() and self.at is not None:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self._field(*self.at)).adjusted(-1, -1, 1, 1), 6, 6)

    def _paint_row(self, painter: QPainter, number: int, row: HeatRow) -> None:
        top, height = self.HEAD + number * self.ROW, self.ROW - self.GAP
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRect(2, top, self.NAME, height), left, row.words)
        painter.drawText(self._field(number, BESIDE), Qt.AlignmentFlag.AlignCenter, row.beside)
        for column, cell in enumerate(row.cells[: self.columns_shown()]):
            field = self._field(number, column)
            shade = shade_of(cell.share)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawRoundedRect(field, 5, 5)
            painter.setPen(ink_on(shade))
            painter.drawText(field, Qt.AlignmentFlag.AlignCenter, cell.text)

    def _field(self, row: int, column: int) -> QRect:
        """Return the place of a field; row −1 is the heads, column −1 the figures beside."""
        top = 0 if row < 0 else self.HEAD + row * self.ROW
        height = self.HEAD if row < 0 else self.ROW - self.GAP
        if column == BESIDE:
            return QRect(self.NAME, top, self.BESIDE_WIDTH - self.GAP, height)
        left = self.NAME + self.BESIDE_WIDTH
        pitch = (self.width() - left) / self.columns_shown()
        start, end = left + round(column * pitch), left + round((column + 1) * pitch)
        return QRect(start, top, end - start - self.GAP, height)

    # -- Pointing and walking ---------------------------------------------------------------

    def cell_at(self, place: QPoint) -> tuple[int, int] | None:
        """Return the row and column of a place, None where there is nothing to press."""
        row = (place.y() - self.HEAD) // self.ROW
        left = self.NAME + self.BESIDE_WIDTH
        if not 0 <= row < len(self._rows) or not self.NAME <= place.x() < self.width():
            return None
        column = BESIDE
        if place.x() >= left:
            column = int((place.x() - left) * self.columns_shown() // (self.width() - left))
        return (row, column) if self._told(row, column) is not None else None

    def _told(self, row: int, column: int) -> str | None:
        if not 0 <= row < len(self._rows):
            return None
        if column == BESIDE:
            return self._rows[row].told
        cells = self._rows[row].cells[: self.columns_shown()]
        return cells[column].told if 0 <= column < len(cells) else None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.cell_at(event.pos())
            told = self._told(*found) if found else None
            QToolTip.showText(event.globalPos(), told or "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointed = self.cell_at(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if pointed else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self.cell_at(event.position().toPoint())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(*found)
            self.pressed.emit(*found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _PRESSING and self.at is not None:
            self.pressed.emit(*self.at)
        elif key in _WAYS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            down, across = _WAYS[key]
            row, column = self.at or (0, 0)
            self._go_to(row + down, column + across)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.at is None and self._rows:
            self._go_to(0, 0)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _go_to(self, row: int, column: int) -> None:
        """Go to a cell; into a shorter row as far as it goes, and nowhere beyond the edge."""
        if not 0 <= row < len(self._rows):
            return
        column = min(column, min(len(self._rows[row].cells), self.columns_shown()) - 1)
        told = self._told(row, column)
        if told is None:
            return
        self.at = (row, column)
        spoken, _, _ = self.accessibleName().partition(": ")
        self.setAccessibleName(f"{spoken}: {told}" if told else spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, self.HEAD + self.ROW * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        wanted = self.NAME + self.BESIDE_WIDTH + 29 * min(len(self._columns), 8)
        return QSize(wanted, self.HEAD + self.ROW * len(self._rows))


def shade_of(percent: Fraction) -> QColor:
    """Return the shade of a share of 100, from the card's own colour to the primary one."""
    pale, full = theme.colour("info_soft"), theme.colour("primary")
    # Most figures lie below 50; the root keeps 5 and 15 apart.
    share = (float(min(max(percent, Fraction(0)), Fraction(100))) / 100) ** 0.6
    mixed = [
        round(low + (high - low) * share)
        for low, high in zip(pale.getRgb()[:3], full.getRgb()[:3], strict=True)  # type: ignore[index]
    ]
    return QColor(*mixed)


def ink_on(shade: QColor) -> QColor:
    """Return the ink that can be read on a shade: at least 4.5 to 1."""
    inks = (QColor("#1B1F26"), QColor("#FFFFFF"), QColor("#000000"))
    return next(ink for ink in inks if _contrast(ink, shade) >= _READABLE)


def _contrast(one: QColor, other: QColor) -> float:
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    """Return how bright a colour is to the eye, from 0 to 1; WCAG 2."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
