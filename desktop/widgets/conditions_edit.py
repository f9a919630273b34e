"""The conditions of a promotion as rows that are added one by one, in an order that reads well."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from db.errors import ShopError
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import button
from desktop.widgets.condition_rows import (
    AmountRow,
    Around,
    BirthdayRow,
    ChoiceRow,
    ConditionRow,
    DatesRow,
    FlagRow,
    GoodsRow,
    HoursRow,
    NumberRow,
    TagRow,
    WeekdaysRow,
)
from desktop.widgets.flow import FlowLayout
from desktop.widgets.labels import named
from desktop.words.conditions import condition_choice, condition_kinds, condition_words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROWS: dict[str, Callable[[str, str, Around], ConditionRow]] = {
    "dates": DatesRow,
    "weekdays": WeekdaysRow,
    "hours": HoursRow,
    "categories": GoodsRow,
    "minimum": AmountRow,
    "tier": ChoiceRow,
    "plan": ChoiceRow,
    "tag": TagRow,
    "birthday": BirthdayRow,
    "first_sale": FlagRow,
    "nth_visit": NumberRow,
    "days_since_last_visit": NumberRow,
    "called": FlagRow,
}


class ConditionsEdit(QWidget):
    """Shows and reads `when` a promotion holds, as the feed speaks it."""

    changed = Signal()

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self.rows: list[ConditionRow] = []
        self.add_button = button(
            tr("+ Condition"), "promotion.condition", self._unfold, kind="add",
            spoken=tr("Add a condition"),
        )  # fmt: skip
        self.chooser = named(QWidget(), "promotion.conditions", tr("Which condition"))
        self._flow = FlowLayout(self.chooser)
        self.choices: dict[str, QPushButton] = {}
        for kind in condition_kinds():
            made = button(
                condition_choice(kind), f"promotion.condition.{kind}",
                partial(self.add, kind), kind="add",
            )  # fmt: skip
            self.choices[kind] = made
            self._flow.addWidget(made)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.GAP_SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addLayout(self._column)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.chooser)
        self.chooser.hide()

    @property
    def fields(self) -> dict[str, QWidget]:
        """Return the fields by the names that refusals use."""
        return {name: field for row in self.rows for name, field in row.fields.items()}

    # -- What holds -------------------------------------------------------------------------

    def show_when(self, when: Mapping[str, Any], around: Around) -> None:
        """Show these conditions, which can name what there is around."""
        self._around = around
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for kind in condition_kinds():
            if any(name in when for name in _names_of(kind)):
                self._place(kind).show_when(when)
        self._fold()

    def read(self) -> dict[str, Any]:
        """Return the conditions as use-cases take them; raises what cannot be understood."""
        return {name: value for row in self.rows for name, value in row.read().items()}

    def as_far_as_told(self) -> dict[str, Any]:
        """Return the conditions that can be understood already."""
        told: dict[str, Any] = {}
        for row in self.rows:
            try:
                told |= row.read()
            except ShopError:
                continue
        return told

    # -- What a person does -----------------------------------------------------------------

    def add(self, kind: str) -> None:
        """Add a condition, and go there."""
        row = self._place(kind)
        self._fold()
        row.take_focus()
        self.changed.emit()

    def remove(self, row: ConditionRow) -> None:
        """Take a condition away; the way to another is next."""
        self.rows.remove(row)
        self._column.removeWidget(row)
        self._fold()
        self.add_button.setFocus()
        row.hide()
        row.deleteLater()
        self.changed.emit()

    def stops(self) -> Sequence[QWidget]:
        """Return what Tab goes through, in the order in which it stands there."""
        within = [stop for row in self.rows for stop in row.stops()]
        return [*within, self.add_button, *self.choices.values()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter where a condition is added, and Esc while one is chosen."""
        focus = self.window().focusWidget()
        if event.key() in _ENTER and focus in (self.add_button, *self.choices.values()):
            assert isinstance(focus, QPushButton)
            focus.click()
        elif event.key() == Qt.Key.Key_Escape and not self.chooser.isHidden():
            self._fold()
            self.add_button.setFocus()
        else:
            super().keyPressEvent(event)

    # -- Inside -----------------------------------------------------------------------------

    def _place(self, kind: str) -> ConditionRow:
        """Make a row where its kind belongs among the others."""
        row = _ROWS[kind](kind, condition_words(kind), self._around)
        order = condition_kinds()
        place = sum(order.index(each.kind) < order.index(kind) for each in self.rows)
        self.rows.insert(place, row)
        self._column.insertWidget(place, row)
        row.changed.connect(self.changed)
        row.removed.connect(self.remove)
        row.show()
        return row

    def _unfold(self) -> None:
        """Show which conditions there are still to add, in place of the way to them."""
        self.chooser.show()
        free = [made for made in self.choices.values() if not made.isHidden()]
        free[0].setFocus()
        self.add_button.hide()

    def _fold(self) -> None:
        """Fold the choice away, and keep in it what is still to be had."""
        self.chooser.hide()
        taken = {row.kind for row in self.rows}
        without = self._without_any()
        for kind, made in self.choices.items():
            self._flow.removeWidget(made)
            free = kind not in taken and kind not in without
            if free:
                self._flow.addWidget(made)
            made.setVisible(free)
        self.add_button.setVisible(len(taken | without) < len(self.choices))
        for before, after in pairwise(self.stops()):
            QWidget.setTabOrder(before, after)

    def _without_any(self) -> set[str]:
        """Return the kinds that would have nothing to choose from."""
        around = self._around
        names = {"categories": around.categories, "tier": around.tiers, "plan": around.plans}
        return {kind for kind, there in names.items() if not there}


def _names_of(kind: str) -> tuple[str, ...]:
    return ("from", "to") if kind == "dates" else (kind,)
