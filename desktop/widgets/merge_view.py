"""Two entries of one person side by side, and what the one who is kept will be."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.moment import Moment
from db.queries.credit import credit_held
from db.queries.customers import CustomerRow, customer_record, customer_rows
from db.rules.duplicates import Sign
from db.session import Session
from db.usecases.merging import preview_merge
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import button, primary
from desktop.widgets.chip import ChipRow
from desktop.widgets.labels import ElidedLabel, Role, heading, muted, named, rule
from desktop.words.merging import MergeRow, Side, merge_notes, merge_rows, sign_words


class MergeView(QWidget):
    """Shows what a merging would do before it is asked for."""

    merge_asked = Signal(str, str)  # keep, merge
    apart_asked = Signal(str, str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.keep_id = self.other_id = ""
        self._signs: Sequence[Sign] = ()
        self._session: Session | None = None
        self.why = ChipRow()
        self.notes = muted(wrap=True)
        self.merge_button = primary(tr("Merge"), f"{name}.merge", self._merge)
        self.apart_button = button(tr("Not the same"), f"{name}.apart", self._keep_apart)
        self.swap_button = button(tr("Keep the other"), f"{name}.swap", self.swap)
        self._lay_out()

    def show_pair(
        self, session: Session, keep_id: str, other_id: str, *, signs: Sequence[Sign] = ()
    ) -> None:
        """Show two customers, what speaks for their being one, and what would be kept."""
        self._session, self.keep_id, self.other_id = session, keep_id, other_id
        self._signs = signs
        moment = session.moment()
        rows = customer_rows(moment.db, (keep_id, other_id), today=moment.today)
        keep, other = (_side(moment, row) for row in rows)
        then = preview_merge(session, keep=keep_id, merge=other_id)
        self.why.show_chips([(sign_words(sign), "info") for sign in signs])
        self._show_rows(merge_rows(keep, other, then, moment.settings))
        self.notes.setText("\n".join(merge_notes(then, moment.settings)))
        spoken = tr("Merge {other} into {name}").format(
            other=other.record.name, name=keep.record.name
        )
        self.merge_button.setAccessibleName(spoken)

    def swap(self) -> None:
        """Keep the other one instead."""
        if self._session is not None:
            self.show_pair(self._session, self.other_id, self.keep_id, signs=self._signs)

    def _merge(self) -> None:
        self.merge_asked.emit(self.keep_id, self.other_id)

    def _keep_apart(self) -> None:
        self.apart_asked.emit(self.keep_id, self.other_id)

    def _show_rows(self, rows: Sequence[MergeRow]) -> None:
        """Show the rows in place of those before."""
        holder = named(QWidget(), f"{self._name}.rows", tr("What will be kept"))
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, theme.GAP_SMALL, 0)
        grid.setHorizontalSpacing(theme.GAP_SMALL)
        grid.setVerticalSpacing(9)
        for column in (1, 2, 3):
            grid.setColumnStretch(column, 1)
        for column, words in enumerate(_heads(), start=1):
            grid.addWidget(heading(words), 0, column)
        grid.addWidget(rule(), 1, 0, 1, 4)
        for place, row in enumerate(rows, start=2):
            cells: tuple[tuple[str, Role | None], ...] = (
                (row.kept or "–", None),
                (row.other or "–", None),
                (row.after, "good" if row.takes else "strong"),
            )
            grid.addWidget(muted(row.words), place, 0)
            for column, (text, role) in enumerate(cells, start=1):
                cell = ElidedLabel(text, role)
                cell.setAccessibleName(f"{row.words} {text}")
                grid.addWidget(cell, place, column)
        grid.setRowStretch(len(rows) + 2, 1)
        self._area.setWidget(holder)

    def _lay_out(self) -> None:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP_SMALL)
        foot.addWidget(self.swap_button)
        foot.addWidget(self.apart_button)
        foot.addStretch(1)
        foot.addWidget(self.merge_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.why)
        column.addWidget(self._area, 1)
        column.addWidget(self.notes)
        column.addLayout(foot)


def _heads() -> tuple[str, str, str]:
    return tr("Stays"), tr("Is merged in"), tr("After merging")


def _side(moment: Moment, row: CustomerRow) -> Side:
    return Side(customer_record(moment.db, row.id), row, credit_held(moment, row.id))
