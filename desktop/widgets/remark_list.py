"""What is worth saying now: a tag, a sentence, and one thing to do about it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.remarks import Said
from desktop.widgets.buttons import button, primary
from desktop.widgets.flow import FlowLayout
from desktop.widgets.labels import rule
from desktop.widgets.panel import Panel
from desktop.widgets.tagged_sentence import TaggedSentence


class RemarkList(Panel):
    """Shows remarks; "Not today" puts one away until the customer comes again."""

    acted = Signal(object)  # the Said
    dismissed = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Say this now"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GAP_SMALL)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_remarks(self, remarks: Sequence[Said]) -> None:
        """Show these remarks, the most pressing first; without any the panel goes."""
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
            buttons = QWidget()
            row = FlowLayout(buttons)  # words of any length: they go below each other
            name = f"counter.remark.{each.action}"
            make = primary if each.action == "renew" else button
            row.addWidget(make(each.action_words, name, partial(self.acted.emit, each)))
            later = button(tr("Not today"), f"{name}.later", partial(self.dismissed.emit, each))
            row.addWidget(later)
            column.addWidget(buttons)
        return holder
