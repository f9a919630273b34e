"""Eleven buttons from 0 to 10: one touch, or one digit, is an answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QWidget

from db.rules.feedback import HIGHEST
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.buttons import button, let_tab_in
from desktop.widgets.labels import named

TEN_KEYS = ("*", "＊", "+")  # beside the digits of a keypad
_IN_FIRST_ROW = 6  # 0–5, and below them 6–10
_HIGH = 52


class ScoreRow(QWidget):
    """Emits the score that was touched; shows the one that stands."""

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        named(self, name, tr("Score"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Enter on it answers nothing
        self.group = QButtonGroup(self)
        self.buttons = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GAP_SMALL)
        for score in range(HIGHEST + 1):
            spoken = tr("{score} of 10").format(score=formats.number(score))
            made = button(formats.number(score), f"{name}.{score}", kind="segment", spoken=spoken)
            made.setCheckable(True)
            made.setFixedHeight(_HIGH)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _=False, score=score: self.chosen.emit(score))
            self.group.addButton(made)
            self.buttons.append(made)
            row, column = divmod(score, _IN_FIRST_ROW)
            grid.addWidget(made, row, column)
        self.show_score(None)

    def show_score(self, score: int | None) -> None:
        """Show the score that stands, or none."""
        self.group.setExclusive(False)
        for number, each in enumerate(self.buttons):
            each.setChecked(number == score)
        self.group.setExclusive(True)
        let_tab_in(self.group)
        if score is None:
            self.buttons[-1].setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def score_typed(text: str) -> int | None:
    """Return the score that one key means: a digit, or a key beside them for ten."""
    if text in TEN_KEYS:
        return HIGHEST
    return int(text) if len(text) == 1 and text.isdecimal() else None
