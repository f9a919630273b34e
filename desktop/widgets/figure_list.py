"""Figures under each other: what it is on the left, how much on the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.buttons import button
from desktop.widgets.labels import Role, label, rule, small

_FIGURES = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_MIDDLE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_INDENT = 6  # of words that can be pressed, so that the frame of the focus does not touch them


@dataclass(frozen=True)
class FigureRow:
    """A line of figures; a sum is bold and has a line over it; one with a name can be pressed."""

    words: str
    cells: tuple[str, ...]
    is_sum: bool = False
    name: str = ""
    note: str = ""  # in small grey under the words


class FigureList(QWidget):
    """Shows lines of figures, the figures flush right in their columns."""

    pressed = Signal(str)  # the name of a line

    def __init__(self, name: str = "") -> None:
        """`name` is the object name of the list; that of a line that can be pressed follows it."""
        super().__init__()
        self.setObjectName(name)
        self.buttons: list[QPushButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.PADDING)
        self._grid.setVerticalSpacing(theme.GAP_SMALL)
        self._grid.setColumnStretch(0, 1)

    def show_rows(self, rows: Sequence[FigureRow], *, heads: Sequence[str] = ()) -> None:
        """Show these lines instead of those before; heads stand over the figures."""
        had_focus = next((each.objectName() for each in self.buttons if each.hasFocus()), "")
        self._clear()
        self._grid.setVerticalSpacing(0 if any(row.name for row in rows) else theme.GAP_SMALL)
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
            if row.name:
                self._add_button(row, place, columns, focus=had_focus)
            self._add(row, place)
            place += 1

    def _clear(self) -> None:
        self.buttons = []
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setObjectName("")
                widget.deleteLater()

    def _add_button(self, row: FigureRow, place: int, columns: int, *, focus: str) -> None:
        """Lay a button under the line, so that a finger, Enter and Tab reach it whole."""
        said = ", ".join((row.words, *row.cells))
        name = f"{self.objectName()}.{row.name}"
        made = button("", name, lambda: self.pressed.emit(row.name), kind="row", spoken=said)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.buttons.append(made)
        self._grid.addWidget(made, place, 0, 1, columns)
        if name == focus:
            made.show()  # what is not seen takes no focus
            made.setFocus()

    def _add(self, row: FigureRow, place: int) -> None:
        # A line that can be pressed is ink: what is grey looks as if it were off.
        plain: Role | None = None if row.name else "muted"
        name: QWidget = label(row.words, "strong" if row.is_sum or row.note else plain, wrap=True)
        if row.note:
            name = _over(name, small(row.note, wrap=True))
        shown = [name, *(label(figure, "strong" if row.is_sum else None) for figure in row.cells)]
        for column, words in enumerate(shown):
            if row.name:
                self._add_upon_button(words, place, column, last=len(row.cells))
            elif column:
                self._grid.addWidget(words, place, column, _FIGURES)
            else:
                self._grid.addWidget(words, place, column)

    def _add_upon_button(self, words: QWidget, place: int, column: int, *, last: int) -> None:
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        left = 0 if column else _INDENT
        words.setContentsMargins(left, 0, _INDENT if column == last else 0, 0)
        if column:
            self._grid.addWidget(words, place, column, _MIDDLE)
        else:
            self._grid.addWidget(words, place, column, Qt.AlignmentFlag.AlignVCenter)
        words.raise_()


def _over(words: QWidget, note: QWidget) -> QWidget:
    """Put a note under words."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 6, 0, 6)
    column.setSpacing(1)
    for each in (words, note):
        column.addWidget(each)
    return holder
