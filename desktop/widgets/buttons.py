"""What is pressed: every button has an object name, a spoken name, and room for a finger."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets.labels import named

Kind = Literal["plain", "primary", "quiet", "danger", "segment", "row", "digit", "icon", "add"]


def button(
    text: str,
    name: str,
    do: Callable[[], object] | None = None,
    *,
    kind: Kind = "plain",
    icon: str | None = None,
    spoken: str | None = None,
) -> QPushButton:
    """Return a button that does something; `spoken` names it where its text does not."""
    made = named(QPushButton(text), name, spoken or text)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if icon is not None:
        made.setIcon(theme.icon(icon, "on_primary" if kind == "primary" else "ink", 20))
        made.setIconSize(QSize(20, 20))
    if do is not None:
        made.clicked.connect(lambda _checked=False: do())
    return made


def primary(text: str, name: str, do: Callable[[], object] | None = None) -> QPushButton:
    """Return the one button of a card that does what the card is for."""
    return button(text, name, do, kind="primary")


def quiet(text: str, name: str, do: Callable[[], object] | None = None) -> QPushButton:
    """Return a button that looks like a link: what is seldom wanted."""
    return button(text, name, do, kind="quiet")


def icon_button(
    icon: str, name: str, spoken: str, do: Callable[[], object] | None = None
) -> QPushButton:
    """Return a square button with a picture alone; its spoken name is its tool tip too."""
    made = button("", name, do, kind="icon", icon=icon, spoken=spoken)
    made.setToolTip(spoken)
    return made


class Segments(QWidget):
    """A few choices side by side, one of them chosen."""

    chosen = Signal(str)  # by a person or by a key

    def __init__(self, name: str, spoken: str, choices: dict[str, str]) -> None:
        """Show the choices: value → words."""
        super().__init__()
        named(self, name, spoken)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_SMALL)
        self.group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for value, words in choices.items():
            made = button(words, f"{name}.{value}", kind="segment")
            made.setCheckable(True)
            made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            made.toggled.connect(lambda on, value=value: self.chosen.emit(value) if on else None)
            self.buttons[value] = made
            self.group.addButton(made)
            row.addWidget(made)
        row.addStretch(1)
        self.setFocusProxy(next(iter(self.buttons.values())))

    def value(self) -> str:
        """Return the chosen value, or nothing."""
        return next((value for value, each in self.buttons.items() if each.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose a value."""
        self.buttons[value].setChecked(True)


def let_tab_in(group: QButtonGroup) -> None:
    """Let Tab lead to the one of some choices that is chosen; arrows lead on from there."""
    for each in group.buttons():
        by_tab = Qt.FocusPolicy.StrongFocus if each.isChecked() else Qt.FocusPolicy.ClickFocus
        each.setFocusPolicy(by_tab)
