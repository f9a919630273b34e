"""Lays cards side by side, as many in a row as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme


class SideBySide(QWidget):
    """Equal cards in rows that fill the width; a narrow page has more rows of fewer cards."""

    def __init__(self, cards: Sequence[QWidget], *, narrowest: int) -> None:
        """`narrowest` is the least width of a card, in pixels."""
        super().__init__()
        self._cards = list(cards)
        self._narrowest = narrowest
        self._in_a_row = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP_CARD)
        self._lay(len(self._cards))

    def _lay(self, in_a_row: int) -> None:
        if in_a_row == self._in_a_row:
            return
        self._in_a_row = in_a_row
        while (item := self._column.takeAt(0)) is not None:
            layout = item.layout()
            if layout is not None:
                layout.deleteLater()
        rows = -(-len(self._cards) // in_a_row)
        for number in range(rows):
            row = QHBoxLayout()
            row.setSpacing(theme.GAP_CARD)
            # Five in two rows are three and two, not four and one.
            start, end = (len(self._cards) * each // rows for each in (number, number + 1))
            for card in self._cards[start:end]:
                row.addWidget(card, 1)
            self._column.addLayout(row)

    def minimumSizeHint(self) -> QSize:
        """Let the page be as narrow as one card; there are more rows then."""
        return QSize(self._narrowest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() + theme.GAP_CARD
        fitting = room // (self._narrowest + theme.GAP_CARD)
        self._lay(max(1, min(fitting, len(self._cards))))
