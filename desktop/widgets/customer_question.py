"""One question on the customers' screen: eleven large fields to touch, none louder than another."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from db.rules.feedback import HIGHEST
from desktop import formats, theme
from desktop.i18n import tr
from desktop.widgets.labels import named

_GAP = 0.012  # of the width, between two fields
_QUESTION, _FIELDS = 0.3, 0.74  # of the height: where the question and the fields end
_Align = Qt.AlignmentFlag


class CustomerQuestion(QWidget):
    """Shows a question over its fields; a touch is the answer. It never takes the focus."""

    answered = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ("", "", "")
        self.fields = [_Field(self, score) for score in range(HIGHEST + 1)]
        for each in self.fields:
            each.clicked.connect(lambda _=False, score=each.score: self.answered.emit(score))
        named(self, "customer_display.question", tr("Score"))

    def show_question(self, question: str, lowest: str, highest: str) -> None:
        """Ask; the other words say what the first and the last field mean."""
        self._words = (question, lowest, highest)
        self.setAccessibleName(question)
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        question, lowest, highest = self._words
        wide, high = self.width(), self.height()
        place = QRectF(0, 0, wide, high * _QUESTION)
        ink, muted = theme.colour("ink"), theme.colour("muted")
        _write(painter, question, place, round(high * 0.17), _Align.AlignLeft, bold=True, ink=ink)
        foot = QRectF(0, high * _FIELDS, wide, high * (1 - _FIELDS))
        size = round(high * 0.12)
        _write(painter, lowest, foot, size, _Align.AlignLeft, bold=False, ink=muted)
        _write(painter, highest, foot, size, _Align.AlignRight, bold=False, ink=muted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = self.width() * _GAP
        each = (self.width() - gap * HIGHEST) / (HIGHEST + 1)
        top, high = self.height() * _QUESTION, self.height() * (_FIELDS - _QUESTION)
        for field in self.fields:
            left = field.score * (each + gap)
            field.setGeometry(round(left), round(top), round(each), round(high))


class _Field(QAbstractButton):
    """One score to touch."""

    def __init__(self, parent: QWidget, score: int) -> None:
        super().__init__(parent)
        self.score = score
        spoken = tr("{score} of 10").format(score=formats.number(score))
        named(self, f"customer_display.score.{score}", spoken)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(56, 56)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pressed = self.isDown()
        painter.setPen(theme.colour("primary" if pressed else "line_strong"))
        painter.setBrush(theme.colour("primary" if pressed else "card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        size = round(min(self.width(), self.height()) * 0.46)
        ink = theme.colour("on_primary" if pressed else "ink")
        words = formats.number(self.score)
        _write(painter, words, QRectF(self.rect()), size, _Align.AlignHCenter, bold=True, ink=ink)


def _write(
    painter: QPainter, text: str, place: QRectF, pixels: int, side: Qt.AlignmentFlag, *,
    bold: bool, ink: QColor,
) -> None:  # fmt: skip
    """Write one line as large as it fits."""
    least = max(round(pixels * 0.5), 9)
    pixels = max(pixels, least)
    while pixels > least:
        if QFontMetricsF(theme.font(pixels, bold=bold)).horizontalAdvance(text) <= place.width():
            break
        pixels -= 1
    painter.setFont(theme.font(pixels, bold=bold))
    painter.setPen(ink)
    painter.drawText(place, side | _Align.AlignVCenter, text)
