"""The days of a month in weeks, with quiet bars over what holds on them; arrows go from day to day.

The grid paints the bars; each day is a button over it, so that a finger, the keyboard and a screen
reader find it. Only the chosen day takes part in Tab.
"""

from calendar import Calendar
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from db.rules.periods import add_months
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.labels import named
from desktop.widgets.month_bars import Bar, CalendarOffer, WeekBars, bars_of_week

_WEEK = 7
_MOST_WEEKS = 6
_HEAD = 24
_NUMBER = 22  # the line with the day's number
_BAR, _BAR_GAP = 15, 2
_ROW = 74
_EDGE = 3  # between a day's edge and its bars
_TEXT = 11


class MonthGrid(QWidget):
    """Shows a month; `chosen` tells which day was gone to."""

    chosen = Signal(object)  # the day

    def __init__(self, name: str, spoken: str, *, first_weekday: int) -> None:
        """`first_weekday` is 0 where weeks begin on Monday, 6 for Sunday."""
        super().__init__()
        named(self, name, spoken)
        self._calendar = Calendar(first_weekday)
        self.month = date.min
        self.weeks: list[list[date]] = []
        self.bars: list[WeekBars] = []
        self.day = date.min
        self.buttons = [DayButton(self) for _ in range(_WEEK * _MOST_WEEKS)]
        for made in self.buttons:
            made.clicked.connect(self._choose_pressed)
        self.setMinimumSize(_WEEK * theme.TOUCH, _HEAD + _MOST_WEEKS * _ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_month(
        self, day: date, offers: Sequence[CalendarOffer], *, today: date, focus: bool = False
    ) -> None:
        """Show the month of a day that is chosen, with what holds on its days."""
        self.day, self.month = day, day.replace(day=1)
        self.weeks = self._calendar.monthdatescalendar(day.year, day.month)
        self.bars = [
            bars_of_week([each if each.month == day.month else None for each in week], offers)
            for week in self.weeks
        ]
        days = [each for week in self.weeks for each in week]
        for number, made in enumerate(self.buttons):
            made.setVisible(number < len(days))
            if number < len(days):
                week, column = divmod(number, _WEEK)
                here = days[number]
                names = [each.name for each in offers if here in each.days]
                made.show_day(here, here.month == day.month, names, today=today)
                made.more = self.bars[week].more[column]
                made.show_chosen(chosen=here == day)
        self._place()
        if focus:
            self.button_of(day).setFocus()
        self.update()

    def button_of(self, day: date) -> "DayButton":
        """Return the button of a day of the month that is shown."""
        return self.buttons[[each for week in self.weeks for each in week].index(day)]

    # -- Inside -----------------------------------------------------------------------------

    def _choose_pressed(self) -> None:
        pressed = self.sender()
        assert isinstance(pressed, DayButton)
        self.chosen.emit(pressed.day)

    def go(self, key: int) -> bool:
        """Choose the day to which a key leads from the chosen one; tell whether it does."""
        moves: dict[int, Callable[[], date]] = {
            Qt.Key.Key_Left: lambda: self.day - timedelta(days=1),
            Qt.Key.Key_Right: lambda: self.day + timedelta(days=1),
            Qt.Key.Key_Up: lambda: self.day - timedelta(days=_WEEK),
            Qt.Key.Key_Down: lambda: self.day + timedelta(days=_WEEK),
            Qt.Key.Key_Home: lambda: self._week()[0],
            Qt.Key.Key_End: lambda: self._week()[-1],
            Qt.Key.Key_PageUp: lambda: add_months(self.day, -1),
            Qt.Key.Key_PageDown: lambda: add_months(self.day, 1),
        }
        if key not in moves:
            return False
        self.chosen.emit(moves[key]())
        return True

    def _week(self) -> list[date]:
        return next(week for week in self.weeks if self.day in week)

    def _cell(self, week: int, column: int) -> QRect:
        """Return the place of a day; what cannot be shared out falls on the first ones."""
        left, right = (self.width() * each // _WEEK for each in (column, column + 1))
        room = self.height() - _HEAD
        count = max(len(self.weeks), 1)
        top, bottom = (_HEAD + room * each // count for each in (week, week + 1))
        return QRect(left, top, right - left, bottom - top)

    def _place(self) -> None:
        for number, made in enumerate(self.buttons):
            made.setGeometry(self._cell(*divmod(number, _WEEK)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heads(painter)
        for number, week in enumerate(self.weeks):
            top = self._cell(number, 0).top()
            painter.setPen(QPen(theme.colour("rule"), 1))
            painter.drawLine(0, top, self.width(), top)
            for column, day in enumerate(week):
                if day == self.day:
                    self._paint_chosen(painter, self._cell(number, column))
            for bar in self.bars[number].bars:
                self._paint_bar(painter, bar, number)

    def _paint_heads(self, painter: QPainter) -> None:
        painter.setFont(theme.font(theme.TEXT_SMALL, bold=True))
        painter.setPen(theme.colour("muted"))
        for column, day in enumerate(self.weeks[0] if self.weeks else ()):
            cell = self._cell(0, column)
            place = QRect(cell.left() + 9, 0, cell.width() - 9, _HEAD)
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(left), formats.weekday_short(day))

    def _paint_chosen(self, painter: QPainter, cell: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(QRectF(cell).adjusted(1, 1.5, -1, -1), 7, 7)

    def _paint_bar(self, painter: QPainter, bar: Bar, week: int) -> None:
        start, end = self._cell(week, bar.first), self._cell(week, bar.last)
        top = start.top() + _NUMBER + bar.row * (_BAR + _BAR_GAP)
        place = QRectF(
            start.left() + _EDGE, top, end.right() - start.left() + 1 - 2 * _EDGE, _BAR
        )  # fmt: skip
        soft, strong = _shades(bar)
        if bar.waits:
            pen = QPen(strong, 1, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft)
            painter.drawRoundedRect(place, 4, 4)
        painter.setPen(strong)
        font = theme.font(_TEXT)
        painter.setFont(font)
        room = place.adjusted(6, 0, -4, 0)
        words = QFontMetrics(font).elidedText(
            bar.offer.name, Qt.TextElideMode.ElideRight, int(room.width())
        )
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(left), words)

    def sizeHint(self) -> QSize:
        return QSize(_WEEK * 92, _HEAD + _MOST_WEEKS * _ROW)


class DayButton(QAbstractButton):
    """One day: its number, marked if it is today, and how many more hold than are drawn."""

    def __init__(self, grid: MonthGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self.day = date.min
        self.more = 0
        self._of_month = self._is_today = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_day(self, day: date, of_month: bool, names: Sequence[str], *, today: date) -> None:
        """Stand for a day on which this holds."""
        self.day, self._of_month, self._is_today = day, of_month, day == today
        what = ", ".join(names) if of_month else ""
        spoken = tr("{day}: {offers}") if what else "{day}"
        spoken = spoken.format(day=formats.day_long(day), offers=what)
        named(self, f"{self._grid.objectName()}.{day.isoformat()}", spoken)
        self.setToolTip(what.replace(", ", "\n"))

    def show_chosen(self, *, chosen: bool) -> None:
        """Take part in Tab if it is the chosen day."""
        policy = Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._grid.go(event.key()):
            super().keyPressEvent(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2.5, -2, -2), 6, 6)
        number = QRectF(6, 2, 22, 19)
        if self._is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("primary"))
            painter.drawRoundedRect(number, 9, 9)
        shade = "ink" if self._of_month else "faint"
        painter.setPen(theme.colour("on_primary" if self._is_today else shade))
        painter.setFont(theme.font(theme.TEXT_SMALL, bold=self._is_today))
        painter.drawText(number, int(Qt.AlignmentFlag.AlignCenter), str(self.day.day))
        if self.more and self._of_month:
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font(_TEXT, bold=True))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(28, 2, self.width() - 35, 19), int(right), f"+{self.more}")

    def sizeHint(self) -> QSize:
        return QSize(92, _ROW)


def _shades(bar: Bar) -> tuple[QColor, QColor]:
    """Return the colours of a bar: its ground, and its words."""
    if bar.offer.tone == "plain":
        return theme.colour("line"), theme.colour("ink")
    return theme.colour(f"{bar.offer.tone}_soft"), theme.colour(bar.offer.tone)
