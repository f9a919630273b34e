"""The window that customers look at: a few huge figures, readable from a metre, and calm."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.customer_question import CustomerQuestion
from desktop.widgets.labels import named
from desktop.widgets.stamp_board import StampCircles, StampLine

ViewKind = Literal["idle", "served", "sale", "thanks"]
_UNITS = 100  # of which the window is high; all sizes are told in them
_HEAD, _EDGE, _INSIDE, _GAP = 15.0, 5.0, 4.0, 4.0
_ASKED = 27.0  # what a question needs along the foot
_SIDE = 0.36  # of the width, where there are stamps or coupons
_LEAST_UNIT = 3.2  # pixels
_Align = Qt.AlignmentFlag


@dataclass(frozen=True)
class PointsShown:
    """Points in ready figures: those now, or before, what comes, and those after."""

    now: str
    change: str = ""
    after: str = ""


@dataclass(frozen=True)
class CustomerView:
    """All that customers see at one moment, in ready words; what is empty is left out."""

    kind: ViewKind
    shop: str = ""
    logo: bytes | None = None
    ground: str = "#1f3350"
    accent: str = "#d6452b"
    greeting: str = ""
    greeting_too: str = ""  # in the other language
    words: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    amount_words: str = ""
    amount: str = ""
    saved: str = ""
    points: PointsShown | None = None
    stamps: tuple[StampLine, ...] = ()
    coupons: tuple[str, ...] = ()
    words_of_points: str = ""
    words_of_coupons: str = ""
    question: tuple[str, str, str] | None = None  # with what 0 and what 10 mean


class CustomerDisplay(QWidget):
    """Never takes the focus: whoever is at the counter goes on typing."""

    answered = Signal(int)  # the question, by a touch

    def __init__(self) -> None:
        super().__init__(
            None,
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        named(self, "customer_display", tr("What customers see"))
        self.setWindowTitle(tr("What customers see"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(480, 300)
        self.view = CustomerView("idle")
        self._logo = QPixmap()
        self._circles: list[StampCircles] = []
        self.question = CustomerQuestion(self)
        self.question.answered.connect(self.answered)
        self.question.hide()

    def show_view(self, view: CustomerView) -> None:
        """Show something else; the same again paints nothing."""
        if view == self.view:
            return
        if view.logo != self.view.logo:
            self._logo = QPixmap()
            if view.logo is not None:
                self._logo.loadFromData(view.logo)
        self.view = view
        self._lay_question()
        self._lay_stamps()
        self.update()

    # -- Places -----------------------------------------------------------------------------

    def _unit(self) -> float:
        return max(min(self.height() / _UNITS, self.width() / 150), _LEAST_UNIT)

    def _has_side(self) -> bool:
        return bool(self.view.stamps or self.view.coupons)

    def _main(self) -> QRectF:
        """Return the room of the large figures."""
        unit = self._unit()
        left, top = _EDGE * unit, (_HEAD + _EDGE) * unit
        width = self.width() - 2 * left
        if self._has_side():
            width = width * (1 - _SIDE) - _GAP * unit
        asked = (_ASKED + _GAP) * unit if self.view.question else 0
        return QRectF(left, top, width, self.height() - top - left - asked)

    def _question_room(self) -> QRectF:
        """Return the card of the question, along the foot."""
        unit = self._unit()
        left, high = _EDGE * unit, _ASKED * unit
        return QRectF(left, self.height() - left - high, self.width() - 2 * left, high)

    def _lay_question(self) -> None:
        """Put the question into its card, or away."""
        asked, inside = self.view.question, _INSIDE * self._unit()
        if asked is not None:
            self.question.show_question(*asked)
            room = self._question_room().adjusted(inside, inside / 2, -inside, -inside / 2)
            self.question.setGeometry(room.toRect())
        self.question.setVisible(asked is not None)

    def _side(self) -> QRectF:
        main, unit = self._main(), self._unit()
        left = main.right() + _GAP * unit
        return QRectF(left, main.top(), self.width() - _EDGE * unit - left, main.height())

    def _stamps_room(self) -> QRectF:
        """Return the card of the stamps, as high as they need."""
        side, unit = self._side(), self._unit()
        height = sum(self._stamp_height(each) for each in self._circles)
        if self._circles:
            height += (2 * _INSIDE + (len(self._circles) - 1) * 3) * unit
        return QRectF(side.left(), side.top(), side.width(), height)

    def _stamp_height(self, circles: StampCircles) -> float:
        width = int(self._side().width() - 2 * _INSIDE * self._unit())
        return 6 * self._unit() + circles.height_for(width)

    def _lay_stamps(self) -> None:
        if [each.line for each in self._circles] != list(self.view.stamps):
            for old in self._circles:
                old.hide()
                old.deleteLater()
            size = int(10 * self._unit())
            self._circles = [StampCircles(line, largest=size) for line in self.view.stamps]
            for made in self._circles:
                made.setParent(self)
                made.setToolTip("")
                made.show()
        room, unit = self._stamps_room(), self._unit()
        top = room.top() + _INSIDE * unit
        width = int(room.width() - 2 * _INSIDE * unit)
        for circles in self._circles:
            height = circles.height_for(width)
            circles.setGeometry(
                int(room.left() + _INSIDE * unit), int(top + 6 * unit), width, height
            )
            top += self._stamp_height(circles) + 3 * unit

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for old in self._circles:  # their size is told once
            old.hide()
            old.deleteLater()
        self._circles = []
        self._lay_question()
        self._lay_stamps()

    # -- Painting ---------------------------------------------------------------------------

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.colour("ground"))
        self._paint_head(painter)
        if self.view.kind == "idle":
            self._paint_idle(painter)
            return
        self._paint_card(painter, self._main())
        if self.view.kind == "sale":
            self._paint_sale(painter)
        else:
            self._paint_greeting(painter)
        if self._has_side():
            self._paint_side(painter)
        if self.view.question is not None:
            self._paint_card(painter, self._question_room())

    def _paint_head(self, painter: QPainter) -> None:
        unit = self._unit()
        ground = QColor(self.view.ground)
        painter.fillRect(QRectF(0, 0, self.width(), _HEAD * unit), ground)
        left, high = _EDGE * unit, 9 * unit
        top = (_HEAD * unit - high) / 2
        if not self._logo.isNull():
            wide = min(high * self._logo.width() / self._logo.height(), 30 * unit)
            tall = wide * self._logo.height() / self._logo.width()
            plate = QRectF(left, top, wide, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor("white"))
            painter.drawRoundedRect(plate, unit, unit)
            place = QRectF(left, top + (high - tall) / 2, wide, tall)
            painter.drawPixmap(place, self._logo, QRectF(self._logo.rect()))
            left += wide + 3 * unit
        room = QRectF(left, 0, self.width() - left - _EDGE * unit, _HEAD * unit)
        self._write(painter, self.view.shop, room, 5.4, _readable_on(ground), bold=True)

    def _paint_idle(self, painter: QPainter) -> None:
        room, unit = self._main(), self._unit()
        news, words = self.view.news, self.view.words
        taken = 16 + 7 + 5 + 7 * len(words) + (3 + 13 * len(news) if news else 0)
        top = room.top() + max((room.height() - taken * unit) / 2, 0)
        top = self._line(painter, self.view.greeting, top, 12, "ink", bold=True, high=16)
        top = self._line(painter, self.view.greeting_too, top, 4.6, "muted", high=7)
        top += 5 * unit
        for said in words:
            top = self._line(painter, said, top, 4.6, "ink", high=7)
        top += 3 * unit
        for said in news:
            place = QRectF(room.left() + 6 * unit, top, room.width() - 12 * unit, 11 * unit)
            self._paint_card(painter, place)
            edge = QRectF(place.left(), place.top() + 2 * unit, unit, place.height() - 4 * unit)
            painter.fillRect(edge, QColor(self.view.accent))
            inside = place.adjusted(4 * unit, 0, -3 * unit, 0)
            self._write(painter, said, inside, 4.6, theme.colour("ink"), bold=True)
            top += 13 * unit

    def _paint_greeting(self, painter: QPainter) -> None:
        view, unit = self.view, self._unit()
        room = self._main().adjusted(_INSIDE * unit, _INSIDE * unit, -_INSIDE * unit, 0)
        place = QRectF(room.left(), room.top(), room.width(), 12 * unit)
        self._write(painter, view.greeting, place, 9, theme.colour("ink"), bold=True)
        if view.question is not None:
            self._paint_points_shortly(painter, room.adjusted(0, 13 * unit, 0, 0))
            return
        place.translate(0, 12 * unit)
        place.setHeight(6 * unit)
        self._write(painter, view.greeting_too, place, 4, theme.colour("muted"))
        top = room.top() + 23 * unit
        if view.points is not None:
            top = self._paint_points(painter, view.points, room, top)
        free = room.bottom() - unit - top  # several gifts at once stand closer, none falls off
        high = min(8 * unit, free / max(len(view.news), 1))
        for said in view.news:
            place = QRectF(room.left(), top, room.width(), high)
            size = min(4.6, 0.8 * high / unit)
            self._write(painter, said, place, size, theme.colour("good"), bold=True)
            top += high

    def _paint_points(
        self, painter: QPainter, points: PointsShown, room: QRectF, top: float
    ) -> float:
        """Paint what came in, and the points there are now; return where that ends."""
        unit = self._unit()
        if points.change:
            place = QRectF(room.left(), top, room.width(), 15 * unit)
            self._write(painter, points.change, place, 11, theme.colour("good"), bold=True)
            top += 17 * unit
        place = QRectF(room.left(), top, room.width(), 5 * unit)
        self._write(painter, self.view.words_of_points, place, 3.8, theme.colour("muted"))
        size = 9.0 if points.change else 16.0
        place = QRectF(room.left(), top + 5 * unit, room.width(), size * 1.3 * unit)
        self._write(painter, points.now, place, size, theme.colour("ink"), bold=True)
        return top + (5 + size * 1.3 + 3) * unit

    def _paint_points_shortly(self, painter: QPainter, room: QRectF) -> None:
        """Paint the points, and first what was given besides, in the room over a question."""
        unit, view = self._unit(), self.view
        lines = [(said, 4.2) for said in view.news[:1]]
        if view.points is not None:
            now = tr("{words}: {points}").format(words=view.words_of_points, points=view.points.now)
            lines = [
                *([(view.points.change, 8.0)] if view.points.change else []),
                (now, 4.6),
                *lines,
            ]
        top = room.top()
        for said, size in lines:
            place = QRectF(room.left(), top, room.width(), size * 1.5 * unit)
            tone = "ink" if size == 4.6 else "good"
            self._write(painter, said, place, size, theme.colour(tone), bold=True)
            top += place.height()

    def _paint_sale(self, painter: QPainter) -> None:
        view, unit = self.view, self._unit()
        room = self._main().adjusted(_INSIDE * unit, _INSIDE * unit, -_INSIDE * unit, 0)
        ink, muted = theme.colour("ink"), theme.colour("muted")
        place = QRectF(room.left(), room.top(), room.width(), 6 * unit)
        self._write(painter, view.amount_words, place, 4.6, muted)
        if view.saved:
            self._write(
                painter, view.saved, place, 4.6, theme.colour("good"), bold=True, right=True
            )
        place = QRectF(room.left(), room.top() + 7 * unit, room.width(), 26 * unit)
        if view.points is None:
            place.setBottom(room.bottom() - 10 * unit)
            self._write(painter, view.amount, place, 30, ink, bold=True, right=True)
            return
        self._write(painter, view.amount, place, 22, ink, bold=True, right=True)
        top = room.top() + 37 * unit
        painter.fillRect(QRectF(room.left(), top, room.width(), 1), theme.colour("line"))
        place = QRectF(room.left(), top + 3 * unit, room.width(), 6 * unit)
        self._write(painter, view.words_of_points, place, 4.2, muted)
        self._write(
            painter, view.points.change, place, 5.4, theme.colour("good"), bold=True, right=True
        )
        place = QRectF(room.left(), top + 10 * unit, room.width(), 14 * unit)
        moved = f"{view.points.now} → {view.points.after}"
        self._write(painter, moved, place, 10, ink, bold=True, right=True)

    def _paint_side(self, painter: QPainter) -> None:
        unit, top = self._unit(), self._side().top()
        inside = _INSIDE * unit
        if self._circles:
            room = self._stamps_room()
            self._paint_card(painter, room)
            for circles in self._circles:
                place = QRectF(
                    room.left() + inside, circles.y() - 6 * unit, room.width() - 2 * inside,
                    5 * unit,
                )  # fmt: skip
                self._write(
                    painter, circles.line.heading, place, 3.4, theme.colour("muted"), bold=True
                )
            top = room.bottom() + _GAP * unit
        if not self.view.coupons:
            return
        side = self._side()
        free = (side.bottom() - top - 2 * inside) / unit - 5
        shown = self.view.coupons[: int(free / 7)]  # over a question there is less room
        if not shown:
            return
        height = 2 * inside + (7 + 7 * len(shown)) * unit - 2 * unit
        self._paint_card(painter, QRectF(side.left(), top, side.width(), height))
        place = QRectF(side.left() + inside, top + inside, side.width() - 2 * inside, 5 * unit)
        words = self.view.words_of_coupons
        self._write(painter, words, place, 3.4, theme.colour("muted"), bold=True)
        place.translate(0, 6 * unit)
        for name in shown:
            place.setHeight(6 * unit)
            self._write(painter, name, place, 4, theme.colour("ink"), bold=True)
            place.translate(0, 7 * unit)

    def _paint_card(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(theme.colour("line"))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(room, 2 * self._unit(), 2 * self._unit())

    def _line(
        self, painter: QPainter, text: str, top: float, size: float, tone: str, *, high: float,
        bold: bool = False,
    ) -> float:  # fmt: skip
        """Write a line in the middle of the window; return where the next one begins."""
        if not text:
            return top
        room, unit = self._main(), self._unit()
        place = QRectF(room.left(), top, room.width(), high * unit)
        painter.setFont(theme.font(self._fitting(text, size, place.width(), bold), bold=bold))
        painter.setPen(theme.colour(tone))
        painter.drawText(place, _Align.AlignCenter, text)
        return top + high * unit

    def _write(
        self, painter: QPainter, text: str, place: QRectF, size: float, colour: QColor, *,
        bold: bool = False, right: bool = False,
    ) -> None:  # fmt: skip
        """Write one line as large as it fits, cut off with … only where it is far too long."""
        pixels = self._fitting(text, size, place.width(), bold)
        font = theme.font(pixels, bold=bold)
        painter.setFont(font)
        painter.setPen(colour)
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        side = _Align.AlignRight if right else _Align.AlignLeft
        painter.drawText(place, side | _Align.AlignVCenter, shown)

    def _fitting(self, text: str, size: float, width: float, bold: bool) -> int:
        """Return the size in pixels in which a text fits, at the least six tenths of the wish."""
        pixels = round(size * self._unit())
        least = max(round(pixels * 0.6), 9)
        while pixels > least:
            metrics = QFontMetricsF(theme.font(pixels, bold=bold))
            if metrics.horizontalAdvance(text) <= width:
                break
            pixels -= 1
        return pixels


def _readable_on(ground: QColor) -> QColor:
    """Return ink or white, whichever stands out more."""
    light = 0.299 * ground.redF() + 0.587 * ground.greenF() + 0.114 * ground.blueF()
    return QColor("#22262e") if light > 0.6 else QColor("white")
