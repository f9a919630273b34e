"""Who brought whom, on the page of a customer: the code to say, and what it has brought so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.big_figure import BigFigure
from desktop.widgets.buttons import button
from desktop.widgets.facts_list import FactsList
from desktop.widgets.labels import label, named
from desktop.widgets.panel import Panel


@dataclass(frozen=True)
class CodeShown:
    """What is said of a customer's code."""

    code: str
    words: str  # what it brings
    facts: Sequence[tuple[str, str]]
    referrer: str  # the id of who brought them; nothing where nobody did
    referrer_name: str = ""


class FriendsTab(QWidget):
    """Shows the code large enough to be read aloud; the tree of friends stands beside it."""

    card_asked = Signal()
    slips_asked = Signal()
    customer_asked = Signal(str)

    def __init__(self, name: str, tree: QWidget) -> None:
        super().__init__()
        self.code = named(BigFigure(), f"{name}.code", tr("Code for friends"))
        self.words = label(wrap=True)
        self.facts = FactsList()
        self.card_button = button(
            tr("Print the card"), f"{name}.card", self.card_asked.emit, icon="card"
        )
        self.slips_button = button(
            tr("Slips for friends"), f"{name}.slips", self.slips_asked.emit, icon="print"
        )
        self.slips_button.setToolTip(tr("A paper with five slips to tear off and hand on"))
        self.referrer_button = button(
            "", f"{name}.referrer", lambda: self.customer_asked.emit(self._referrer), icon="person"
        )
        self._referrer = ""
        self._lay_out(tree)

    def show_code(self, shown: CodeShown) -> None:
        """Show a code and what it brings."""
        self.code.show_figure(shown.code, tr("code for friends"))
        self.words.setText(shown.words)
        self.words.setVisible(bool(shown.words))
        self.slips_button.setVisible(bool(shown.words))
        self.facts.show_facts(shown.facts)
        self._referrer = shown.referrer
        words = tr("Brought by {name}").format(name=shown.referrer_name)
        self.referrer_button.setText(words)
        self.referrer_button.setAccessibleName(words)
        self.referrer_button.setVisible(bool(shown.referrer))

    def _lay_out(self, tree: QWidget) -> None:
        left = Panel()
        left.body.addWidget(self.code)
        left.body.addWidget(self.words)
        left.body.addSpacing(4)
        left.body.addWidget(self.facts)
        left.body.addStretch(1)
        for each in (self.referrer_button, self.card_button, self.slips_button):
            left.body.addWidget(each)
        right = QVBoxLayout()
        right.setSpacing(theme.GAP_CARD)
        right.addWidget(tree, 1)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.GAP_CARD)
        columns.addWidget(left, 2)
        columns.addLayout(right, 3)
