"""A colour chosen from a few that look well on paper, or from all there are."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QColorDialog, QGridLayout, QPushButton, QWidget

from desktop import theme
from desktop.i18n import mark, tr
from desktop.widgets.buttons import icon_button
from desktop.widgets.labels import named

INKS: dict[str, str] = {
    "#d6452b": mark("Vermilion"),
    "#b4553a": mark("Brick"),
    "#9a6a00": mark("Mustard"),
    "#2a6a43": mark("Green"),
    "#1d6f75": mark("Teal"),
    "#33507a": mark("Blue"),
    "#6b4c86": mark("Violet"),
    "#22262e": mark("Ink"),
}
"""Each stands out on white paper, and can be told from the others in grey too."""

_DOT = 26.0
_IN_A_ROW = 7
_LEAST_CONTRAST = 3.0  # WCAG 2: what is no text must stand out so much


class ColourSwatches(QWidget):
    """Colours to press; `own` is what holds where none of them is chosen."""

    changed = Signal()

    def __init__(self, name: str, spoken: str, *, own: tuple[str, str]) -> None:
        """Offer the colours; `own` is the shop's colour and the words for it."""
        super().__init__()
        named(self, name, spoken)
        self._name = name
        self._group = QButtonGroup(self)
        self.buttons: dict[str, _Swatch] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2)
        self._grid.setColumnStretch(_IN_A_ROW, 1)
        self._add("", *own)
        for colour, words in INKS.items():
            if colour != own[0]:  # it stands there already
                self._add(colour, colour, tr(words))
        self.more_button = icon_button("plus", f"{name}.more", tr("Another colour"), self.ask)
        self._put(self.more_button, len(self.buttons))
        self.setFocusProxy(self.buttons[""])
        self.buttons[""].setChecked(True)

    def value(self) -> str:
        """Return the chosen colour, as "#d6452b"; nothing for the shop's own."""
        return next(value for value, each in self.buttons.items() if each.isChecked())

    def shown(self) -> str:
        """Return the colour that this comes to."""
        return self.buttons[self.value()].colour

    def words(self) -> str:
        """Return what the chosen colour is called."""
        return self.buttons[self.value()].accessibleName()

    def choose(self, colour: str) -> None:
        """Choose a colour; one that is not among those offered is added."""
        if colour not in self.buttons:
            self._add(colour, colour, colour)
            self._put(self.more_button, len(self.buttons))
        self.buttons[colour].setChecked(True)

    def ask(self) -> None:
        """Let any colour be chosen."""
        self.dialog = QColorDialog(QColor(self.shown()), self)
        self.dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        self.dialog.colorSelected.connect(lambda colour: self.choose(colour.name()))
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def set_own(self, colour: str) -> None:
        """Say what the shop's own colour is today."""
        self.buttons[""].colour = colour
        self.buttons[""].update()

    def _put(self, widget: QWidget, place: int) -> None:
        self._grid.addWidget(widget, *divmod(place, _IN_A_ROW))

    def _add(self, value: str, colour: str, words: str) -> None:
        made = _Swatch(colour)
        named(made, f"{self._name}.{value or 'own'}", words)
        made.setToolTip(words)
        self._group.addButton(made)
        self._put(made, len(self.buttons))
        self.buttons[value] = made
        made.toggled.connect(lambda on: self.changed.emit() if on else None)


class _Swatch(QPushButton):
    """A dot of colour with room for a finger; the chosen one has a ring."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self.colour = colour
        self.setCheckable(True)
        self.setFixedSize(theme.TOUCH, theme.TOUCH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        room = QRectF(0, 0, _DOT, _DOT)
        room.moveCenter(middle)
        painter.setBrush(QColor(self.colour))
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.drawEllipse(room)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawEllipse(room.adjusted(-4, -4, 4, 4))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


def stands_out(colour: str) -> bool:
    """Say whether a colour is seen well on white paper."""
    return 1.05 / (_luminance(QColor(colour)) + 0.05) >= _LEAST_CONTRAST


def _luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG 2."""
    parts: Mapping[float, float] = {
        0.2126: colour.redF(), 0.7152: colour.greenF(), 0.0722: colour.blueF(),
    }  # fmt: skip
    return sum(
        weight * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
        for weight, part in parts.items()
    )
