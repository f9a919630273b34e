"""Drawings of figures: lines over the months, with gaps, bars for each month, a map of shades."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import formats, theme
from desktop.widgets.labels import named

_LEFT = 36  # for the figures beside the lines
_LEGEND = 24
_FOOT = 20  # for the months
_READABLE = 4.5
_STEPS = (1, 2, 5, 10, 20, 25, 50)


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
    """Lines over a row of months."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__(name, spoken)
        self._lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line], labels: Sequence[str]) -> None:
        """Draw these lines; a label stands under each place."""
        self._lines, self._labels = lines, labels
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.TEXT_SMALL))
        low, high, step = scale_of(self._lines)
        legend = _LEGEND if len(self._lines) > 1 else 0  # one line is told by its card
        room = self._room(legend=legend)
        self._paint_grid(painter, room, low, high, step)
        for line in self._lines:
            _paint_line(painter, room, line, low, high)
        count = len(self._labels)
        self._paint_labels(painter, room, [_place_of(each, count, room) for each in range(count)])
        if legend:
            self._paint_legend(painter)

    def _paint_legend(self, painter: QPainter) -> None:
        x, y = 0.0, self.height() - _LEGEND / 2
        for line in self._lines:
            painter.setPen(_pen(line))
            painter.drawLine(QPointF(x, y), QPointF(x + 16, y))
            painter.setPen(theme.colour("muted"))
            width = painter.fontMetrics().horizontalAdvance(line.words)
            painter.drawText(QPointF(x + 22, y + 4), line.words)
            x += 22 + width + 18


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


@dataclass(frozen=True)
class ShadeRow:
    """One row of a map: its name, a figure beside it, percentages; what is to come is absent."""

    words: str
    beside: str
    percents: Sequence[Fraction | int | None]


class HeatMap(QWidget):
    """A table of percentages, the higher the darker; the figure stands in each field."""

    ROW, HEAD, NAME, BESIDE, GAP = 34, 26, 96, 60, 3
    NARROWEST = 29  # a column that can still hold 100

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self._rows: Sequence[ShadeRow] = ()
        self._columns: Sequence[str] = ()
        self._beside = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_rows(self, rows: Sequence[ShadeRow], *, columns: Sequence[str], beside: str) -> None:
        """Draw these rows; `beside` heads the figure next to the name."""
        self._rows, self._columns, self._beside = rows, columns, beside
        self.updateGeometry()
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.TEXT_SMALL))
        painter.setPen(theme.colour("muted"))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRect(self.NAME, 0, self.BESIDE, self.HEAD), centre, self._beside)
        for column, words in enumerate(self._columns[: self.columns_shown()]):
            painter.drawText(self._field(-1, column), centre, words)
        for row, shades in enumerate(self._rows):
            self._paint_row(painter, row, shades)

    def _paint_row(self, painter: QPainter, row: int, shades: ShadeRow) -> None:
        top, height = self.HEAD + row * self.ROW, self.ROW - self.GAP
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRect(2, top, self.NAME, height), left, shades.words)
        painter.drawText(
            QRect(self.NAME, top, self.BESIDE, height),
            Qt.AlignmentFlag.AlignCenter,
            shades.beside,
        )
        for column, value in enumerate(shades.percents[: self.columns_shown()]):
            if value is None:
                continue
            field = self._field(row, column)
            shade = shade_of(Fraction(value))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawRoundedRect(field, 5, 5)
            painter.setPen(ink_on(shade))
            painter.drawText(field, Qt.AlignmentFlag.AlignCenter, str(round(Fraction(value))))

    def columns_shown(self) -> int:
        """Return how many columns there is room for; the first ones tell most."""
        fitting = (self.width() - self.NAME - self.BESIDE) // self.NARROWEST
        return max(1, min(fitting, len(self._columns)))

    def _field(self, row: int, column: int) -> QRect:
        """Return the place of a field; row −1 is the heads."""
        left = self.NAME + self.BESIDE
        pitch = (self.width() - left) / self.columns_shown()
        top = 0 if row < 0 else self.HEAD + row * self.ROW
        height = self.HEAD if row < 0 else self.ROW - self.GAP
        start, end = left + round(column * pitch), left + round((column + 1) * pitch)
        return QRect(start, top, end - start - self.GAP, height)

    def sizeHint(self) -> QSize:
        return QSize(640, self.HEAD + self.ROW * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        wanted = self.NAME + self.BESIDE + self.NARROWEST * min(len(self._columns), 8)
        return QSize(wanted, self.HEAD + self.ROW * len(self._rows))


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


def shade_of(percent: Fraction) -> QColor:
    """Return the shade of a percentage, from the card's own colour to the primary one."""
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
                painter.drawPoint(run[0])
            else:
                painter.drawPolyline(run)
            run = []


def _place_of(index: int, count: int, room: QRectF) -> float:
    return room.left() + 6 + (room.width() - 12) * index / max(count - 1, 1)


def _height_of(value: Fraction, room: QRectF, low: int, high: int) -> float:
    return room.bottom() - room.height() * float((value - low) / (high - low))
