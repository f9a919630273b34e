"""Words on a page, in the few sizes and tones that the theme knows."""

from typing import Literal, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

Role = Literal[
    "title", "heading", "strong", "muted", "small", "warn", "good", "figure", "amount", "fault",
    "key",
]  # fmt: skip
W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, spoken: str) -> W:
    """Give a widget its object name for tests, and the name that a screen reader says."""
    widget.setObjectName(name)
    widget.setAccessibleName(spoken)
    return widget


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at, and dress the widget anew."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def label(text: str = "", role: Role | None = None, *, wrap: bool = False) -> QLabel:
    """Return a line of text, or a paragraph with `wrap`, in one of the theme's roles."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # a name with "<b>" in it stays that name
    made.setWordWrap(wrap)
    if role is not None:
        made.setProperty("role", role)
    return made


def title(text: str = "") -> QLabel:
    """Return the one big line on top of a page or card: a name, a month."""
    return label(text, "title")


def heading(text: str = "") -> QLabel:
    """Return the small grey line on top of a card."""
    return label(text, "heading")


def strong(text: str = "") -> QLabel:
    """Return a bold line."""
    return label(text, "strong")


def muted(text: str = "", *, wrap: bool = False) -> QLabel:
    """Return grey text: what is said beside the matter."""
    return label(text, "muted", wrap=wrap)


def small(text: str = "", *, wrap: bool = False) -> QLabel:
    """Return small grey text."""
    return label(text, "small", wrap=wrap)


def rule() -> QFrame:
    """Return the thin line between two parts of a card."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room, and says the whole of it as a tool tip."""

    def __init__(self, text: str = "", role: Role | None = None) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role is not None:
            self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("国国…"), super().sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        self.style().drawItemText(
            painter, room, int(self.alignment()), self.palette(), self.isEnabled(), shown,
            self.foregroundRole(),
        )  # fmt: skip
