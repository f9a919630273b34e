"""The first page of a paper as it will be printed, as large as its place allows."""

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets.labels import named

_MOST = 1.9  # times the paper's own size; larger shows nothing more


class PaperPicture(QWidget):
    """Shows one page, drawn anew by Qt for each size, so that letters are always sharp."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.document = QPdfDocument(self)
        self._image = QImage()

    def show_paper(self, content: bytes) -> None:
        """Show the first page of a PDF."""
        self._bytes = QByteArray(content)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self._draw()

    def page_size(self) -> QSize:
        """Return how large the page stands here, in pixels."""
        points = self.document.pagePointSize(0) if self.document.pageCount() else QSizeF()
        if points.isEmpty():
            return QSize()
        natural = points * (self.logicalDpiX() / 72)
        return natural.scaled(
            QSizeF(self.size()).boundedTo(natural * _MOST), Qt.AspectRatioMode.KeepAspectRatio
        ).toSize()

    def _draw(self) -> None:
        size = self.page_size()
        if size.isEmpty():
            self._image = QImage()
        else:
            self._image = self.document.render(0, size * self.devicePixelRatio())
            self._image.setDevicePixelRatio(self.devicePixelRatio())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(560, 400)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def paintEvent(self, _: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        size = QSizeF(self._image.size()) / self._image.devicePixelRatio()
        place = QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())
        painter.fillRect(place, QColor("white"))
        painter.drawImage(place.topLeft(), self._image)
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
