"""The field for whole numbers: points, days, months, percent; full-width digits are understood."""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from db.errors import BadRequest
from desktop.widgets.labels import named

_LONGEST = 12


class NumberEdit(QLineEdit):
    """Holds a whole number from nothing up, or nothing at all."""

    def __init__(self, name: str, spoken: str, *, placeholder: str = "") -> None:
        super().__init__()
        named(self, name, spoken)
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText(placeholder)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.textEdited.connect(self._group)

    def number(self, field: str) -> int:
        """Return the number; raises BadRequest that names the field where there is none."""
        plain = _plain(self.text())
        if not plain:
            raise BadRequest(field, "missing")
        if not plain.isdecimal():
            raise BadRequest(field, "whole_number")
        return int(plain)

    def number_or_none(self, field: str) -> int | None:
        """Return the number, None while nothing is typed; raises BadRequest."""
        return self.number(field) if self.text().strip() else None

    def show_number(self, number: int | None) -> None:
        """Show a number, or nothing."""
        self.setText("" if number is None else f"{number:,}")

    def _group(self, typed: str) -> None:
        plain = _plain(typed)
        if plain.isdecimal() and self.cursorPosition() == len(typed):
            self.setText(f"{int(plain):,}")


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).replace(",", "").strip()
