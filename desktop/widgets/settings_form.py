"""One section of the settings: its fields, and what was changed in them by hand."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from db.rules.shop import ShopSettings
from desktop.i18n import tr
from desktop.widgets.form import Form
from desktop.widgets.number_edit import NumberEdit

Spoken = dict[str, Any]
"""Choices as the feed speaks them."""


class SettingsForm(Form):
    """One section's fields; it knows what was changed since they were shown."""

    save_button: QPushButton

    def __init__(self) -> None:
        super().__init__(columns=2)
        self._shown: Spoken = {}

    def show_settings(self, settings: ShopSettings) -> None:
        """Show the choices in force."""
        self._fill(settings)
        self._shown = self._spoken()

    def changes(self) -> Spoken:
        """Return what was changed by hand, as the feed speaks it; raises what cannot be meant."""
        spoken = self._spoken()
        return {name: value for name, value in spoken.items() if self._shown[name] != value}

    def saved_words(self) -> str:
        """Return what is said once the section is kept."""
        return tr("Saved. It holds from the next sale on.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the section by Enter in a field: the button may be thirty fields away."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(QWidget.focusWidget(self), QLineEdit):
            self.save_button.click()
        else:
            super().keyPressEvent(event)

    def _fill(self, settings: ShopSettings) -> None:
        raise NotImplementedError

    def _spoken(self) -> Spoken:
        raise NotImplementedError

    def number_field(self, name: str, words: str, *, hint: str = "") -> NumberEdit:
        field = NumberEdit(f"settings.{name}", words)
        self.add(name, words, field, hint=hint)
        return field
