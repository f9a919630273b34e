"""Stamp cards as they lie on the counter: a circle for each stamp, and the weeks in a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.labels import ElidedLabel, label, named
from desktop.widgets.panel import Panel

_MOST_CIRCLES = 12  # of more stamps a bar is drawn
_IN_A_ROW = 5
_GAP = 8
_LARGEST, _SMALLER = 56, 40  # a card alone, cards under each other
_BAR = 12
_PEN = 2
_TICK = ((0.34, 0.53), (0.45, 0.64), (0.67, 0.39))  # of the circle's width


@dataclass(frozen=True)
class StampLine:
    """A card as the board shows it; `coming` are the stamps of the sale that is typed."""

    heading: str  # Coffee stamps · 8 of 10
    spoken: str
    have: int
    need: int
    coming: int = 0
    news: str = ""  # glad news in place of the heading: full with this sale
    more: str = ""  # beside the heading: +1
    owed: str = ""


@dataclass(frozen=True)
class WeeksLine:
    """How far weeks in a row have come, in words."""

    words: str
    good: bool = False  # complete with the sale that is typed


class StampBoard(Panel):
    """Shows the cards of who is served, and how many weeks in a row they came."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GAP_SMALL)
        self.body.addLayout(self._rows)
        self.cards: list[StampCircles] = []
        self.weeks: list[WeeksLine] = []
        self._shown: object = None

    def show_stamps(self, lines: Sequence[StampLine], weeks: Sequence[WeeksLine]) -> None:
        """Show these cards and weeks; nothing at all where the shop has neither."""
        if self._shown == (lines, weeks):
            return
        self._shown = (lines, weeks)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.cards, self.weeks = [], list(weeks)
        for line in lines:
            self._add_card(line, alone=len(lines) == 1)
        for each in weeks:
            made = ElidedLabel(each.words, "good" if each.good else "muted")
            made.setAccessibleName(each.words)
            self._add(made)

    def _add(self, widget: QWidget) -> None:
        self._rows.addWidget(widget)
        widget.show()  # now, so that the board knows its height at once

    def is_empty(self) -> bool:
        """Tell whether there is nothing to show."""
        return not (self.cards or self.weeks)

    def _add_card(self, line: StampLine, *, alone: bool) -> None:
        self._add(_Head(line))
        circles = StampCircles(line, largest=_LARGEST if alone else _SMALLER)
        self.cards.append(circles)
        self._add(circles)
        if line.owed:
            self._add(label(line.owed, "warn", wrap=True))


class _Head(QWidget):
    """The words over a card, in one line: nothing may move while an amount is typed."""

    def __init__(self, line: StampLine) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(ElidedLabel(line.news or line.heading, "good" if line.news else "heading"), 1)
        # The same words' height whatever is said, and so even where nothing is.
        row.addWidget(label("" if line.news else line.more, "good"))


class StampCircles(QWidget):
    """The stamps of one card: filled with a tick, those that come softly, the others to go."""

    def __init__(self, line: StampLine, *, largest: int = _LARGEST) -> None:
        super().__init__()
        named(self, "counter.stamp_card", line.spoken)
        self.setToolTip(line.spoken)
        self.line = line
        self._largest = largest
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.height_for(self.sizeHint().width()))

    def height_for(self, width: int) -> int:
        """Return the height of all circles, or of the bar, in a width."""
        if self.line.need > _MOST_CIRCLES:
            return _BAR
        rows = -(-self.line.need // self._columns())
        return rows * self._diameter(width) + (rows - 1) * _GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.height_for(event.size().width()))  # a column takes none of it

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.line.need > _MOST_CIRCLES:
            self._paint_bar(painter)
            return
        for number in range(self.line.need):
            self._paint_circle(painter, number)

    def _paint_circle(self, painter: QPainter, number: int) -> None:
        size = self._diameter(self.width())
        row, column = divmod(number, self._columns())
        room = QRectF(column * (size + _GAP), row * (size + _GAP), size, size)
        inside = room.adjusted(_PEN / 2, _PEN / 2, -_PEN / 2, -_PEN / 2)
        have = max(self.line.have, 0)
        if number < have:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(room)
            self._paint_tick(painter, room, theme.colour("on_accent"))
        elif number < self.line.have + self.line.coming:
            painter.setPen(QPen(theme.colour("accent"), _PEN))
            painter.setBrush(theme.colour("warn_soft"))
            painter.drawEllipse(inside)
            self._paint_tick(painter, room, theme.colour("warn"))
        else:
            dashed = QPen(theme.colour("line_strong"), _PEN)
            dashed.setDashPattern([2.5, 2.5])
            painter.setPen(dashed)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(inside)
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font(max(size // 4, theme.TEXT_SMALL), bold=True))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(number + 1))

    def _paint_tick(self, painter: QPainter, room: QRectF, colour: QColor) -> None:
        pen = QPen(colour, max(room.width() / 22, _PEN))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline([room.topLeft() + QPointF(x, y) * room.width() for x, y in _TICK])

    def _paint_bar(self, painter: QPainter) -> None:
        whole = QRectF(0, 0, self.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("rule"))
        painter.drawRoundedRect(whole, _BAR / 2, _BAR / 2)
        have = max(self.line.have, 0)
        for count, name in ((self.line.have + self.line.coming, "warn_soft"), (have, "accent")):
            part = min(count, self.line.need)
            if part <= 0:
                continue
            painter.setBrush(theme.colour(name))
            if name == "warn_soft":
                painter.setPen(QPen(theme.colour("accent"), 1))
            width = max(self.width() * part / self.line.need, _BAR)
            painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, _BAR - 1), _BAR / 2, _BAR / 2)
            painter.setPen(Qt.PenStyle.NoPen)

    def _columns(self) -> int:
        """Return how many circles stand beside each other: all, or half of more than five."""
        need = self.line.need
        return need if need <= _IN_A_ROW else -(-need // 2)

    def _diameter(self, width: int) -> int:
        columns = max(self._columns(), _IN_A_ROW)
        return max(min((width - _GAP * (columns - 1)) // columns, self._largest), 1)

    def sizeHint(self) -> QSize:
        width = _IN_A_ROW * (self._largest + _GAP) - _GAP
        return QSize(width, self.height_for(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(_IN_A_ROW * 24, _BAR)
