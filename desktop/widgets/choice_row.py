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
        here = self.previousInFocusChain()
        while here is not self and (here in self.buttons or not _takes_tab(here)):
            here = here.previousInFocusChain()
        for before, after in pairwise([*([] if here is self else [here]), *self.buttons]):
            QWidget.setTabOrder(before, after)

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


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
