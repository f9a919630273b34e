"""A customer's points where they lie: a quiet bar for each lot, how much is left, until when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop import theme
from desktop.widgets.labels import named

_Index = QModelIndex | QPersistentModelIndex
_ROW = 66
_HEADING = 34
_BAR = 6
_SIDE = 10
_MARK = 3  # the edge of a lot that the chosen line touched


@dataclass(frozen=True)
class LotBar:
    """A lot in words; one without an id is a heading between two groups."""

    id: str
    what: str
    day: str = ""
    left: str = ""  # 37 of 150
    until: str = ""
    share: float = 0.0  # of its points that is left
    sale: str | None = None


class LotList(QListWidget):
    """Lists lots; those that a line of the statement touched are marked."""

    chosen = Signal(object)  # the LotBar, or None
    opened = Signal(object)

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self.setItemDelegate(_LotPainter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.marked: frozenset[str] = frozenset()
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.bar()))
        self.itemDoubleClicked.connect(lambda _: self._open())

    def show_lots(self, bars: Sequence[LotBar]) -> None:
        """Show these lots instead of those before."""
        self.clear()
        for bar in bars:
            item = QListWidgetItem(self)
            item.setData(Qt.ItemDataRole.UserRole, bar)
            told = (bar.what, bar.left, bar.until) if bar.id else (bar.what,)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, ", ".join(each for each in told if each)
            )
            if not bar.id:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.mark(())

    def bars(self) -> list[LotBar]:
        """Return what is shown, headings included."""
        return [self._bar_at(row) for row in range(self.count())]

    def bar(self) -> LotBar | None:
        """Return the chosen lot."""
        return self._bar_at(self.currentRow()) if self.currentRow() >= 0 else None

    def mark(self, ids: Collection[str]) -> None:
        """Mark lots, and bring the first of them into sight."""
        self.marked = frozenset(ids)
        first = next(
            (row for row in range(self.count()) if self._bar_at(row).id in self.marked), -1
        )
        if first >= 0:
            self.scrollToItem(self.item(first))
        self.viewport().update()

    def _bar_at(self, row: int) -> LotBar:
        bar: LotBar = self.item(row).data(Qt.ItemDataRole.UserRole)
        return bar

    def _open(self) -> None:
        bar = self.bar()
        if bar is not None and bar.id:
            self.opened.emit(bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return
        super().keyPressEvent(event)


class _LotPainter(QStyledItemDelegate):
    """Paints a lot: what it was and what is left, its bar, its days."""

    def __init__(self, lots: LotList) -> None:
        super().__init__(lots)
        self._lots = lots

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        bar: LotBar = index.data(Qt.ItemDataRole.UserRole)
        room: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not bar.id:
            _text(painter, room.adjusted(_SIDE, 8, -_SIDE, 0), bar.what, "muted", bold=True)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                _fill(painter, QRectF(room), "info_soft", radius=8)
            if bar.id in self._lots.marked:
                edge = QRectF(room.left(), room.top() + 8, _MARK, room.height() - 16)
                _fill(painter, edge, "accent", radius=1)
            _paint_bar(painter, room.adjusted(_SIDE, 9, -_SIDE, -9), bar)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option
        bar: LotBar = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, _ROW if bar.id else _HEADING)


def _paint_bar(painter: QPainter, room: QRect, bar: LotBar) -> None:
    top = Qt.AlignmentFlag.AlignTop
    foot = Qt.AlignmentFlag.AlignBottom
    alive = bar.share > 0
    taken = _text(
        painter, room, bar.left, "ink" if alive else "faint", bold=alive, place=top, right=True
    )
    left = room.adjusted(0, 0, -taken - theme.GAP, 0)
    _text(painter, left, bar.what, "ink" if alive else "faint", place=top)
    track = QRectF(room.left(), room.center().y() - _BAR / 2 + 1, room.width(), _BAR)
    _fill(painter, track, "sunken", radius=_BAR / 2)
    if alive:
        track.setWidth(max(track.width() * bar.share, _BAR))
        _fill(painter, track, "primary", radius=_BAR / 2)
    taken = _text(painter, room, bar.until, "muted", small=True, place=foot, right=True)
    left = room.adjusted(0, 0, -taken - theme.GAP, 0)
    _text(painter, left, bar.day, "muted", small=True, place=foot)


def _fill(painter: QPainter, room: QRectF, shade: str, *, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(shade))
    painter.drawRoundedRect(room, radius, radius)


def _text(
    painter: QPainter,
    room: QRect,
    text: str,
    shade: str,
    *,
    bold: bool = False,
    small: bool = False,
    place: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    right: bool = False,
) -> int:
    """Paint one line, cut with … where it must be; returns how wide it is."""
    painter.setFont(theme.font(theme.TEXT_SMALL if small else theme.TEXT, bold=bold))
    painter.setPen(theme.colour(shade))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
    painter.drawText(room, int(side | place), shown)
    return metrics.horizontalAdvance(shown)
