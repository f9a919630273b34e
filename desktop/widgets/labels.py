"""Words on a page, in the few sizes and tones that the theme knows."""

from typing import Literal, TypeVar

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

Role = Literal[
    "title", "heading", "strong", "muted", "small", "warn", "good", "figure", "amount", "fault",
    "key",
]  # fmt: skip
_LINE_PITCH = 1.45
_COMFORTABLE = 360  # pixels of text that are read without moving the head
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
    made = Paragraph(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # a name with "<b>" in it stays that name
    made.setIndent(0)  # Qt moves the text in where a style sheet gives air around it
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


class Paragraph(QLabel):
    """Text of several lines, with air between them; the font itself has none."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setWordWrap(True)
        shape = self.sizePolicy()
        shape.setHeightForWidth(True)
        self.setSizePolicy(shape)

    def _lay(self, width: int) -> tuple[QTextLayout, int]:
        """Return the lines broken to a width, and their height together."""
        layout = QTextLayout(self.text(), self.font())
        pitch = round(self.fontMetrics().height() * _LINE_PITCH)
        layout.beginLayout()
        top = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += pitch
        layout.endLayout()
        return layout, max(top - pitch + self.fontMetrics().height(), 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inside = width - margins.left() - margins.right()
        return self._lay(inside)[1] + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        width = min(self.fontMetrics().horizontalAdvance(self.text()) + 2, _COMFORTABLE)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, self.fontMetrics().height())

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        super().setText(text)
        self._claim_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._claim_height()

    def _claim_height(self) -> None:
        """Hold the height of all lines: layouts that are short of room take it from words first."""
        self.setMinimumHeight(self.heightForWidth(self.width()) if self.text() else 0)

    def paintEvent(self, _: QPaintEvent) -> None:
        room = self.contentsRect()
        layout, height = self._lay(room.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        below = 0
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            below = max((room.height() - height) // 2, 0)
        layout.draw(painter, QPointF(room.left(), room.top() + below))


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
