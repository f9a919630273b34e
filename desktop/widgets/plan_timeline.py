"""Time on plans, drawn a year a row: what was paid, tried, free or paused, and where today is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop import formats, theme
from desktop.widgets.flow import FlowLayout
from desktop.widgets.labels import named, small

TimeKind = Literal["trial", "paid", "free", "paused", "late"]
KINDS: tuple[TimeKind, ...] = ("trial", "paid", "free", "paused", "late")
_COLOURS: dict[TimeKind, str] = {
    "trial": "gold", "paid": "primary", "free": "good", "paused": "sunken", "late": "warn_soft",
}  # fmt: skip
_EDGES: dict[TimeKind, str] = {"paused": "line_strong", "late": "warn"}
_HEAD, _ROW, _BAR = 26, 30, 16
_YEAR = 46  # for the number of the year
_MONTHS = 12


@dataclass(frozen=True)
class TimeSpan:
    """Days of one kind, the last one included; the words say the same."""

    first: date
    last: date
    kind: TimeKind
    words: str


class PlanTimeline(QWidget):
    """Draws spans in rows of twelve months; words stand in its description and tool tips."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self.spans: tuple[TimeSpan, ...] = ()
        self._years: range = range(0)
        self._today: date | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_spans(self, spans: Sequence[TimeSpan], *, today: date) -> None:
        """Show these days; the years are those that they touch, and the one of today."""
        self.spans, self._today = tuple(spans), today
        first = min((span.first for span in spans), default=today)
        last = max((span.last for span in spans), default=today)
        self._years = range(min(first, today).year, max(last, today).year + 1)
        self.setAccessibleDescription(". ".join(span.words for span in spans))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, _HEAD + _ROW * len(self._years))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_grid(painter)
        for span in self.spans:
            for room in self._rooms(span):
                _paint_span(painter, room, span.kind)
        if self._today is not None:
            self._paint_today(painter, self._today)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), found.words if found else "", self)
            return True
        return super().event(event)

    # -- Inside -----------------------------------------------------------------------------

    def _at(self, point: QPointF) -> TimeSpan | None:
        hit = (span for span in self.spans if any(r.contains(point) for r in self._rooms(span)))
        return next(hit, None)

    def _left(self, day: date) -> float:
        """Return where a day begins: every month is equally wide."""
        month = (self.width() - _YEAR) / _MONTHS
        days = (_next_month(day) - day.replace(day=1)).days
        return _YEAR + month * (day.month - 1 + (day.day - 1) / days)

    def _right(self, day: date) -> float:
        after = day + timedelta(days=1)
        return float(self.width()) if after.year != day.year else self._left(after)

    def _rooms(self, span: TimeSpan) -> Iterable[QRectF]:
        """Yield where a span is drawn: a piece in each year."""
        for row, year in enumerate(self._years):
            first, last = max(span.first, date(year, 1, 1)), min(span.last, date(year, 12, 31))
            if first > last:
                continue
            left = self._left(first)
            top = _HEAD + row * _ROW + (_ROW - _BAR) / 2
            yield QRectF(left + 1, top, max(self._right(last) - left - 2, 3), _BAR)

    def _paint_grid(self, painter: QPainter) -> None:
        painter.setFont(theme.font(theme.TEXT_SMALL))
        month = (self.width() - _YEAR) / _MONTHS
        for number in range(_MONTHS):
            left = _YEAR + number * month
            words = formats.month_short(date(2000, number + 1, 1))
            cut = painter.fontMetrics().horizontalAdvance(words) > month - 2
            if not cut or number % 2 == 0:
                painter.setPen(theme.colour("muted"))
                painter.drawText(QPointF(left + 1, _HEAD - 10), words)
            painter.setPen(theme.colour("rule"))
            painter.drawLine(QPointF(left, _HEAD - 4), QPointF(left, self.height()))
        painter.setPen(theme.colour("muted"))
        for row, year in enumerate(self._years):
            room = QRectF(0, _HEAD + row * _ROW, _YEAR - 8, _ROW)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, str(year))

    def _paint_today(self, painter: QPainter, today: date) -> None:
        top = _HEAD + self._years.index(today.year) * _ROW
        left = (self._left(today) + self._right(today)) / 2
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawLine(QPointF(left, top + 2), QPointF(left, top + _ROW - 2))


class TimeLegend(QWidget):
    """Says what the colours of a timeline mean; kinds that are not there are left out."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, spacing=theme.GAP)

    def show_kinds(self, kinds: Iterable[tuple[TimeKind, str]]) -> None:
        """Show these kinds and their words."""
        self._flow.clear()
        for kind, words in kinds:
            made = _Key(kind, words)
            self._flow.addWidget(made)
            made.show()
        self.updateGeometry()


class _Key(QWidget):
    def __init__(self, kind: TimeKind, words: str) -> None:
        super().__init__()
        self._kind = kind
        self._words = small(words)
        self._words.setParent(self)
        self._words.adjustSize()
        self._words.move(22, 0)

    def sizeHint(self) -> QSize:
        words = self._words.sizeHint()
        return QSize(22 + words.width(), max(words.height(), 14))

    def resizeEvent(self, _: object) -> None:
        self._words.resize(self._words.sizeHint())

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_span(painter, QRectF(1, (self.height() - 12) / 2, 14, 12), self._kind)


def _paint_span(painter: QPainter, room: QRectF, kind: TimeKind) -> None:
    edge = _EDGES.get(kind)
    painter.setBrush(theme.colour(_COLOURS[kind]))
    painter.setPen(QPen(theme.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(room, 4, 4)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
