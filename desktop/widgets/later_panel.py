"""Asks when something shall be shown again: tomorrow, in three days, next week, or on a day."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from db.errors import BadDate
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.form import Form, SidePanel
from desktop.widgets.key_button import KeyButton
from desktop.widgets.labels import muted
from desktop.widgets.page import Page

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class LaterPanel(SidePanel):
    """Each day is one key; the first is chosen by Enter alone."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, "later")
        self._page = page
        self._put_off: Callable[[date], object] = lambda _: None
        self.whom = muted(wrap=True)
        self.body.addWidget(self.whom)
        self.buttons: list[QPushButton] = []
        self._days: list[date] = []
        for number, name in enumerate(("tomorrow", "three_days", "week"), start=1):
            made = KeyButton("", f"later.{name}", key=str(number), height=56)
            made.clicked.connect(lambda _=False, place=number - 1: self.choose(place))
            self.buttons.append(made)
            self.body.addWidget(made)
        self.body.addSpacing(theme.GAP)
        settings = page.session.settings
        self.form = Form()
        self.day = DayEdit(
            "later.day",
            tr("Another day"),
            country=settings.country or "",
            today=page.session.today,
        )
        self.form.add("until", tr("Another day"), self.day)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.add_action(tr("Show it then"), "later.save", self.choose_typed)

    def open_for(self, name: str, put_off: Callable[[date], object]) -> None:
        """Ask about one thing; `put_off` is told the day."""
        today, self._put_off = self._page.session.today, put_off
        self._days = [today + timedelta(days=days) for days in (1, 3, 7)]
        words = (tr("Tomorrow, {day}"), tr("In 3 days, {day}"), tr("Next week, {day}"))
        for made, said, day in zip(self.buttons, words, self._days, strict=True):
            made.setText(said.format(day=_day(day)))
        self.whom.setText(name)
        self.day.clear()
        self.open_panel(tr("When shall it come back?"), self.buttons[0])

    def choose(self, place: int) -> None:
        """Put it off to one of the three days."""
        self._go(self._days[place])

    def choose_typed(self) -> None:
        """Put it off to the day that was typed."""
        fields = self._page.fields
        self._page.fields = {"date": self.day, "until": self.day}
        self._page.attempt(self._typed, then=self._go)
        self._page.fields = fields

    def _typed(self) -> date:
        day = self.day.day_or_none()
        if day is None or day <= self._page.session.today:
            raise BadDate(self.day.text())
        return day

    def _go(self, day: date) -> None:
        self.close_panel()
        self._put_off(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take 1, 2 and 3, and the arrows from one day to the next."""
        focus = QWidget.focusWidget(self)
        key = event.key()
        if event.text() in ("1", "2", "3") and focus is not self.day:
            self.choose(int(event.text()) - 1)
        elif key in _STEPS and focus in self.buttons:
            place = self.buttons.index(focus) + _STEPS[Qt.Key(key)]
            (self.buttons[place] if 0 <= place < len(self.buttons) else self.day).setFocus()
        else:
            super().keyPressEvent(event)


def _day(day: date) -> str:
    words = tr("{weekday} {day}")
    return words.format(weekday=formats.weekday_short(day), day=formats.day_short(day))
