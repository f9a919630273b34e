"""Facts under each other: what it is on the left, what it is here on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop import theme
from desktop.widgets.labels import label, muted

_WORDS = 150  # pixels, so that facts of several lists stand under each other


class FactsList(QWidget):
    """Shows pairs of words; what is long takes as many lines as it needs."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(theme.GAP_SMALL)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, _WORDS)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these facts instead of those before."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for row, (words, value) in enumerate(facts):
            for column, shown in enumerate((muted(words, wrap=True), label(value, wrap=True))):
                self._grid.addWidget(shown, row, column, top)
                shown.show()
        self.setVisible(bool(facts))

    def text(self) -> str:
        """Return all that is shown, for readers of screens and tests."""
        items = (self._grid.itemAt(place) for place in range(self._grid.count()))
        widgets = (item.widget() for item in items if item is not None)
        return "\n".join(str(each.property("text")) for each in widgets if each is not None)
