"""The field for a day: takes it as people write it, 12/31/2026, 31 Dec 2026, 令和8年12月31日."""

from datetime import date

from PySide6.QtWidgets import QLineEdit

from db.rules.written_dates import order_written, read_day
from desktop.widgets.labels import named
from desktop.widgets.offer_fields import if_readable


class DayEdit(QLineEdit):
    """Holds a day, or nothing at all; once read it stands there as 2026-12-31."""

    def __init__(self, name: str, spoken: str, *, country: str, today: date) -> None:
        super().__init__()
        named(self, name, spoken)
        self._country = country
        self._today = today
        self.setMaxLength(40)
        self.setPlaceholderText(today.replace(month=12, day=31).isoformat())
        self.editingFinished.connect(self._rewrite)

    def day_or_none(self) -> date | None:
        """Return the day, None while nothing is typed; raises BadDate."""
        text = self.text().strip()
        if not text:
            return None
        return read_day(text, order=order_written([text], country=self._country), today=self._today)

    def show_day(self, day: date | None) -> None:
        """Show a day, or nothing."""
        self.setText(day.isoformat() if day else "")

    def _rewrite(self) -> None:
        day = if_readable(self.day_or_none)
        if day is not None:
            self.show_day(day)
