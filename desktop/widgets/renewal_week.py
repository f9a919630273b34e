"""The renewals of one week: each with what to say, a tick for who has paid, the way to serve."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.theme import Tone
from desktop.widgets.buttons import button, quiet
from desktop.widgets.chip import Chip
from desktop.widgets.labels import ElidedLabel, heading, label, named, rule, small
from desktop.widgets.panel import Panel


@dataclass(frozen=True)
class RenewalRow:
    """A renewal as the list shows it, in ready words."""

    customer_id: str
    name: str
    beside: str  # number and phone
    say: str
    amount: str
    state: str
    tone: Tone


class RenewalWeekCard(Panel):
    """One card a week; `ticked` is told of every tick, `serve` of who is to be served."""

    def __init__(
        self, number: int, *, ticked: Callable[[str, bool], object], serve: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._ticked, self._serve = ticked, serve
        self.head = heading()
        self.sums = small()
        self.all_button = quiet(tr("Tick all"), f"renewals.all.{number}", self.tick_all)
        self.add_row(self.head, self.sums, None, self.all_button, spacing=theme.GAP)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.boxes: dict[str, QCheckBox] = {}
        self.serve_buttons: dict[str, QPushButton] = {}

    def show_rows(self, words: str, sums: str, rows: list[RenewalRow], *, chosen: Set[str]) -> None:
        """Show these renewals, those that are chosen with their tick."""
        self.head.setText(words)
        self.sums.setText(sums)
        for place, row in enumerate(rows):
            if place:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._row(row, is_ticked=row.customer_id in chosen))
        self._name_button(words)

    def tick_all(self) -> None:
        """Tick everybody of the week; where all are, take the ticks away."""
        wanted = not all(box.isChecked() for box in self.boxes.values())
        for box in self.boxes.values():
            box.setChecked(wanted)

    def in_order(self) -> list[QWidget]:
        """Return what Tab goes through, row by row."""
        rows = zip(self.boxes.values(), self.serve_buttons.values(), strict=True)
        return [self.all_button, *(each for row in rows for each in row)]

    def _name_button(self, words: str) -> None:
        self.all_button.setAccessibleName(tr("Tick all: {week}").format(week=words))

    def _row(self, row: RenewalRow, *, is_ticked: bool) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 8, 0, 8)
        line.setSpacing(theme.GAP)
        box = named(QCheckBox(), f"renewals.tick.{row.customer_id}", row.name)
        box.setMinimumSize(theme.TOUCH, theme.TOUCH)
        box.setChecked(is_ticked)
        box.setAccessibleDescription(row.say)
        box.toggled.connect(partial(self._ticked, row.customer_id))
        self.boxes[row.customer_id] = box
        line.addWidget(box)
        line.addLayout(_words(row, box), 1)
        if row.state:
            line.addWidget(Chip(row.state, row.tone))
        amount = label(row.amount, "strong")
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(amount)
        serve = button(
            tr("Serve"),
            f"renewals.serve.{row.customer_id}",
            partial(self._serve, row.customer_id),
            spoken=tr("Serve {name} at the counter").format(name=row.name),
        )
        self.serve_buttons[row.customer_id] = serve
        line.addWidget(serve)
        return holder


def _words(row: RenewalRow, box: QCheckBox) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(3)
    head = QHBoxLayout()
    head.setSpacing(theme.GAP)
    name: QLabel = ElidedLabel(row.name, "strong")
    name.setBuddy(box)
    head.addWidget(name, 1)
    words.addLayout(head)
    words.addWidget(label(row.say, wrap=True))
    words.addWidget(small(row.beside, wrap=True))
    return words
