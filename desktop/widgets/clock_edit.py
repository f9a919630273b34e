"""The field for a time of day: takes it as people write it, 14, 1430, 14:30, 14時30分."""

import re
import unicodedata

from PySide6.QtWidgets import QLineEdit

from db.errors import BadRequest
from desktop.widgets.labels import named
from desktop.widgets.offer_fields import if_readable

_WRITTEN = re.compile(r"(\d{1,2})(?:[:.h時]?(\d{2})分?|時|h)?")


class ClockEdit(QLineEdit):
    """Holds a time of day, or nothing at all; once read it stands there as 14:00."""

    def __init__(self, name: str, spoken: str, *, placeholder: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self.setMaxLength(12)
        self.setPlaceholderText(placeholder)
        self.editingFinished.connect(self._rewrite)

    def clock_or_none(self, field: str) -> str | None:
        """Return the time as HH:MM, 24:00 for the end of the day; None while nothing is typed.

        Raises BadRequest that names the field where the clock has no such time.
        """
        typed = unicodedata.normalize("NFKC", self.text()).strip()
        if not typed:
            return None
        read = _WRITTEN.fullmatch(typed.replace(" ", ""))
        hours, minutes = (int(part or 0) for part in read.groups()) if read else (99, 0)
        if minutes > 59 or hours * 60 + minutes > 24 * 60:
            raise BadRequest(field, "choice", "00:00 – 24:00")
        return f"{hours:02}:{minutes:02}"

    def _rewrite(self) -> None:
        clock = if_readable(lambda: self.clock_or_none(""))
        if clock is not None:
            self.setText(clock)
