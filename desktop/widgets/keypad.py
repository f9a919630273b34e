"""Big digits for fingers, beside the field they type into."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import button

_SPACING = 8
_BACK_ICON = 28


class Keypad(QWidget):
    """Tells which key was pressed: digits, "00" (or "." where the currency has cents), "back".

    It never takes the focus: keyboard and finger type into the same field.
    """

    pressed = Signal(str)

    def __init__(self, name: str, *, digits: int = 0) -> None:
        """`digits` are the decimals of the currency."""
        super().__init__()
        self.setObjectName(name)
        self.keys: dict[str, QPushButton] = {}
        rows = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"))
        last = (("." if digits else "00"), "0", "back")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_SPACING)
        for row, keys in enumerate((*rows, last)):
            grid.setRowStretch(row, 1)
            for column, key in enumerate(keys):
                grid.addWidget(self._key(name, key), row, column)

    def _key(self, name: str, key: str) -> QPushButton:
        back = key == "back"
        made = button(
            "" if back else key,
            f"{name}.{key}",
            partial(self.pressed.emit, key),
            kind="digit",
            spoken=tr("Delete the last digit") if back else key,
        )
        if back:
            made.setIcon(theme.icon("backspace", size_px=_BACK_ICON))
            made.setIconSize(QSize(_BACK_ICON, _BACK_ICON))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAutoRepeat(back)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.keys[key] = made
        return made
