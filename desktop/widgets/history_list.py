"""What happened last, a line each: when, what, how many points, who did it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent

from desktop import formats
from desktop.i18n import tr
from desktop.widgets.record_table import Column, RecordTable

_ROW = 30
_WHEN, _POINTS, _BALANCE, _WHO, _REFUND = 0, 2, 3, 4, 5
_AIR = 16  # beside the words of a column
_WIDEST = 132


@dataclass(frozen=True)
class Event:
    """One line; `points` is what it added or took, 0 shows nothing."""

    id: str  # of a sale
    when: str
    what: str
    points: int = 0
    after: str = ""  # the balance then, the customer of a day's sale
    who: str = ""
    may_be_refunded: bool = False


def _tone(event: Event) -> str:
    return "good" if event.points > 0 else "warn"


def _points(event: Event) -> str:
    return formats.signed(event.points) if event.points else ""


def _refund(event: Event) -> str:
    return tr("Refund…") if event.may_be_refunded else ""


class HistoryList(RecordTable[Event]):
    """Shows the newest first; Enter or a double press opens one, "Refund…" gives money back."""

    refund_asked = Signal(str)  # the sale

    def __init__(self) -> None:
        super().__init__(
            "counter.history",
            tr("Latest"),
            (
                Column(tr("When"), lambda event: event.when, width=132, tone=lambda _: "muted"),
                Column(tr("What"), lambda event: event.what),
                Column(tr("Points"), _points, width=84, right=True, tone=_tone),
                Column(tr("Balance"), lambda event: event.after, width=84, right=True),
                Column(tr("Who"), lambda event: event.who, width=84, tone=lambda _: "muted"),
                Column(tr("Refund…"), _refund, width=84, right=True, tone=lambda _: "info"),
            ),
        )
        self.setProperty("role", "lines")
        self.setAccessibleDescription(tr("F7 gives money back for the chosen sale"))
        self.horizontalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setMinimumHeight(3 * _ROW)
        self.setMouseTracking(True)  # the pointer tells what can be pressed
        self.clicked.connect(self._press)

    def show_events(self, events: Sequence[Event]) -> None:
        """Show these lines instead of those before."""
        self.setCurrentIndex(QModelIndex())  # the row chosen before is another one now
        self.show_records([events])
        for column in (_WHEN, _POINTS, _BALANCE, _WHO, _REFUND):
            texts = [str(self.records.index(row, column).data()) for row in range(len(events))]
            widest = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)
            self.setColumnWidth(column, min(widest + _AIR, _WIDEST))
        self.setColumnHidden(_BALANCE, not any(event.after for event in events))
        self.setColumnHidden(_WHO, not any(event.who for event in events))
        self.setColumnHidden(_REFUND, not any(event.may_be_refunded for event in events))

    def to_refund(self) -> str | None:
        """Return the sale that a key means: the chosen one, else the last that may be refunded."""
        chosen = self.record()
        events = [chosen] if chosen is not None and self.hasFocus() else self.records.records
        return next((event.id for event in events if event.may_be_refunded), None)

    def _press(self, index: QModelIndex) -> None:
        event = self.records.records[index.row()]
        if index.column() == _REFUND and event.may_be_refunded:
            self.refund_asked.emit(event.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        link = index.isValid() and index.column() == _REFUND and bool(index.data())
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        return QSize(300, 3 * _ROW)
