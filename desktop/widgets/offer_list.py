"""What the shop offers, one under the other: a name, what it says in a line, what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.theme import Tone
from desktop.widgets.buttons import button, quiet
from desktop.widgets.chip import Chip
from desktop.widgets.labels import ElidedLabel, label, muted, rule, small
from desktop.widgets.panel import Panel


@dataclass(frozen=True)
class OfferDeed:
    """Something that can be done with an offer: its words, what it is spoken as, the doing."""

    words: str
    spoken: str
    name: str  # of the button, for tests
    do: Callable[[], object]
    seldom: bool = False


@dataclass(frozen=True)
class OfferRow:
    """An offer as the list shows it."""

    name: str
    line: str
    chips: Sequence[tuple[str, Tone]] = ()
    deeds: Sequence[OfferDeed] = ()
    figures: str = ""  # what it brought so far


class OfferList(QWidget):
    """Lists what is offered, then what is offered no more; has a word where there is nothing."""

    def __init__(self, *, empty_title: str, empty: str) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self.offered = Panel()
        self.retired = Panel(tr("No longer offered"))
        self.empty = Panel()
        self.empty.body.setContentsMargins(32, 28, 32, 28)
        self.empty.body.setSpacing(theme.GAP)
        self.empty.body.addWidget(label(empty_title, "title", wrap=True))
        self.empty.body.addWidget(muted(empty, wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_CARD)
        self._rows = {}
        for card in (self.empty, self.offered, self.retired):
            column.addWidget(card)
        for card in (self.offered, self.retired):
            self._rows[card] = QVBoxLayout()
            self._rows[card].setSpacing(0)
            card.body.addLayout(self._rows[card])
        column.addStretch(1)

    def show_offers(self, offered: Sequence[OfferRow], retired: Sequence[OfferRow] = ()) -> None:
        """Show these offers; the button that had the focus has it again."""
        name = next((each for each, made in self.buttons.items() if made.hasFocus()), "")
        self.buttons = {}
        self.empty.setVisible(not offered and not retired)
        self._fill(self.offered, offered)
        self._fill(self.retired, retired)
        if name in self.buttons:
            self.buttons[name].setFocus()

    def _fill(self, card: Panel, rows: Sequence[OfferRow]) -> None:
        card.setVisible(bool(rows))
        layout = self._rows[card]
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, row in enumerate(rows):
            if number:
                layout.addWidget(rule())
            layout.addWidget(self._row(row, faded=card is self.retired))

    def _row(self, row: OfferRow, *, faded: bool) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 10, 0, 10)
        line.setSpacing(theme.GAP_SMALL)
        words = QVBoxLayout()
        words.setSpacing(5)
        words.addWidget(ElidedLabel(row.name, "muted" if faded else "strong"))
        words.addWidget(muted(row.line, wrap=True))
        if row.figures:
            words.addWidget(small(row.figures, wrap=True))
        line.addLayout(words, 1)
        for text, tone in row.chips:
            line.addWidget(Chip(text, tone))
        line.addSpacing(theme.GAP_SMALL)
        for deed in row.deeds:
            line.addWidget(self._button(deed))
        return holder

    def _button(self, deed: OfferDeed) -> QPushButton:
        made = (quiet if deed.seldom else button)(deed.words, deed.name, deed.do)
        made.setAccessibleName(deed.spoken)
        self.buttons[deed.name] = made
        return made
