"""The gifts of a surprise: each a reward or points, and how often it comes beside the others."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.errors import BadRequest
from db.rules.surprises import MOST_GIFTS
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import button, icon_button
from desktop.widgets.form import choice_field, chosen
from desktop.widgets.labels import small
from desktop.widgets.number_edit import NumberEdit

_POINTS = "points"
_NARROW = 84  # pixels, of a field for a number


class GiftRow(QWidget):
    """One gift, and the cross that takes it away."""

    changed = Signal()
    removed = Signal(object)  # the row

    def __init__(self, number: int, rewards: Sequence[str]) -> None:
        super().__init__()
        name = f"surprise.gift.{number}"
        # A reward may be called anything: it is told apart by its place in the list.
        self._rewards = {f"reward {place}": reward for place, reward in enumerate(rewards)}
        choices = [*self._rewards.items(), (_POINTS, tr("Points"))]
        self.gift = choice_field(name, tr("Gift"), choices)
        self.points = NumberEdit(f"{name}.points", tr("How many points"))
        self.weight = NumberEdit(f"{name}.weight", tr("Parts of the odds"))
        self.weight.show_number(1)
        self.remove_button = icon_button(
            "close", f"{name}.remove", tr("Take this gift away"), lambda: self.removed.emit(self)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL)
        row.addWidget(self.gift, 1)
        for field in (self.points, self.weight):
            field.setFixedWidth(_NARROW)
            field.textChanged.connect(lambda _: self.changed.emit())
            row.addWidget(field)
        row.addWidget(self.remove_button)
        self.gift.currentIndexChanged.connect(self._show_gift)
        self._show_gift()

    def read(self) -> Mapping[str, Any]:
        """Return the gift as the feed speaks it; raises BadRequest."""
        weight = self.weight.number("gifts.weight")
        if chosen(self.gift) == _POINTS:
            return {"points": self.points.number("gifts.points"), "weight": weight}
        return {"reward": self._rewards[chosen(self.gift)], "weight": weight}

    def show_alone(self, *, alone: bool) -> None:
        """Ask for parts, and offer to take it away, only where there are several."""
        self.weight.setVisible(not alone)
        self.remove_button.setVisible(not alone)

    def _show_gift(self, *_: object) -> None:
        self.points.setVisible(chosen(self.gift) == _POINTS)
        self.changed.emit()


class GiftsEdit(QWidget):
    """Shows at least one gift; a press adds another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[GiftRow] = []
        self._rewards: Sequence[str] = ()
        self._made = 0
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.GAP_SMALL)
        self.hint = small(
            tr("The last figure: how many parts of the odds a gift has. 9 and 1 are 9 in 10 and "
               "1 in 10."),
            wrap=True,
        )  # fmt: skip
        self.add_button = button(
            tr("+ Gift"), "surprise.gift.add", self.add, kind="add", spoken=tr("Add a gift")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addLayout(self._column)
        column.addWidget(self.hint)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def fields(self) -> dict[str, QWidget]:
        """Return the fields by the names that refusals use: of the first that lacks something."""
        found: dict[str, QWidget] = {}
        for row in reversed(self.rows):
            if not row.weight.text().strip() or not found:
                found["gifts.weight"] = row.weight
            if not row.points.text().strip() or not found:
                found["gifts.points"] = row.points
        return found

    def begin(self, rewards: Sequence[str]) -> None:
        """Begin with one gift; these rewards may be given."""
        self._rewards = rewards
        for row in self.rows:
            self._drop(row)
        self.rows = []
        self.add()

    def add(self) -> None:
        """Add a gift."""
        self._made += 1
        row = GiftRow(self._made, self._rewards)
        row.changed.connect(self.changed)
        row.removed.connect(self.remove)
        self.rows.append(row)
        self._column.addWidget(row)
        self._place_in_tab_order(row)
        self._settle()

    def remove(self, row: GiftRow) -> None:
        """Take a gift away."""
        self.rows.remove(row)
        self._drop(row)
        self._settle()
        self.add_button.setFocus()

    def read(self) -> list[Mapping[str, Any]]:
        """Return the gifts as the feed speaks them; raises BadRequest."""
        return [row.read() for row in self.rows]

    def as_far_as_told(self) -> list[Mapping[str, Any]]:
        """Return the gifts that can be understood already."""
        told = []
        for row in self.rows:
            try:
                told.append(row.read())
            except BadRequest:
                continue
        return told

    def _place_in_tab_order(self, row: GiftRow) -> None:
        """Let Tab reach a row where it is seen, before the button that added it."""
        before = self.add_button.previousInFocusChain()
        while before is not None and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()  # words: Qt goes by fields alone
        assert before is not None, "the chain is a ring"
        for field in (row.gift, row.points, row.weight, row.remove_button):
            QWidget.setTabOrder(before, field)
            before = field

    def _drop(self, row: GiftRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _settle(self) -> None:
        alone = len(self.rows) == 1
        for row in self.rows:
            row.show_alone(alone=alone)
        self.hint.setVisible(not alone)
        self.add_button.setVisible(len(self.rows) < MOST_GIFTS)
        self.changed.emit()
