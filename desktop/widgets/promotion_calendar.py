"""A calendar of what holds when: the month with its bars, and beside it the chosen day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.rules.periods import add_months
from desktop import formats, theme
from desktop.i18n import tr
from desktop.theme import Tone
from desktop.widgets.chip import Chip
from desktop.widgets.labels import label, muted, named, rule
from desktop.widgets.month_bars import CalendarOffer
from desktop.widgets.month_control import MonthControl
from desktop.widgets.month_grid import MonthGrid
from desktop.widgets.panel import Panel

_MONTHS = 24  # that can be turned back or forward
_DAY_WIDTH = 264
_CHIP_SIDES = 40  # its own, and the scroll bar's


@dataclass(frozen=True)
class DayLine:
    """What holds on the chosen day, in a sentence."""

    name: str
    sentence: str
    tone: Tone
    note: str = ""  # only if it is called


class PromotionCalendar(QWidget):
    """Shows a month and one of its days; `chosen` asks for another day, of any month."""

    chosen = Signal(object)  # the day

    def __init__(self, country: str) -> None:
        super().__init__()
        self.day: date | None = None
        self.months = MonthControl("promotions.month", tr("Month"))
        self.grid = MonthGrid(
            "promotions.calendar", tr("Calendar"), first_weekday=first_weekday(country)
        )
        self.about = DayPanel()
        card = Panel()
        card.body.setSpacing(theme.GAP_SMALL)
        card.body.addWidget(self.months)
        card.body.addWidget(self.grid, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_CARD)
        row.addWidget(card, 1)
        row.addWidget(self.about)
        self.months.words.setMinimumWidth(190)
        self.months.turned.connect(self._turn)
        self.grid.chosen.connect(self.chosen)

    def show_day(
        self,
        day: date,
        offers: Sequence[CalendarOffer],
        lines: Sequence[DayLine],
        *,
        today: date,
    ) -> None:
        """Show a day, its month, and what holds there."""
        moved = any(made.hasFocus() for made in self.grid.buttons)
        self.day = day
        month = today.replace(day=1)
        self.months.show_month(
            day.replace(day=1), first=add_months(month, -_MONTHS), last=add_months(month, _MONTHS)
        )
        self.grid.show_month(day, offers, today=today, focus=moved)
        self.about.show_lines(formats.day_long(day), lines)

    def span(self, day: date) -> tuple[date, date]:
        """Return the first and last day that the calendar shows around a day."""
        first = day.replace(day=1)
        last = add_months(first, 1)
        return first, date.fromordinal(last.toordinal() - 1)

    def _turn(self, month: date) -> None:
        assert self.day is not None
        months = (month.year - self.day.year) * 12 + month.month - self.day.month
        self.chosen.emit(add_months(self.day, months))


class DayPanel(Panel):
    """Says in sentences what holds on a day."""

    def __init__(self) -> None:
        super().__init__("")
        self.setFixedWidth(_DAY_WIDTH)
        self.setObjectName("promotions.day")
        self.lines: list[DayLine] = []
        holder = QWidget()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GAP_SMALL)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rows)
        column.addStretch(1)
        area = named(QScrollArea(), "promotions.holding", tr("What holds on this day"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        self.body.addWidget(area, 1)

    def show_lines(self, words: str, lines: Sequence[DayLine]) -> None:
        """Show what holds on the day that the words name."""
        assert self.heading is not None
        self.heading.setText(words)
        self.lines = list(lines)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, line in enumerate(lines):
            if number:
                self._rows.addWidget(rule())
            self._rows.addWidget(_chip(line))
            self._rows.addWidget(label(line.sentence, wrap=True))
            if line.note:
                self._rows.addWidget(muted(line.note, wrap=True))
        if not lines:
            self._rows.addWidget(muted(tr("Nothing more than the usual points."), wrap=True))


def _chip(line: DayLine) -> Chip:
    """Return the name on its colour; a long one is whole in its tool tip."""
    room = _DAY_WIDTH - 2 * theme.PADDING - _CHIP_SIDES
    metrics = QFontMetrics(theme.font(theme.TEXT_SMALL, bold=True))
    chip = Chip(metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, room), line.tone)
    chip.setToolTip(line.name)
    chip.setAccessibleName(line.name)
    return chip


def first_weekday(country: str) -> int:
    """Return on which day weeks begin in a country: 0 for Monday, 6 for Sunday."""
    locale = QLocale(QLocale.Language.AnyLanguage, QLocale.codeToTerritory(country))
    return locale.firstDayOfWeek().value - 1
