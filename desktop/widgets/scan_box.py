"""The one box that finds everything: a customer by any fragment, or what a scanner reads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.labels import label, named
from desktop.widgets.undo_key import UndoKeyPasses

_Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 52
_MOST_ROWS = 8


@dataclass(frozen=True)
class Answer:
    """One line of the drop-down: who it is, and what tells people of one name apart."""

    id: str
    name: str
    beside: str  # reading, number, phone
    at_the_end: str  # the balance


class ScanBox(QLineEdit):
    """Shows answers at each keystroke; Down, Up and Enter choose, so does a finger."""

    chosen = Signal(str)  # an answer's id
    left = Signal()  # Esc, with nothing typed: back to the page
    entered = Signal(str)  # the whole text, before any answer was chosen by hand

    def __init__(self, find: Callable[[str], Sequence[Answer]]) -> None:
        super().__init__()
        named(self, "scan", tr("Scan or find"))
        self._find = find
        self.setPlaceholderText(tr("Scan a card or coupon, or type a name, phone or number"))
        self.picture = QLabel(self)
        self.picture.setPixmap(theme.icon_pixmap("search", "muted", 20))
        self.key = label("F2", "key")
        self.key.setParent(self)
        self.answers = AnswerList(self)
        self.answers.itemClicked.connect(self._choose_item)
        self.textChanged.connect(self._show_answers)
        UndoKeyPasses(self)

    def best(self) -> str | None:
        """Return the id of the best answer to what is typed."""
        return self.answers.id_at(0)

    def finish(self) -> None:
        """Forget what was typed, once it has been answered."""
        self.clear()
        self.answers.hide()

    def place_answers(self) -> None:
        """Put the drop-down under the box, as wide as the box."""
        window = self.window()
        corner = self.mapTo(window, QPoint(0, self.height() + 6))
        rows = min(self.answers.count(), _MOST_ROWS)
        self.answers.setParent(window)
        self.answers.setGeometry(corner.x(), corner.y(), self.width(), rows * ROW_HEIGHT + 16)
        self.answers.setVisible(rows > 0)
        self.answers.raise_()

    def _show_answers(self, text: str) -> None:
        self.answers.show_answers(self._find(text) if text.strip() else ())
        self.place_answers()

    def _choose_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole).id))

    def _enter(self) -> None:
        by_hand = self.answers.currentRow()
        chosen = self.answers.id_at(by_hand) if by_hand > 0 else None
        if chosen is not None:
            self.chosen.emit(chosen)
        elif self.text().strip():
            self.entered.emit(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in moves and self.answers.count():
            row = self.answers.currentRow() + moves[Qt.Key(event.key())]
            self.answers.setCurrentRow(min(max(row, 0), self.answers.count() - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.answers.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        middle = self.height() // 2
        self.picture.setGeometry(14, middle - 10, 20, 20)
        self.key.adjustSize()
        self.key.move(self.width() - self.key.width() - 12, middle - self.key.height() // 2)
        if self.answers.isVisible():
            self.place_answers()


class AnswerList(QListWidget):
    """The drop-down; the focus stays in the box."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "scan_results", tr("Customers found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(_AnswerPainter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Show these answers, the best one first and chosen."""
        self.clear()
        for answer in answers:
            item = QListWidgetItem(self)
            item.setData(Qt.ItemDataRole.UserRole, answer)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                " ".join((answer.name, answer.beside, answer.at_the_end)),
            )
        self.setCurrentRow(0)

    def id_at(self, row: int) -> str | None:
        """Return the id of an answer, None where there is no such row."""
        item = self.item(row) if 0 <= row < self.count() else None
        return None if item is None else str(item.data(Qt.ItemDataRole.UserRole).id)


class _AnswerPainter(QStyledItemDelegate):
    """Paints an answer: the name, what tells it apart, the balance at the end."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        answer: Answer = index.data(Qt.ItemDataRole.UserRole)
        room: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("info_soft"))
            painter.drawRoundedRect(room, 8, 8)
        inside = room.adjusted(12, 9, -12, -9)
        painter.setFont(theme.font(theme.TEXT))
        painter.setPen(theme.colour("muted"))
        end_width = painter.fontMetrics().horizontalAdvance(answer.at_the_end)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, right, answer.at_the_end)
        left = inside.adjusted(0, 0, -end_width - theme.GAP, 0)
        _line(painter, left, answer.name, bold=True, shade="ink")
        _line(painter, left, answer.beside, bold=False, shade="muted")
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option, index
        return QSize(200, ROW_HEIGHT)


def _line(painter: QPainter, room: QRect, text: str, *, bold: bool, shade: str) -> None:
    """Paint the upper, bold line or the lower, small one."""
    painter.setFont(theme.font(theme.TEXT if bold else theme.TEXT_SMALL, bold=bold))
    painter.setPen(theme.colour(shade))
    place = Qt.AlignmentFlag.AlignTop if bold else Qt.AlignmentFlag.AlignBottom
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(place | Qt.AlignmentFlag.AlignLeft), shown)
