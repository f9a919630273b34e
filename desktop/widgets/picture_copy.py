"""A drawing as a picture for the clipboard: its title over it, in the light colours, sharp."""

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from desktop import theme

_SHARP = 2  # times as many pixels as on the screen
_AROUND = 20
_TITLE, _BENEATH = 26, 22


def copy_picture(drawing: QWidget, *, title: str, beneath: str, told: str) -> QImage:
    """Put a drawing on the clipboard; `told` is what is pasted where no picture can be.

    `beneath` stands in grey under the title: whose figures, of which time.
    """
    picture = picture_of(drawing, title=title, beneath=beneath)
    carried = QMimeData()
    carried.setImageData(picture)
    carried.setText(told)
    QGuiApplication.clipboard().setMimeData(carried)
    return picture


def picture_of(drawing: QWidget, *, title: str, beneath: str) -> QImage:
    """Return a drawing on white, as it is seen in the light colours."""
    top = _AROUND + _TITLE + _BENEATH
    width = drawing.width() + 2 * _AROUND
    height = top + drawing.height() + _AROUND
    picture = QImage(width * _SHARP, height * _SHARP, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(_SHARP)
    with theme.in_light():
        picture.fill(theme.colour("card"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _write(painter, title, _AROUND, width, "ink", theme.font(theme.TEXT + 2, bold=True))
        _write(painter, beneath, _AROUND + _TITLE, width, "muted", theme.font(theme.TEXT_SMALL))
        drawing.render(
            painter,
            QPoint(_AROUND, top),
            QRegion(drawing.rect()),
            QWidget.RenderFlag.DrawChildren,
        )
        painter.end()
    return picture


def _write(painter: QPainter, words: str, top: int, width: int, tone: str, font: QFont) -> None:
    painter.setFont(font)
    painter.setPen(theme.colour(tone))
    line = QRect(_AROUND, top, width - 2 * _AROUND, _TITLE)
    painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), words)
