"""Two bars side by side in meaning: who got something, who got nothing, and how sure each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import formats, theme
from desktop.widgets.labels import named

_WORDS = 22  # pixels of the line over a bar
_BAR = 26
_GAP = 18
_WHISKER = 6


@dataclass(frozen=True)
class ArmBar:
    """One arm: its share of 100, and between which shares it really lies."""

    words: str  # "Got the letter"
    beside: str  # "25 of 48 came back"
    share: Fraction | None  # of 1; None where nobody is in it
    low: Fraction | None = None
    high: Fraction | None = None
    tone: str = "primary"


class ArmBars(QWidget):
    """Draws the arms under each other on one scale, each with the interval it may lie in."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self._arms: Sequence[ArmBar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_arms(self, arms: Sequence[ArmBar]) -> None:
        """Draw these arms; a screen reader hears them as words."""
        self._arms = arms
        self.setAccessibleDescription(" · ".join(_said(arm) for arm in arms))
        self.updateGeometry()
        self.update()

    def most(self) -> Fraction:
        """Return the share at the right end: the largest that is drawn, a tenth at least."""
        ends = [each for arm in self._arms for each in (arm.share, arm.high) if each is not None]
        return max([*ends, Fraction(1, 10)])

    def sizeHint(self) -> QSize:
        return QSize(320, len(self._arms) * (_WORDS + _BAR + _GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for arm in self._arms:
            self._paint_words(painter, arm, top)
            self._paint_bar(painter, arm, top + _WORDS)
            top += _WORDS + _BAR + _GAP

    def _paint_words(self, painter: QPainter, arm: ArmBar, top: int) -> None:
        room = QRectF(0, top, self.width(), _WORDS - 4)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(theme.TEXT_SMALL))
        painter.setPen(theme.colour("muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, arm.beside)
        taken = painter.fontMetrics().horizontalAdvance(arm.beside) + theme.GAP
        painter.setFont(theme.font(theme.TEXT_SMALL, bold=True))
        painter.setPen(theme.colour("ink"))
        words = painter.fontMetrics().elidedText(
            arm.words, Qt.TextElideMode.ElideRight, max(self.width() - taken, 0)
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, words)

    def _paint_bar(self, painter: QPainter, arm: ArmBar, top: int) -> None:
        painter.setFont(theme.font(theme.TEXT, bold=True))
        figure = _percent(arm)
        left = painter.fontMetrics().horizontalAdvance("100 %") + theme.GAP
        painter.setPen(theme.colour("ink"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(0, top, left, _BAR), middle, figure)
        room = QRectF(left, top, max(self.width() - left - 2, 1), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(room, 5, 5)
        if arm.share is None:
            return
        painter.setBrush(theme.colour(arm.tone))
        full = QRectF(room.left(), top, self._place(arm.share, room) - room.left(), _BAR)
        painter.drawRoundedRect(full, 5, 5)
        if arm.low is not None and arm.high is not None:
            self._paint_whisker(painter, room, arm.low, arm.high)

    def _paint_whisker(
        self, painter: QPainter, room: QRectF, low: Fraction, high: Fraction
    ) -> None:
        """Draw where the share may really lie, seen on the bar and beside it."""
        start, end, y = self._place(low, room), self._place(high, room), room.center().y()
        for tone, width in (("card", 5), ("ink", 2)):
            painter.setPen(QPen(theme.colour(tone), width))
            painter.drawLine(QPointF(start, y), QPointF(end, y))
            for x in (start, end):
                painter.drawLine(QPointF(x, y - _WHISKER), QPointF(x, y + _WHISKER))

    def _place(self, share: Fraction, room: QRectF) -> float:
        return room.left() + room.width() * float(share / self.most())


def _said(arm: ArmBar) -> str:
    return f"{arm.words}: {_percent(arm)} ({arm.beside})"


def _percent(arm: ArmBar) -> str:
    return formats.percent(None if arm.share is None else arm.share * 100, places=0)
