"""The period on top of a page: a month, week, quarter or year, and the ways to others."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.rules.spans import Period, period_of
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import icon_button
from desktop.widgets.form import choice_field, choose, chosen
from desktop.widgets.labels import muted, named, title
from desktop.words.periods import kind_choices, period_words, turning_words


class PeriodControl(QWidget):
    """Shows a period; ‹ and › or Page Up and Page Down turn, the list chooses how long it is."""

    turned = Signal(object)  # the Period that is wanted

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self._spoken = spoken
        self.period: Period | None = None
        self._first = self._last = date.min
        self.words = title()
        self.aside = muted()
        self.before_button = icon_button(
            "chevron-left", f"{name}.before", "", lambda: self.turn(-1)
        )
        self.after_button = icon_button("chevron-right", f"{name}.after", "", lambda: self.turn(1))
        self.kinds = choice_field(f"{name}.kind", tr("How long a time"), kind_choices())
        self.kinds.activated.connect(lambda _: self._choose_kind())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for widget in (self.words, self.before_button, self.after_button, self.kinds, self.aside):
            row.addWidget(widget)
        row.addStretch(1)

    def take_focus(self) -> None:
        """Put the focus on the way to another period."""
        # No focus proxy: Qt loses widgets from the Tab order when one is chosen anew.
        ways = (self.before_button, self.after_button, self.kinds)
        next(way for way in ways if way.isEnabled()).setFocus()

    def show_period(self, period: Period, *, first: date, last: date, aside: str = "") -> None:
        """Show a period; others that hold a day from the first to the last can be turned to."""
        self.period, self._first, self._last = period, first, last
        words = period_words(period)
        self.words.setText(words)
        self.aside.setText(aside)
        self.aside.setVisible(bool(aside))
        choose(self.kinds, period.kind)
        for way, spoken in zip(
            (self.before_button, self.after_button), turning_words(period.kind), strict=True
        ):
            way.setAccessibleName(spoken)
            way.setToolTip(spoken)
        had_focus = self.before_button.hasFocus() or self.after_button.hasFocus()
        self.before_button.setEnabled(period.before.last >= first)
        self.after_button.setEnabled(period.after.first <= last)
        if had_focus and not (self.before_button.hasFocus() or self.after_button.hasFocus()):
            self.take_focus()
        said = (self._spoken, words, aside)
        self.setAccessibleName(", ".join(part for part in said if part))

    def turn(self, way: int) -> None:
        """Ask for the period before (−1) or after (1), if there is one."""
        if self.period is None:
            return
        button = self.before_button if way < 0 else self.after_button
        if button.isEnabled():
            self.turned.emit(self.period.before if way < 0 else self.period.after)

    def _choose_kind(self) -> None:
        """Ask for the period of another length that ends nearest to the one that is shown."""
        if self.period is None:
            return
        kind = next(kind for kind, _ in kind_choices() if kind == chosen(self.kinds))
        if kind != self.period.kind:
            self.turned.emit(period_of(kind, max(min(self.period.last, self._last), self._first)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_PageUp:
            self.turn(-1)
        elif event.key() == Qt.Key.Key_PageDown:
            self.turn(1)
        else:
            super().keyPressEvent(event)
