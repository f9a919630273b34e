"""A sentence that begins with a small coloured tag, and goes on under it like any paragraph."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme

_TAG_HEIGHT = 22
_TAG_SIDE = 9
_BEHIND_TAG = 7
_LINE = 22


class TaggedSentence(QWidget):
    """Paints the tag on a soft ground and flows the sentence around it."""

    def __init__(self, tag: str, tone: str, sentence: str) -> None:
        super().__init__()
        self.tag, self.tone, self.sentence = tag, tone, sentence
        self.setAccessibleName(f"{tag}: {sentence}")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """Return the sentence."""
        return self.sentence

    def _tag_width(self, width: int) -> int:
        metrics = QFontMetrics(theme.font(theme.TEXT_SMALL, bold=True))
        return min(metrics.horizontalAdvance(self.tag) + 2 * _TAG_SIDE, max(width, 40))

    def _lay(self, width: int) -> tuple[QTextLayout, int]:
        """Return the lines of the sentence in this width, and their height."""
        layout = QTextLayout(self.sentence, theme.font(theme.TEXT))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        indent = self._tag_width(width) + _BEHIND_TAG
        top = 0
        if width - indent < 60:  # no room beside the tag
            indent, top = 0, _LINE
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width - indent, 20))
            line.setPosition(QPointF(indent, top + (_LINE - line.height()) / 2))
            indent, top = 0, top + _LINE
        layout.endLayout()
        return layout, max(top, _LINE) + 2

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout, _height = self._lay(self.width())
        painter.setPen(theme.colour("ink"))
        layout.draw(painter, QPointF(0, 0))
        room = QRectF(0, (_LINE - _TAG_HEIGHT) / 2, self._tag_width(self.width()), _TAG_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self.tone}_soft"))
        painter.drawRoundedRect(room, 10, 10)
        painter.setPen(theme.colour(self.tone))
        painter.setFont(theme.font(theme.TEXT_SMALL, bold=True))
        shown = painter.fontMetrics().elidedText(
            self.tag, Qt.TextElideMode.ElideRight, int(room.width()) - 2 * _TAG_SIDE + 2
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width)[1]

    def sizeHint(self) -> QSize:
        return QSize(220, self._lay(220)[1])

    def minimumSizeHint(self) -> QSize:
        return QSize(60, _LINE)
