"""Every change of a customer's tier with its reason, the latest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from db.rules.shop import ShopSettings
from db.rules.tiers import TierChange
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.chip import Chip
from desktop.widgets.labels import label, muted, named, rule, small
from desktop.words.tiers import change_chip, change_line, change_reason

_TOP = Qt.AlignmentFlag.AlignTop


class TierHistory(QWidget):
    """Lists what a tier became on which day and why; without any change it says so."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "tier.history", tr("How the tier came about"))
        self.rows: list[str] = []  # as they are read aloud
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.PADDING)
        self._grid.setVerticalSpacing(theme.GAP)
        self._grid.setColumnStretch(1, 1)

    def show_changes(self, changes: Sequence[TierChange], settings: ShopSettings) -> None:
        """Show these changes, told from the first to the last, the latest on top."""
        self._clear()
        self.rows = []
        if not changes:
            self._grid.addWidget(muted(tr("No tier was reached so far."), wrap=True), 0, 0, 1, 3)
        for place, change in enumerate(reversed(changes)):
            if place:
                self._grid.addWidget(rule(), 2 * place - 1, 0, 1, 3)
            self._add(change, settings, row=2 * place)

    def _add(self, change: TierChange, settings: ShopSettings, *, row: int) -> None:
        chip, tone = change_chip(change)
        line, reason = change_line(change), change_reason(change, settings)
        self.rows.append(f"{line} {reason}")
        self._grid.addWidget(small(formats.day(change.day)), row, 0, _TOP)
        self._grid.addWidget(_words(line, reason), row, 1)
        self._grid.addWidget(Chip(chip, tone), row, 2, _TOP | Qt.AlignmentFlag.AlignRight)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _words(line: str, reason: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    said: QLabel = label(line, "strong", wrap=True)
    column.addWidget(said)
    column.addWidget(muted(reason, wrap=True))
    return holder
