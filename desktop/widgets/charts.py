"""Drawings of figures: lines over the months, with gaps, and bars for each month."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import formats, theme
from desktop.widgets.labels import named

_LEFT = 36  # for the figures beside the lines
_LEGEND = 24
_FOOT = 20  # for the months
_STEPS = (1, 2, 5, 10, 20, 25, 50)
_DOT = 2.5  # the radius of a value that stands alone

NO_VALUE = "–"
Written = Callable[[Fraction | int], str]
"""Writes a value the way it is read beside the chart."""


def _plainly(value: Fraction | int) -> str:
    return formats.number(round(value))


@dataclass(frozen=True)
class Line:
    """One line of a chart; None is a gap, never a zero."""

    words: str
    values: Sequence[Fraction | int | None]
    tone: str = "primary"
    dashed: bool = False


class MonthChart(QWidget):
    """A row of months under figures and the lines that belong to them."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self._labels: Sequence[str] = ()
        self._left = _LEFT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _room(self, *, legend: int = 0) -> QRectF:
        height = self.height() - 8 - _FOOT - legend
        return QRectF(self._left, 8, self.width() - self._left - 8, height)

    def _paint_grid(self, painter: QPainter, room: QRectF, low: int, high: int, step: int) -> None:
        for figure in range(low, high + 1, step):
            y = _height_of(Fraction(figure), room, low, high)
            painter.setPen(QPen(theme.colour("rule"), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(theme.colour("muted"))
            place = QRectF(0, y - 10, self._left - 8, 20)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, side, formats.number(figure))

    def _paint_labels(self, painter: QPainter, room: QRectF, places: Sequence[float]) -> None:
        """Paint as many months as have room, the last one always."""
        if not self._labels:
            return
        painter.setPen(theme.colour("muted"))
        widest = max(painter.fontMetrics().horizontalAdvance(each) for each in self._labels) + 10
        pitch = room.width() / max(len(self._labels), 1)
        every = max(1, ceil(widest / pitch))
        last = len(self._labels) - 1
        for index, (words, x) in enumerate(zip(self._labels, places, strict=True)):
            if (last - index) % every:
                continue
            place = QRectF(x - widest / 2, room.bottom() + 4, widest, _FOOT)
            if place.right() > self.width():
                place.moveRight(self.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def sizeHint(self) -> QSize:
        return QSize(420, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 140)


class LineChart(MonthChart):
    """Lines over a row of months; pointing, or ← and →, reads a month's values out."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__(name, spoken)
        self._lines: Sequence[Line] = ()
        self._write: Written = _plainly
        self.at: int | None = None  # the place that is read out
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_lines(
        self, lines: Sequence[Line], labels: Sequence[str], *, write: Written = _plainly
    ) -> None:
        """Draw these lines; a label stands under each place, `write` says its values."""
        self._lines, self._labels, self._write = lines, labels, write
        self.at = None
        self.setAccessibleDescription(
            "; ".join(self.told(place) for place in range(len(self._labels)))
        )
        self.update()

    def told(self, place: int) -> str:
        """Return what the lines say at a place: "Oct: all customers 70.3 %"."""
        values = (
            (line.words, line.values[place]) for line in self._lines if place < len(line.values)
        )
        said = (f"{words} {self._write(value)}" for words, value in values if value is not None)
        return f"{self._labels[place]}: {', '.join(said) or NO_VALUE}"

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.TEXT_SMALL))
        low, high, step = scale_of(self._lines)
        figures = (formats.number(figure) for figure in (low, high))
        self._left = max(_LEFT, 12 + max(map(painter.fontMetrics().horizontalAdvance, figures)))
        room = self._room(legend=_LEGEND)
        self._paint_grid(painter, room, low, high, step)
        count = len(self._labels)
        places = [_place_of(each, count, room) for each in range(count)]
        for line in self._lines:
            _paint_line(painter, room, line, low, high)
        self._paint_labels(painter, room, places)
        if self.at is not None:
            self._paint_reading(painter, room, places[self.at], self.told(self.at))
        elif len(self._lines) > 1:  # one line is told by its card
            self._paint_legend(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_reading(self, painter: QPainter, room: QRectF, x: float, told: str) -> None:
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
        painter.setPen(theme.colour("ink"))
        painter.drawText(QPointF(6, self.height() - _LEGEND / 2 + 4), told)

    def _paint_legend(self, painter: QPainter) -> None:
        x, y = 6.0, self.height() - _LEGEND / 2
        for line in self._lines:
            painter.setPen(_pen(line))
            painter.drawLine(QPointF(x, y), QPointF(x + 16, y))
            painter.setPen(theme.colour("muted"))
            width = painter.fontMetrics().horizontalAdvance(line.words)
            painter.drawText(QPointF(x + 22, y + 4), line.words)
            x += 22 + width + 18

    # -- Reading a month out ----------------------------------------------------------------

    def _read(self, place: int | None) -> None:
        if place is not None:
            place = max(0, min(place, len(self._labels) - 1))
        self.at = place if self._labels else None
        spoken, _, _ = self.accessibleName().partition(" – ")
        said = "" if self.at is None else f" – {self.told(self.at)}"
        self.setAccessibleName(spoken + said)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        room = self._room()
        share = (event.position().x() - room.left() - 6) / max(room.width() - 12, 1)
        self._read(round(share * (len(self._labels) - 1)))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._read(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            last = len(self._labels) - 1
            self._read(last if self.at is None else self.at + steps[key])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._read(None)


class BarChart(MonthChart):
    """A bar for each month, up from nothing or down below it."""

    WIDEST = 44

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__(name, spoken)
        self._values: Sequence[int] = ()

    def show_bars(self, values: Sequence[int], labels: Sequence[str]) -> None:
        """Draw these bars; a label stands under each."""
        self._values, self._labels = values, labels
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.TEXT_SMALL))
        low, high, step = scale_of([Line("", [0, *self._values])])
        figures = (formats.number(figure) for figure in (low, high))
        self._left = 12 + max(map(painter.fontMetrics().horizontalAdvance, figures))
        room = self._room()
        self._paint_grid(painter, room, low, high, step)
        bars = bars_of(self._values, room, low, high, widest=self.WIDEST)
        painter.setPen(Qt.PenStyle.NoPen)
        for value, bar in zip(self._values, bars, strict=True):
            painter.setBrush(theme.colour("primary" if value > 0 else "warn"))
            painter.drawRoundedRect(bar, min(3, bar.height() / 2), min(3, bar.height() / 2))
        self._paint_labels(painter, room, [bar.center().x() for bar in bars])


def scale_of(lines: Sequence[Line]) -> tuple[int, int, int]:
    """Return the lowest and highest figure beside a chart and the step between: 60, 90, 10."""
    values = [value for line in lines for value in line.values if value is not None]
    if not values:
        return 0, 100, 25
    least, most = floor(min(values)), ceil(max(values))
    span = max(most - least, 1)
    factor = 1
    while span > 5 * factor * _STEPS[-1]:
        factor *= 10
    step = next(each * factor for each in _STEPS if span <= 5 * each * factor)
    low, high = least // step * step, -(-most // step) * step
    return low, max(high, low + step), step


def bars_of(
    values: Sequence[int], room: QRectF, low: int, high: int, *, widest: int
) -> list[QRectF]:
    """Return the place of each bar: side by side, from nothing to its value."""
    pitch = room.width() / max(len(values), 1)
    width = min(pitch * 0.64, widest)
    nothing = _height_of(Fraction(0), room, low, high)
    bars = []
    for index, value in enumerate(values):
        left = room.left() + pitch * index + (pitch - width) / 2
        end = _height_of(Fraction(value), room, low, high)
        bars.append(QRectF(left, min(end, nothing), width, abs(end - nothing)))
    return bars


def _pen(line: Line) -> QPen:
    pen = QPen(theme.colour(line.tone), 2 if line.dashed else 3)
    pen.setStyle(Qt.PenStyle.DashLine if line.dashed else Qt.PenStyle.SolidLine)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _paint_line(painter: QPainter, room: QRectF, line: Line, low: int, high: int) -> None:
    """Paint a line, broken where a value is missing; a value alone is a dot."""
    painter.setPen(_pen(line))
    run: list[QPointF] = []
    for index, value in enumerate([*line.values, None]):
        if value is not None:
            x = _place_of(index, len(line.values), room)
            run.append(QPointF(x, _height_of(Fraction(value), room, low, high)))
        elif run:
            if len(run) == 1:
                painter.setBrush(painter.pen().color())
                painter.drawEllipse(run[0], _DOT, _DOT)
                painter.setBrush(Qt.BrushStyle.NoBrush)
            else:
                painter.drawPolyline(run)
            run = []


def _place_of(index: int, count: int, room: QRectF) -> float:
    return room.left() + 6 + (room.width() - 12) * index / max(count - 1, 1)


def _height_of(value: Fraction, room: QRectF, low: int, high: int) -> float:
    return room.bottom() - room.height() * float((value - low) / (high - low))
