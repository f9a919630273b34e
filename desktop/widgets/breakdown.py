"""What a sale comes to: lines of words with a figure at the end, sums in bold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.widgets.labels import ElidedLabel, Role, label, named, rule, set_property

LineKind = Literal["line", "sum", "due", "rule", "said"]


@dataclass(frozen=True)
class FigureLine:
    """A line: its words, its figure; a rule is a thin line, "said" a whole sentence.

    "due" is a sum in large figures: what has to be done now.
    """

    words: str = ""
    figure: str = ""
    kind: LineKind = "line"
    name: str = ""  # the figure's object name, where somebody looks for it
    tone: Role | None = None


RULE = FigureLine(kind="rule")


class Breakdown(QWidget):
    """Shows lines under each other; new ones take the place of those before."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self._spoken = spoken
        self._shown: tuple[FigureLine, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(0, 1)

    def lines(self) -> list[tuple[str, str]]:
        """Return what is shown: words and figure of each line."""
        return [(line.words, line.figure) for line in self._shown if line.kind != "rule"]

    def show_lines(self, lines: Sequence[FigureLine]) -> None:
        """Show these lines; each can be read out with the figures."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            assert widget is not None
            widget.setObjectName("")  # its name goes to the one that takes its place
            widget.hide()
            widget.deleteLater()
        for row, line in enumerate(lines):
            self._add(row, line)
        for number in range(self._grid.count()):
            item = self._grid.itemAt(number)
            widget = item.widget() if item else None
            if widget is not None:
                widget.show()  # now, so that the panel knows its height at once
        told = ", ".join(f"{line.words} {line.figure}" for line in lines if line.kind != "rule")
        self.setAccessibleDescription(told)

    def _add(self, row: int, line: FigureLine) -> None:
        if line.kind == "rule":
            self._grid.addWidget(rule(), row, 0, 1, 2)
        elif line.kind == "said":
            self._grid.addWidget(label(line.words, line.tone or "muted", wrap=True), row, 0, 1, 2)
        else:
            role: Role | None = line.tone or ("strong" if line.kind in ("sum", "due") else None)
            words = ElidedLabel(line.words, role)
            figure = label(line.figure, "figure" if line.kind == "due" else role)
            self._grid.addWidget(words, row, 0)
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for each in (words, figure):
                set_property(each, "sum", line.kind == "sum")
            if line.name:
                named(figure, line.name, f"{line.words} {line.figure}")
            self._grid.addWidget(figure, row, 1)
