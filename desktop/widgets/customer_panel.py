"""Who stands at the counter: name, tier, plan, points, and how they come."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from desktop import theme
from desktop.i18n import tr
from desktop.theme import Tone
from desktop.widgets.big_figure import PressableFigure
from desktop.widgets.buttons import icon_button
from desktop.widgets.chip import ChipRow
from desktop.widgets.fitting_name import PressableName
from desktop.widgets.labels import ElidedLabel, label, named
from desktop.widgets.panel import Panel


@dataclass(frozen=True)
class CustomerFace:
    """All that the card says, in words."""

    name: str
    reading: str
    number: str
    chips: Sequence[tuple[str, Tone]]
    balance: str
    unit: str  # points · worth ¥1,240
    ending: str = ""
    waiting: str = ""
    note: str = ""


class CustomerPanel(Panel):
    """Shows a customer's card; the cross lets the customer go."""

    edit_asked = Signal()
    leave_asked = Signal()
    statement_asked = Signal()
    page_asked = Signal()  # everything about the customer

    def __init__(self) -> None:
        super().__init__()
        self.name = named(PressableName(), "counter.name", tr("Customer"))
        self.name.pressed.connect(self.page_asked)
        self.reading = ElidedLabel(role="muted")
        self.number = ElidedLabel(role="muted")
        self.chips = ChipRow()
        self.balance = named(PressableFigure(), "counter.balance", tr("Points"))
        self.balance.setToolTip(tr("Why is it this? (F3)"))
        self.balance.pressed.connect(self.statement_asked)
        self.ending = label(role="warn", wrap=True)
        self.waiting = label(role="muted", wrap=True)
        self.note = ElidedLabel(role="muted")
        self.edit_button = icon_button("edit", "counter.edit", tr("Edit"), self.edit_asked.emit)
        self.leave_button = icon_button(
            "close", "counter.leave", tr("Next customer (Esc)"), self.leave_asked.emit
        )
        self.add_row(self.name, self.edit_button, self.leave_button).setStretch(0, 1)
        self.body.addWidget(self.reading)
        self.body.addWidget(self.number)
        self.body.addWidget(self.chips)
        self.body.addWidget(self.balance)
        for each in (self.ending, self.waiting, self.note):
            self.body.addWidget(each)

    def show_face(self, face: CustomerFace) -> None:
        """Show a customer."""
        self.name.setText(face.name)
        self.number.setText(face.number)
        self.chips.show_chips(list(face.chips))
        self.balance.show_figure(face.balance, face.unit)
        for shown, words in (
            (self.reading, face.reading),
            (self.ending, face.ending),
            (self.waiting, face.waiting),
            (self.note, face.note),
        ):
            shown.setText(words)
            shown.setVisible(bool(words))


class FactsPanel(Panel):
    """Shows a few facts under a heading: grey words, and what holds beside them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.body.setSpacing(8)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(9)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self._values: list[tuple[ElidedLabel, ElidedLabel]] = []

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these facts instead of those before."""
        while len(self._values) < len(facts):
            pair = (ElidedLabel(role="muted"), ElidedLabel())
            row = len(self._values)
            self._grid.addWidget(pair[0], row, 0)
            self._grid.addWidget(pair[1], row, 1)
            self._values.append(pair)
        for index, (words, value) in enumerate(self._values):
            here = index < len(facts)
            words.setVisible(here)
            value.setVisible(here)
            if here:
                words.setText(facts[index][0])
                value.setText(facts[index][1])
                value.setAccessibleName(" ".join(facts[index]))
