"""The follow-ups of a day under each other; arrows lead from one to the next."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.i18n import trn
from desktop.widgets.buttons import quiet
from desktop.widgets.follow_up_row import FollowUpLine, FollowUpRow

AT_ONCE = 40  # nobody does more in a day; the rest comes when it is asked for
CLEAR_OF_NOTICE = 72  # what is said at the foot of the page never covers the current row


class FollowUpList(QWidget):
    """Shows rows; one of them is the current one, even while the focus is elsewhere."""

    done = Signal(str)  # the follow-up's id, of each
    acted = Signal(str)
    deferred = Signal(str)
    opened = Signal(str)
    more_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[FollowUpRow] = []
        self._current = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.more_button = quiet("", "today.more", self.more_asked.emit)
        self.more_button.hide()
        self._column.addWidget(self.more_button)
        self._column.addStretch(1)

    def show_lines(self, lines: Sequence[FollowUpLine], *, hidden: int = 0) -> None:
        """Show these, `hidden` more are there; who was current stays, or who has come in place."""
        before, ids = self.current_id(), [line.id for line in lines]
        place = ids.index(before) if before in ids else min(self._current, len(ids) - 1)
        self._current = max(place, 0)
        if [row.line for row in self.rows] != list(lines):
            self._show_rows(lines)
        self._let_tab_in()
        words = trn("Show {count} more", "Show {count} more", hidden).format(count=hidden)
        self.more_button.setText(words)
        self.more_button.setAccessibleName(words)
        self.more_button.setVisible(hidden > 0)

    def current_id(self) -> str:
        """Return the follow-up that the keys are for, nothing where there is none."""
        return self.rows[self._current].line.id if self._current < len(self.rows) else ""

    def take_focus(self) -> bool:
        """Put the focus on the current row; tells whether there is one."""
        if self._current >= len(self.rows):
            return False
        self.rows[self._current].setFocus()
        return True

    def step(self, by: int) -> None:
        """Go to the row before or after."""
        if self.rows:
            self._current = min(max(self._current + by, 0), len(self.rows) - 1)
            self._let_tab_in()
            self.take_focus()

    def in_order(self) -> list[QWidget]:
        """Return what Tab goes through."""
        rows = [each for row in self.rows for each in row.in_order()]
        return [*rows, self.more_button]

    # -- Inside -----------------------------------------------------------------------------

    def _show_rows(self, lines: Sequence[FollowUpLine]) -> None:
        kept = {row.line: row for row in self.rows}
        rows = [kept.pop(line) if line in kept else self._row(line) for line in lines]
        had_focus, self.rows = any(row.holds_focus() for row in self.rows), rows
        for place, row in enumerate(rows):
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
            row.show()
        if had_focus:
            self.take_focus()  # before its row goes: Qt would look for a place of its own
        for gone in kept.values():
            gone.hide()
            self._column.removeWidget(gone)
            gone.deleteLater()
        for before, after in pairwise(self.in_order()):
            QWidget.setTabOrder(before, after)

    def _row(self, line: FollowUpLine) -> FollowUpRow:
        row = FollowUpRow(line)
        row.done.connect(lambda: self.done.emit(line.id))
        row.acted.connect(lambda: self.acted.emit(line.id))
        row.deferred.connect(lambda: self.deferred.emit(line.id))
        row.opened.connect(lambda: self.opened.emit(line.customer_id))
        row.reached.connect(lambda: self._reach(row))
        row.stepped.connect(self.step)
        return row

    def _reach(self, row: FollowUpRow) -> None:
        self._current = self.rows.index(row) if row in self.rows else self._current
        self._let_tab_in()
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(row, 0, CLEAR_OF_NOTICE)

    def _let_tab_in(self) -> None:
        for place, row in enumerate(self.rows):
            row.let_tab_in(wanted=place == self._current)
