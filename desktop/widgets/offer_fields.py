"""What the forms of offers share: reading amounts and factors, and a form that tells its story."""

import unicodedata
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from db.errors import BadRequest, ShopError
from db.rules.money import amount_text
from db.rules.shop import ShopSettings
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import quiet
from desktop.widgets.form import Form
from desktop.widgets.labels import named
from desktop.widgets.money_edit import MoneyEdit

T = TypeVar("T")


class OfferForm(QWidget):
    """A form of what is seen at once and what is seldom asked for; `story` tells what it makes."""

    changed = Signal()

    def __init__(self, settings: ShopSettings, name: str) -> None:
        super().__init__()
        self.settings = settings
        self.main = Form(columns=2)
        self.more = Form(columns=2)
        self.more_button = quiet(tr("More conditions"), f"{name}.more", self.show_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.main)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.more)
        column.addStretch(1)

    @property
    def fields(self) -> dict[str, QWidget]:
        """Return the fields by the names that refusals use."""
        return {**self.main.fields, **self.more.fields}

    def story(self) -> str:
        """Return in sentences what the form is about to make."""
        raise NotImplementedError

    def show_more(self) -> None:
        """Show what is seldom asked for."""
        self.fold(folded=False)
        first = next(iter(self.more.fields.values()))
        first.setFocus()

    def fold(self, *, folded: bool) -> None:
        """Hide what is seldom asked for, or show it."""
        asks_more = bool(self.more.fields)
        self.more.setVisible(asks_more and not folded)
        self.more_button.setVisible(asks_more and folded)
        if asks_more:  # Tab reaches it where it is seen
            over = [each for each in self.fields.values() if self.main.isAncestorOf(each)]
            QWidget.setTabOrder(over[-1], self.more_button)

    def money_field(self, name: str, words: str) -> MoneyEdit:
        """Return a field for an amount of the shop's currency."""
        return MoneyEdit(name, words, currency=self.settings.currency, digits=self.settings.digits)

    def amount(self, field: MoneyEdit, name: str) -> str:
        """Return an amount as use-cases take it; raises BadRequest where none is typed."""
        if not field.text().strip():
            raise BadRequest(name, "missing")
        return amount_text(field.amount_minor(), digits=self.settings.digits)

    def tell_changes_of(self, *fields: QWidget) -> None:
        """Tell when one of these fields was changed."""
        for field in fields:
            if isinstance(field, QLineEdit):
                field.textChanged.connect(self._tell)
            elif isinstance(field, QComboBox):
                field.currentIndexChanged.connect(self._tell)
            elif isinstance(field, QCheckBox):
                field.toggled.connect(self._tell)

    def _tell(self, *_: object) -> None:
        self.changed.emit()


class FactorEdit(QLineEdit):
    """Holds what points are multiplied by: 1.5, 2; nothing typed is 1."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self.setMaxLength(8)
        self.setPlaceholderText("1")

    def factor_text(self) -> str:
        """Return the factor as use-cases take it, who also refuse it."""
        return unicodedata.normalize("NFKC", self.text()).strip().replace(",", ".") or "1"

    def factor_or_one(self) -> Fraction:
        """Return the factor, one while none can be meant."""
        text = self.factor_text()
        is_number = text.isascii() and text.replace(".", "", 1).isdecimal()
        return Fraction(text) if is_number else Fraction(1)

    def show_factor(self, factor: str) -> None:
        """Show a factor, nothing where it is 1."""
        self.setText("" if factor == "1" else factor)


def if_readable(read: Callable[[], T]) -> T | None:
    """Return what was read, None while it cannot be read yet."""
    try:
        return read()
    except ShopError:
        return None


def offer_choices(field: QComboBox, choices: Sequence[tuple[str, str]], chosen: str) -> None:
    """Offer these choices instead of those before, with one chosen."""
    field.blockSignals(True)
    field.clear()
    for value, words in choices:
        field.addItem(words, value)
    field.setCurrentIndex(max(field.findData(chosen), 0))
    field.blockSignals(False)
