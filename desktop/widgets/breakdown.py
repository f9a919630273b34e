"""What a sale comes to: lines of words with a figure at the end, sums in bold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.widgets.labels import ElidedLabel, Role, label, named, rule

LineKind = Literal["line", "sum", "rule", "said"]


@dataclass(frozen=True)
class FigureLine:
    """A line: its words, its figure; a rule is a thin line, "said" a whole sentence."""

    words: str = ""
    figure: str = ""
    kind: LineKind = "line"
    name: str = ""  # the figure's object name, where somebody looks for it
    warns: bool = False


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
        told = ", ".join(f"{line.words} {line.figure}" for line in lines if line.kind != "rule")
        self.setAccessibleDescription(told)

    def _add(self, row: int, line: FigureLine) -> None:
        if line.kind == "rule":
            self._grid.addWidget(rule(), row, 0, 1, 2)
        elif line.kind == "said":
            self._grid.addWidget(
                label(line.words, "warn" if line.warns else "muted", wrap=True), row, 0, 1, 2
            )
        else:
            role: Role | None = "strong" if line.kind == "sum" else None
            self._grid.addWidget(ElidedLabel(line.words, role), row, 0)
            figure: QLabel = label(line.figure, role)
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if line.name:
                named(figure, line.name, f"{line.words} {line.figure}")
            self._grid.addWidget(figure, row, 1)
