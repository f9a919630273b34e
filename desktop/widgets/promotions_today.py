"""What holds at the shop today, said in short lines; what waits for a word is called here."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import formats, theme
from desktop.i18n import tr, trn
from desktop.widgets.buttons import quiet
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import label, small
from desktop.widgets.panel import Panel

_MOST = 4


@dataclass(frozen=True)
class TodayLine:
    """A promotion that holds today, or waits for a word; `words` say it, `sentence` explains it."""

    name: str
    words: str
    sentence: str
    waits: bool = False
    called: bool = False


class PromotionsToday(Panel):
    """Lists what holds today; is not there at all where there is nothing to say."""

    called = Signal(str, bool)  # the promotion's name, whether it holds

    def __init__(self) -> None:
        super().__init__(tr("Today's offers"))
        self.setObjectName("counter.promotions")
        self.buttons: dict[str, QPushButton] = {}
        self.lines: list[TodayLine] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GAP_SMALL)
        self.body.addLayout(self._rows)

    def show_today(self, lines: Sequence[TodayLine]) -> None:
        """Show what holds, then what can be called."""
        if list(lines) == self.lines:
            return
        focused = next((name for name, made in self.buttons.items() if made.hasFocus()), "")
        self.lines = list(lines)
        self._clear()
        holding = [line for line in lines if not line.waits]
        for line in holding[:_MOST]:
            self._add(self._holding(line))
        more = len(holding) - _MOST
        if more > 0:
            words = trn("and {count} more", "and {count} more", more)
            self._add(small(words.format(count=formats.number(more))))
        for line in lines:
            if line.waits:
                self._add(self._call(line))
        if focused in self.buttons:
            self.buttons[focused].setFocus()

    def _clear(self) -> None:
        self.buttons = {}
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, widget: QWidget) -> None:
        self._rows.addWidget(widget)
        widget.show()  # now, so that the column knows its height at once

    def _holding(self, line: TodayLine) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(line.words, "strong", wrap=True))
        words.addWidget(small(line.sentence, wrap=True))
        row.addLayout(words, 1)
        if line.called:
            back = quiet(
                tr("Not after all"), f"counter.uncall.{line.name}",
                partial(self.called.emit, line.name, False),
            )  # fmt: skip
            back.setAccessibleName(tr("“{name}” does not hold today").format(name=line.name))
            row.addWidget(back)
            self.buttons[line.name] = back
        return holder

    def _call(self, line: TodayLine) -> KeyButton:
        words = tr("Start “{name}” today").format(name=line.name)
        made = KeyButton(
            words, f"counter.call.{line.name}", partial(self.called.emit, line.name, True)
        )
        made.setToolTip(f"{words}\n{line.sentence}")
        self.buttons[line.name] = made
        return made
