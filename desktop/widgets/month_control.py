"""The month on top of a page, with the way to the one before and the one after."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.rules.periods import add_months
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.buttons import icon_button
from desktop.widgets.labels import muted, named, title


class MonthControl(QWidget):
    """Shows a month; ‹ and › or Page Up and Page Down turn to another."""

    turned = Signal(object)  # the first day of the month that is wanted

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self._spoken = spoken
        self.month: date | None = None
        self._first = self._last = date.min
        self.words = title()
        self.aside = muted()
        self.before_button = icon_button(
            "chevron-left", f"{name}.before", tr("The month before"), lambda: self.turn(-1)
        )
        self.after_button = icon_button(
            "chevron-right", f"{name}.after", tr("The month after"), lambda: self.turn(1)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for widget in (self.words, self.before_button, self.after_button, self.aside):
            row.addWidget(widget)

    def take_focus(self) -> None:
        """Put the focus on the way to another month."""
        # No focus proxy: Qt loses widgets from the Tab order when one is chosen anew.
        (self.before_button if self.before_button.isEnabled() else self.after_button).setFocus()

    def show_month(self, month: date, *, first: date, last: date, aside: str = "") -> None:
        """Show a month between the first and the last that can be turned to."""
        self.month, self._first, self._last = month, first, last
        self.words.setText(formats.month(month))
        self.aside.setText(aside)
        self.aside.setVisible(bool(aside))
        had_focus = self.before_button.hasFocus() or self.after_button.hasFocus()
        self.before_button.setEnabled(month > first)
        self.after_button.setEnabled(month < last)
        if had_focus and not (self.before_button.hasFocus() or self.after_button.hasFocus()):
            self.take_focus()
        said = (self._spoken, formats.month(month), aside)
        self.setAccessibleName(", ".join(part for part in said if part))

    def turn(self, months: int) -> None:
        """Ask for another month, if there is one."""
        if self.month is None:
            return
        wanted = add_months(self.month, months)
        if self._first <= wanted <= self._last:
            self.turned.emit(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_PageUp:
            self.turn(-1)
        elif event.key() == Qt.Key.Key_PageDown:
            self.turn(1)
        else:
            super().keyPressEvent(event)
