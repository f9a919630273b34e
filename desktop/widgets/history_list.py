"""What happened last, a line each: when, what, how many points, who did it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QSize

from desktop import formats
from desktop.i18n import tr
from desktop.widgets.record_table import Column, RecordTable

_ROW = 30


@dataclass(frozen=True)
class Event:
    """One line; `points` is what it added or took, 0 shows nothing."""

    id: str
    when: str
    what: str
    points: int = 0
    after: str = ""  # the balance then, the customer of a day's sale
    who: str = ""


def _tone(event: Event) -> str:
    return "good" if event.points > 0 else "warn"


def _points(event: Event) -> str:
    return formats.signed(event.points) if event.points else ""


class HistoryList(RecordTable[Event]):
    """Shows the newest first; Enter or a double press opens one."""

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
            ),
        )
        self.setProperty("role", "lines")
        self.horizontalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setMinimumHeight(3 * _ROW)

    def show_events(self, events: Sequence[Event]) -> None:
        """Show these lines instead of those before."""
        self.setCurrentIndex(QModelIndex())  # the row chosen before is another one now
        self.show_records([events])
        for column, least in ((2, 84), (3, 84)):
            texts = [str(self.records.index(row, column).data()) for row in range(len(events))]
            widest = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=0)
            self.setColumnWidth(column, max(least, widest + 24))
        self.setColumnHidden(4, not any(event.who for event in events))
        self.setColumnHidden(3, not any(event.after for event in events))

    def sizeHint(self) -> QSize:
        return QSize(300, 3 * _ROW)
