"""A long list that reads the book a screen at a time, never all rows at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop import theme
from desktop.widgets.labels import named

R = TypeVar("R")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW_HEIGHT = 46
_BESIDE = 30  # around the words of a cell


@dataclass(frozen=True)
class Column(Generic[R]):
    """What a column shows of a record; `tone` names a colour of the palette."""

    title: str
    text: Callable[[R], str]
    width: int = 0  # nothing: as wide as there is room
    right: bool = False
    bold: bool = False
    tone: Callable[[R], str] | None = None


class RecordModel(QAbstractTableModel, Generic[R]):
    """Keeps the records read so far, and reads the next batch when the list is scrolled there."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        self.columns = columns
        self.records: list[R] = []
        self._batches: Iterator[Sequence[R]] = iter(())
        self._at_end = True

    def show_records(self, batches: Iterable[Sequence[R]]) -> None:
        """Begin anew with the first batch of another question."""
        self.beginResetModel()
        self._batches = iter(batches)
        self.records = list(next(self._batches, ()))
        self._at_end = not self.records
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and not self._at_end

    def fetchMore(self, parent: _Index) -> None:
        if parent.isValid() or self._at_end:
            return
        more = list(next(self._batches, ()))
        self._at_end = not more
        if more:
            first = len(self.records)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self.records += more
            self.endInsertRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        column, record = self.columns[index.column()], self.records[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(record)  # the tip tells what the cell had to cut
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _place(column)
        if role == Qt.ItemDataRole.FontRole and column.bold:
            return _bold()
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None:
            return QColor(theme.colour(column.tone(record)))
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if way != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _place(self.columns[section])
        return None


class RecordTable(QTableView, Generic[R]):
    """Shows records; Enter or a double press opens one."""

    chosen = Signal(object)  # the record, or None
    opened = Signal(object)

    def __init__(self, name: str, spoken: str, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        named(self, name, spoken)
        self.records: RecordModel[R] = RecordModel(columns)
        self.setModel(self.records)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)  # Tab leaves the table, as it leaves any field
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._shape_columns(columns)
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.doubleClicked.connect(lambda _: self._open())

    def show_records(self, batches: Iterable[Sequence[R]]) -> None:
        """Show the records of these batches; the same row stays chosen where it still is.

        A generator that asks one keyset query for each batch reads no more than is looked at.
        """
        row = self.currentIndex().row()
        self.records.show_records(batches)
        if 0 <= row < self.records.rowCount():
            self.choose_row(row)
        else:
            self._tell()

    def choose_row(self, row: int) -> None:
        """Choose a row."""
        self.setCurrentIndex(self.records.index(row, 0))

    def record(self) -> R | None:
        """Return the chosen record."""
        row = self.currentIndex().row()
        return self.records.records[row] if 0 <= row < len(self.records.records) else None

    def _shape_columns(self, columns: Sequence[Column[R]]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(40)
        for number, column in enumerate(columns):
            if column.width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(number, column.width)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def _tell(self) -> None:
        self.chosen.emit(self.record())

    def _open(self) -> None:
        record = self.record()
        if record is not None:
            self.opened.emit(record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
            return
        super().keyPressEvent(event)


def room_for(words: Iterable[str]) -> int:
    """Return the width of a column in which none of these is cut."""
    letters = QFontMetrics(theme.font())
    return max(letters.horizontalAdvance(each) for each in words) + _BESIDE


def _place(column: Column[Any]) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _bold() -> QFont:
    return theme.font(theme.TEXT, bold=True)
