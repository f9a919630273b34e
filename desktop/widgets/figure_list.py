"""Figures under each other: what it is on the left, how much on the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop import theme
from desktop.widgets.labels import label, rule

_FIGURES = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class FigureRow:
    """A line of figures; a sum is bold and has a line over it."""

    words: str
    cells: tuple[str, ...]
    is_sum: bool = False


class FigureList(QWidget):
    """Shows lines of figures, the figures flush right in their columns."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.PADDING)
        self._grid.setVerticalSpacing(theme.GAP_SMALL)
        self._grid.setColumnStretch(0, 1)

    def show_rows(self, rows: Sequence[FigureRow], *, heads: Sequence[str] = ()) -> None:
        """Show these lines instead of those before; heads stand over the figures."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        place = 0
        if heads:
            for column, words in enumerate(heads, start=1):
                self._grid.addWidget(label(words, "small"), place, column, _FIGURES)
            place += 1
        columns = 1 + max((len(row.cells) for row in rows), default=0)
        for row in rows:
            if row.is_sum:
                self._grid.addWidget(rule(), place, 0, 1, columns)
                place += 1
            self._add(row, place)
            place += 1

    def _add(self, row: FigureRow, place: int) -> None:
        name: QLabel = label(row.words, "strong" if row.is_sum else "muted", wrap=True)
        self._grid.addWidget(name, place, 0)
        for column, figure in enumerate(row.cells, start=1):
            shown = label(figure, "strong" if row.is_sum else None)
            self._grid.addWidget(shown, place, column, _FIGURES)
