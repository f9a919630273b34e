"""Everything that happened with a customer: an endless list, and the kinds to look at alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton

from desktop import formats
from desktop.i18n import tr, trc
from desktop.widgets.choice_row import ChoiceRow
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import ElidedLabel, muted
from desktop.widgets.panel import Panel
from desktop.widgets.record_table import Column, RecordTable

_ROW = 34
_AIR = 34  # around the words of a cell
_WIDE = 980  # from here on there is room for what a sale was made of
_LEAST_ROWS = 6
_ALL = ""
_DAY, _CLOCK, _DETAILS, _POINTS, _BALANCE, _WHO = 0, 1, 3, 4, 5, 6


@dataclass(frozen=True)
class HistoryRow:
    """A line of the history in words."""

    id: str  # of the fact that it is told by: a sale's own name
    day: str
    clock: str
    what: str
    details: str = ""
    points: int = 0
    after: str = ""  # the balance then
    who: str = ""
    is_sale: bool = False
    has_slip: bool = False  # that can be printed
    may_be_refunded: bool = False


class HistoryTable(Panel):
    """Reads on as it is scrolled; Enter opens a sale, F7 gives money back for it."""

    sale_opened = Signal(str)
    refund_asked = Signal(str)
    group_chosen = Signal(str)  # nothing: everything

    def __init__(self, name: str) -> None:
        super().__init__()
        self.chips = ChoiceRow(f"{name}.kind", tr("What to look at"))
        self.table: RecordTable[HistoryRow] = RecordTable(
            f"{name}.lines", tr("Everything that happened, the newest first"), _columns()
        )
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.setMinimumHeight(_LEAST_ROWS * _ROW)
        self.nothing = muted(tr("Nothing has happened yet."))
        self.whole = ElidedLabel(role="muted")  # what the chosen line had to cut
        self.sale_button = KeyButton(
            tr("Show the sale"), f"{name}.show_sale", self._open_chosen, key=tr("Enter")
        )
        self.refund_button = KeyButton(
            tr("Give money back"), f"{name}.refund", self.ask_refund, key="F7"
        )
        self._lay_out()
        self.chips.chosen.connect(self.group_chosen)
        self.table.chosen.connect(self._mark)
        self.table.opened.connect(lambda _: self._open_chosen())

    # -- What others ask of it --------------------------------------------------------------

    def show_kinds(self, kinds: Sequence[tuple[str, str]]) -> None:
        """Offer these kinds to look at alone: value and words; what was chosen stays."""
        everything = (_ALL, trc("history", "All"))
        self.chips.offer([everything, *kinds] if len(kinds) > 1 else [everything])

    def chosen(self) -> str:
        """Return the kind that is looked at, nothing for everything."""
        return self.chips.value()

    def kinds(self) -> list[QPushButton]:
        """Return the buttons of the kinds."""
        return self.chips.buttons

    def show_rows(self, batches: Iterable[Sequence[HistoryRow]]) -> None:
        """Show these rows, read as far as they are looked at."""
        self.table.show_records(batches)
        rows = self.table.records.records
        if rows and self.table.record() is None:
            self.table.choose_row(0)
        metrics = self.table.fontMetrics()
        for column, texts in (
            (_DAY, [row.day for row in rows]),
            (_CLOCK, [row.clock for row in rows]),
            (_POINTS, [_points(row) for row in rows] + [tr("Points")]),
            (_BALANCE, [row.after for row in rows] + [tr("Balance")]),
            (_WHO, [row.who for row in rows] + [tr("Who")]),
        ):
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            self.table.setColumnWidth(column, widest + _AIR)
        self.nothing.setVisible(not rows)
        self.table.setVisible(bool(rows))
        for each in (self.sale_button, self.refund_button):
            each.setVisible(bool(rows))
        self._settle()
        self._mark(self.table.record())

    def ask_refund(self) -> None:
        """Ask for a refund of the chosen sale."""
        row = self.table.record()
        if row is not None and row.may_be_refunded:
            self.refund_asked.emit(row.id)

    # -- Inside -----------------------------------------------------------------------------

    def _open_chosen(self) -> None:
        row = self.table.record()
        if row is not None and row.is_sale:
            self.sale_opened.emit(row.id)

    def _mark(self, row: HistoryRow | None) -> None:
        said = [row.what, row.details] if row is not None else []
        self.whole.setText(" · ".join(each for each in said if each))
        self.sale_button.setEnabled(row is not None and row.is_sale)
        self.refund_button.setEnabled(row is not None and row.may_be_refunded)

    def _settle(self) -> None:
        rows = self.table.records.records
        wide = self.width() >= _WIDE
        self.table.setColumnHidden(_WHO, not (wide and any(row.who for row in rows)))
        self.table.setColumnHidden(_DETAILS, not (wide and any(row.details for row in rows)))

    def _lay_out(self) -> None:
        self.body.addWidget(self.chips)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.nothing, 1)
        self.add_row(self.whole, self.sale_button, self.refund_button).setStretch(0, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()


def _points(row: HistoryRow) -> str:
    return formats.signed(row.points) if row.points else ""


def _columns() -> tuple[Column[HistoryRow], ...]:
    def muted_tone(_: HistoryRow) -> str:
        return "muted"

    return (
        Column(tr("When"), lambda row: row.day, width=120),
        Column("", lambda row: row.clock, width=64, tone=muted_tone),
        Column(tr("What"), lambda row: row.what),
        Column(tr("Details"), lambda row: row.details, tone=muted_tone),
        Column(tr("Points"), _points, width=84, right=True, tone=_tone),
        Column(tr("Balance"), lambda row: row.after, width=84, right=True),
        Column(tr("Who"), lambda row: row.who, width=84, tone=muted_tone),
    )


def _tone(row: HistoryRow) -> str:
    return "good" if row.points > 0 else "warn"
