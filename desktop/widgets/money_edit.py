"""The field for amounts: takes what people type, shows thousands apart, gives minor units."""

import re
import unicodedata

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from db.rules.money import parse_typed_amount
from desktop import theme
from desktop.formats import currency_sign, money_bare
from desktop.widgets.labels import named

_NUMBER = re.compile(r"\d*\.?\d*")
_LONGEST = 16


class MoneyEdit(QLineEdit):
    """Holds an amount of the shop's currency; full-width digits and separators are understood."""

    changed = Signal()
    confirmed = Signal()  # Enter

    def __init__(
        self, name: str, spoken: str, *, currency: str, digits: int, big: bool = False
    ) -> None:
        """`digits` are the currency's decimals; a big one is for the sale itself."""
        super().__init__()
        named(self, name, spoken)
        self._digits = digits
        self._sign = currency_sign(currency)
        self._big = big
        if big:
            self.setProperty("role", "amount")
        self.setMaxLength(_LONGEST)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhPreferNumbers | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.textEdited.connect(self._group)
        self._told = ""
        self.textChanged.connect(self._tell)
        self.returnPressed.connect(self.confirmed)

    def amount_minor(self) -> int:
        """Return the amount in minor units; raises BadAmount where none can be meant."""
        return parse_typed_amount(self.text(), digits=self._digits)

    def amount_or_none(self) -> int | None:
        """Return the amount in minor units, None while nothing is typed; raises BadAmount."""
        return self.amount_minor() if self.text().strip() else None

    def show_amount(self, amount_minor: int) -> None:
        """Show an amount."""
        self.setText(money_bare(amount_minor, digits=self._digits))

    def use_currency(self, currency: str, *, digits: int) -> None:
        """Take amounts of another currency from now on."""
        self._digits = digits
        self._sign = currency_sign(currency)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._big and event.text() in ("+", "*"):
            event.ignore()  # no part of an amount: the page knows what to do with them
        else:
            super().keyPressEvent(event)

    def press(self, key: str) -> None:
        """Type what a key of the keypad says: digits, ".", or "back"."""
        if key == "back":
            self.backspace()
        else:
            self.insert(key)
        self._group(self.text())

    def _tell(self, text: str) -> None:
        """Tell of a change once, and not again when thousands are set apart."""
        plain = text.replace(",", "")
        if plain != self._told:
            self._told = plain
            self.changed.emit()

    def _group(self, typed: str) -> None:
        """Set thousands apart; what is no number stays as typed, and is refused when used."""
        plain = unicodedata.normalize("NFKC", typed).replace(",", "").strip()
        if not _NUMBER.fullmatch(plain):
            return
        behind = _digits_in(self.text()[self.cursorPosition() :])
        whole, point, decimals = plain.partition(".")
        grouped = f"{int(whole):,}" if whole else ""
        shown = f"{grouped}{point}{decimals}"
        if shown != self.text():
            self.setText(shown)
            self.setCursorPosition(_place_before(shown, behind))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(24 if self._big else theme.TEXT))
        inset = 16 if self._big else 11
        taken = self.fontMetrics().horizontalAdvance(self.text() or "0") if self.text() else 0
        room = QRect(inset, 0, self.width() - 2 * inset, self.height())
        if self._big:
            room.setRight(room.right() - taken - 8)
            if painter.fontMetrics().horizontalAdvance(self._sign) > room.width():
                return  # an amount that fills the field needs no sign
            place = Qt.AlignmentFlag.AlignRight
        else:
            place = Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(place | Qt.AlignmentFlag.AlignVCenter), self._sign)


def _digits_in(text: str) -> int:
    return sum(letter.isdigit() or letter == "." for letter in text)


def _place_before(text: str, digits_behind: int) -> int:
    """Return the place in the text that has so many digits behind it."""
    place = len(text)
    while place > 0 and _digits_in(text[place:]) < digits_behind:
        place -= 1
    return place
