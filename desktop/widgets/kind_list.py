"""The slim list of kinds beside what is shown: one is chosen, each says how many there are."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton

from desktop import formats, theme
from desktop.i18n import trn
from desktop.widgets.buttons import button
from desktop.widgets.labels import named, set_property, small
from desktop.widgets.panel import Panel

_LEAST_WIDTH = 168
_BESIDE = 78  # around the words, and for a count


class KindList(Panel):
    """Lists kinds one under the other, each with room for a finger; arrow keys go through them."""

    chosen = Signal(str)

    def __init__(self, name: str, spoken: str, kinds: Mapping[str, str]) -> None:
        """Show the kinds: value → words."""
        super().__init__()
        named(self, name, spoken)
        self.body.setContentsMargins(8, 6, 8, 6)
        self.body.setSpacing(0)
        self._words = kinds
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        self._counts: dict[str, QLabel] = {}
        for value, words in kinds.items():
            self.body.addWidget(self._row(value, words, f"{name}.{value}"))
        self.body.addStretch(1)
        self.setFixedWidth(max(_LEAST_WIDTH, self._widest() + _BESIDE))
        self.setFocusProxy(next(iter(self.buttons.values())))

    def value(self) -> str:
        """Return the chosen kind."""
        return next((value for value, each in self.buttons.items() if each.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose a kind."""
        self.buttons[value].setChecked(True)
        self.setFocusProxy(self.buttons[value])

    def show_count(self, value: str, count: int) -> None:
        """Say how many there are of a kind; none is said by nothing."""
        self._counts[value].setText(formats.number(count) if count else "")
        words = self._words[value]
        if count:
            said = trn("{kind}, {count} offered", "{kind}, {count} offered", count)
            words = said.format(kind=words, count=formats.number(count))
        self.buttons[value].setAccessibleName(words)

    def show_waiting(self, value: str, waiting: int) -> None:
        """Say instead how many questions of a kind wait for an answer, where some do."""
        count = self._counts[value]
        set_property(count, "role", "warn" if waiting else "small")
        if not waiting:
            return
        count.setText(f"{formats.number(waiting)}?")
        words = trn("{kind}, {count} to answer", "{kind}, {count} to answer", waiting)
        said = words.format(kind=self._words[value], count=formats.number(waiting))
        self.buttons[value].setAccessibleName(said)

    def count(self, value: str) -> str:
        """Return what is shown as the number of a kind."""
        return self._counts[value].text()

    def _row(self, value: str, words: str, name: str) -> QPushButton:
        made = button(words, name, kind="row")
        made.setCheckable(True)
        count = small()
        count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(made)
        inside.setContentsMargins(theme.GAP_SMALL, 0, theme.GAP, 0)
        inside.addStretch(1)
        inside.addWidget(count)
        self._group.addButton(made)
        self.buttons[value], self._counts[value] = made, count
        made.toggled.connect(lambda on: self.chosen.emit(value) if on else None)
        return made

    def _widest(self) -> int:
        letters = QFontMetrics(theme.font(bold=True))  # the chosen one is bold
        return max(letters.horizontalAdvance(each) for each in self._words.values())
