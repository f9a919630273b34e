"""A few choices side by side, in as many lines as they need; one of them is chosen."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop.widgets.buttons import button, let_tab_in
from desktop.widgets.flow import FlowLayout
from desktop.widgets.labels import named


class ChoiceRow(QWidget):
    """Offers choices that may come and go; the first one holds where the chosen one is gone."""

    chosen = Signal(str)  # by a person

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self._flow = FlowLayout(self)
        self._group = QButtonGroup(self)
        self._choices: dict[str, str] = {}
        self.buttons: list[QPushButton] = []

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these values and their words; what was chosen stays."""
        words = dict(choices)
        if words == self._choices:
            return
        before, self._choices = self.value(), words
        for made in self.buttons:
            self._group.removeButton(made)
        self._flow.clear()
        first = next(iter(words), "")
        self.buttons = [
            self._button(value, text, chosen=value == (before if before in words else first))
            for value, text in words.items()
        ]
        self._order_tabs()
        let_tab_in(self._group)
        self.setVisible(len(words) > 1)
        self.updateGeometry()

    def value(self) -> str:
        """Return the chosen value."""
        made = self._group.checkedButton()
        return str(made.property("value")) if made is not None else ""

    def choose(self, value: str) -> None:
        """Choose a value that is offered; another one changes nothing."""
        for made in self.buttons:
            if made.property("value") == value:
                made.setChecked(True)

    def _order_tabs(self) -> None:
        """Let Tab come to the buttons where the row stands: Qt puts whatever is new last."""
        for before, after in pairwise([*self._before(), *self.buttons]):
            QWidget.setTabOrder(before, after)

    def _before(self) -> list[QWidget]:
        """Return what Tab comes to before the row, nothing where it comes to nothing else."""
        here: QWidget | None = self.previousInFocusChain()
        while here is not None and here is not self:
            if here not in self.buttons and here.focusPolicy() & Qt.FocusPolicy.TabFocus:
                return [here]
            here = here.previousInFocusChain()
        return []

    def _button(self, value: str, text: str, *, chosen: bool) -> QPushButton:
        made = button(text, f"{self.objectName()}.{value or 'all'}", kind="segment")
        made.setCheckable(True)
        made.setProperty("value", value)
        made.setChecked(chosen)
        made.toggled.connect(lambda on: self._choose(value) if on else None)
        self._group.addButton(made)
        self._flow.addWidget(made)
        made.show()
        return made

    def _choose(self, value: str) -> None:
        let_tab_in(self._group)
        self.chosen.emit(value)
