"""What is worth saying now: a tag, a sentence, and one thing to do about it, by one key."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import quiet
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import rule
from desktop.widgets.panel import Panel
from desktop.widgets.tagged_sentence import TaggedSentence
from desktop.words.remarks import Said

KEYS = ("F1", "Shift+F1")


class RemarkList(Panel):
    """Shows remarks; "Not today" puts one away until the customer comes again."""

    acted = Signal(object)  # the Said
    dismissed = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Say this now"))
        self.act_buttons: list[KeyButton] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GAP_SMALL)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def act(self, place: int) -> None:
        """Press the button of the first remark that has one, or of the next."""
        if place < len(self.act_buttons):
            self.act_buttons[place].click()

    def show_remarks(self, remarks: Sequence[Said]) -> None:
        """Show these remarks, the most pressing first; without any the panel goes."""
        self.act_buttons = []
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            assert widget is not None
            widget.hide()
            widget.deleteLater()
        for index, each in enumerate(remarks):
            if index:
                self._add(rule())
            self._add(self._row(each))
        self.setVisible(bool(remarks))

    def _add(self, widget: QWidget) -> None:
        self._rows.addWidget(widget)
        widget.show()  # now, so that the panel knows its height at once

    def _row(self, each: Said) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(TaggedSentence(each.tag, each.tone, each.sentence))
        if each.action:
            row = QHBoxLayout()
            name = f"counter.remark.{each.action}"
            place = len(self.act_buttons)
            act = KeyButton(
                each.action_words,
                name,
                partial(self.acted.emit, each),
                key=KEYS[place] if place < len(KEYS) else "",
                kind="primary" if each.action == "open_plan" else "plain",
            )
            # Its words ask for no width: the column's decides in how many lines a sentence goes.
            act.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self.act_buttons.append(act)
            later = quiet(tr("Not today"), f"{name}.later", partial(self.dismissed.emit, each))
            row.addWidget(act, 1)
            row.addWidget(later)
            column.addLayout(row)
        return holder
