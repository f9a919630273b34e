"""The first rows of a file, and over each column a choice of what it holds."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableView, QWidget

from db.rules.columns import FIELDS, Columns, Kind
from db.rules.intake import FileRow, FileTable
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.form import choice_field
from desktop.widgets.labels import named
from desktop.words.intake import FIELD_WORDS

ROWS_SHOWN = 50
_NARROWEST, _WIDEST = 172, 264  # of a column
_ROW_HEIGHT = 34
_UNUSED = ""
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PreviewModel(QAbstractTableModel):
    """The first rows of a file as they stand; those that are left out in the colour of warnings."""

    def __init__(self) -> None:
        super().__init__()
        self.header: tuple[str, ...] = ()
        self.rows: tuple[FileRow, ...] = ()
        self.reasons: Mapping[int, str] = {}  # line → why it is left out

    def show_table(self, table: FileTable) -> None:
        """Show another file."""
        self.beginResetModel()
        self.header, self.rows = table.header.cells, table.rows[:ROWS_SHOWN]
        self.reasons = {}
        self.endResetModel()

    def show_reasons(self, reasons: Mapping[int, str]) -> None:
        """Show which rows are left out, and why."""
        self.reasons = reasons
        if self.rows and self.header:
            last = self.index(len(self.rows) - 1, len(self.header) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.rows) - 1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.header)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            cells = row.cells
            return cells[index.column()].strip() if index.column() < len(cells) else ""
        return self._of_row(row, role)

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if way == Qt.Orientation.Horizontal:
            return self.header[section].strip() if role == Qt.ItemDataRole.DisplayRole else None
        row = self.rows[section]
        return str(row.line) if role == Qt.ItemDataRole.DisplayRole else self._of_row(row, role)

    def _of_row(self, row: FileRow, role: int) -> Any:  # noqa: ANN401 - whatever the role asks
        reason = self.reasons.get(row.line)
        if reason is None:
            return None
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.colour("warn"))
        return reason if role == Qt.ItemDataRole.ToolTipRole else None


class ChoiceHeader(QHeaderView):
    """A header with a choice under each column's name."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.choices: list[QComboBox] = []
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.sectionResized.connect(lambda *_: self.settle())
        table.horizontalScrollBar().valueChanged.connect(lambda _: self.settle())

    def show_choices(self, choices: list[QComboBox]) -> None:
        """Put these choices over the columns, in their order."""
        for old in self.choices:
            old.hide()
            old.deleteLater()
        self.choices = choices
        for choice in choices:
            choice.setParent(self.viewport())
            choice.show()
        self.updateGeometry()
        self.settle()

    def settle(self) -> None:
        """Lay each choice over its column."""
        for place, choice in enumerate(self.choices):
            left = self.sectionViewportPosition(place)
            choice.setGeometry(
                left + 4, self.height() - theme.TOUCH - 4, self.sectionSize(place) - 8, theme.TOUCH
            )

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), hint.height() + theme.TOUCH + 8)

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        super().updateGeometries()
        self.settle()


class MappingTable(QTableView):
    """Shows what a file holds and lets a person say which column is what."""

    changed = Signal(object)  # Columns

    def __init__(self) -> None:
        super().__init__()
        named(self, "intake.preview", tr("The first rows of the file"))
        self.preview = PreviewModel()
        self.setModel(self.preview)
        self.kind: Kind = "customers"
        self.choices = ChoiceHeader(self)
        self.setHorizontalHeader(self.choices)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setCornerWidget(QWidget())  # the style would draw half a frame there
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionsClickable(False)

    def show_table(self, table: FileTable, kind: Kind, columns: Columns) -> None:
        """Show another file with the columns that were found."""
        self.kind = kind
        self.preview.show_table(table)
        self.choices.show_choices(
            [self._choice(place, name) for place, name in enumerate(table.header.cells)]
        )
        for place in range(len(table.header.cells)):
            needed = self.sizeHintForColumn(place) + 2 * theme.GAP
            self.setColumnWidth(place, min(max(needed, _NARROWEST), _WIDEST))
        self.show_columns(columns)

    def show_columns(self, columns: Columns) -> None:
        """Show what each column is taken for."""
        fields = {place: field for field, place in columns.items()}
        for place, choice in enumerate(self.choices.choices):
            choice.blockSignals(True)
            choice.setCurrentIndex(choice.findData(fields.get(place, _UNUSED)))
            choice.blockSignals(False)

    def columns(self) -> Columns:
        """Return what is chosen."""
        chosen = (
            (choice.currentData(), place) for place, choice in enumerate(self.choices.choices)
        )
        return {field: place for field, place in chosen if field != _UNUSED}

    def _choice(self, place: int, name: str) -> QComboBox:
        fields = [(field, tr(FIELD_WORDS[field])) for field in FIELDS[self.kind]]
        choice = choice_field(
            f"intake.column.{place + 1}",
            tr("What the column “{column}” holds").format(column=name.strip()),
            [(_UNUSED, tr("not used")), *fields],
        )
        choice.currentIndexChanged.connect(lambda _: self._chosen(place))
        return choice

    def _chosen(self, place: int) -> None:
        """Free the column that held this field so far: no field has two."""
        field = self.choices.choices[place].currentData()
        for other, choice in enumerate(self.choices.choices):
            if other != place and field != _UNUSED and choice.currentData() == field:
                choice.blockSignals(True)
                choice.setCurrentIndex(choice.findData(_UNUSED))
                choice.blockSignals(False)
        self.changed.emit(self.columns())
