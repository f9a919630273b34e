"""The panel that says how a figure was worked out, and leads to the customers behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.i18n import tr
from desktop.theme import Tone
from desktop.widgets.buttons import button
from desktop.widgets.chip import Chip
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import heading, label, muted

_PARAGRAPHS = 4


@dataclass(frozen=True)
class Whose:
    """Customers behind a figure: what they are called, and the name they are asked for by."""

    words: str
    figure: str


@dataclass(frozen=True)
class Figure:
    """A figure as it is shown, how it came about, and who stands behind it."""

    name: str
    words: str
    shown: str
    note: str = ""
    change: str = ""
    tone: Tone = "plain"
    how: tuple[str, ...] = ()
    behind: tuple[Whose, ...] = ()


class FigurePanel(SidePanel):
    """Shows one figure at the side of its page; Enter leads on to the customers behind it."""

    behind_asked = Signal(object)  # Whose

    def __init__(self, page: QWidget, name: str) -> None:
        super().__init__(page, name)
        self.figure: Figure | None = None
        self.behind_buttons: list[QPushButton] = []
        self.shown = label(role="figure")
        self.change = Chip()
        self.note = muted(wrap=True)
        self.paragraphs = [label(wrap=True) for _ in range(_PARAGRAPHS)]
        self._changed = QWidget()
        FlowLayout(self._changed).addWidget(self.change)
        for widget in (self.shown, self._changed, self.note):
            self.body.addWidget(widget)
        self.body.addSpacing(4)
        self.body.addWidget(heading(tr("How it is worked out")))
        for paragraph in self.paragraphs:
            self.body.addWidget(paragraph)
        self.body.addSpacing(4)
        self._behind_head = heading(tr("The customers behind it"))
        self.body.addWidget(self._behind_head)
        self._ways = QVBoxLayout()
        self.body.addLayout(self._ways)
        self.body.addStretch(1)

    def tell(self, figure: Figure) -> None:
        """Say how a figure came about, and let Enter lead on to its customers."""
        self.fill(figure)
        self.open_panel(figure.words, next(iter(self.behind_buttons), self.close_button))

    def fill(self, figure: Figure) -> None:
        """Say how a figure came about; it may be the same one of another time."""
        had_focus = any(each.hasFocus() for each in self.behind_buttons)
        self.figure = figure
        self.title.setText(figure.words)
        self.shown.setText(figure.shown)
        self.change.say(figure.change, figure.tone)
        self._changed.setVisible(bool(figure.change))
        self.note.setText(figure.note)
        self.note.setVisible(bool(figure.note))
        self._say(figure.how)
        self._offer(figure.behind)
        if had_focus:
            next(iter(self.behind_buttons), self.close_button).setFocus()

    def _say(self, sentences: Sequence[str]) -> None:
        assert len(sentences) <= _PARAGRAPHS
        for number, paragraph in enumerate(self.paragraphs):
            words = sentences[number] if number < len(sentences) else ""
            paragraph.setText(words)
            paragraph.setVisible(bool(words))
        self.setAccessibleDescription(" ".join(sentences))

    def _offer(self, ways: Sequence[Whose]) -> None:
        for made in self.behind_buttons:
            made.hide()
            made.setObjectName("")
            made.deleteLater()
        self.behind_buttons = [self._way(each) for each in ways]
        self._behind_head.setVisible(bool(ways))

    def _way(self, behind: Whose) -> QPushButton:
        name = f"{self.objectName()}.{behind.figure}"
        made = button(behind.words, name, lambda: self._ask(behind), icon="customers")
        self._ways.addWidget(made)
        return made

    def _ask(self, behind: Whose) -> None:
        self.close_panel()
        self.behind_asked.emit(behind)
