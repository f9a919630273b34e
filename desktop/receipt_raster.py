"""Turns a slip into the black dots that the head of a receipt printer burns."""

from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions

# What the head reaches, in the middle of the roll, and its dots for each millimetre: 203 an inch,
# as codes are drawn for, or 180 an inch.
_HEAD_MM = {384: 48.0, 512: 72.0, 576: 72.0}
_DOTS_MM = {384: 203 / 25.4, 512: 512 / 72, 576: 203 / 25.4}
_POINTS_MM = 72 / 25.4

_BLACK_UP_TO = 176  # grey text stays whole, its edges sharp
_DEEP, _PALE = 60, 236  # between them lie the tones of pictures, and the edges of letters
_THIN = 7  # dots; what is no thicker is a letter or a line, and not a picture


def opened(content: bytes) -> tuple[QPdfDocument, QBuffer]:
    """Return a PDF ready to be drawn, and what it reads from; keep both while it is drawn."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    assert document.pageCount(), "our own paper"
    return document, buffer


def on_white(drawn: QImage) -> QImage:
    """Return a picture in greys, on white where nothing was drawn."""
    sheet = QImage(drawn.size(), QImage.Format.Format_Grayscale8)
    sheet.fill(255)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return sheet


def dots_of(content: bytes, *, dots: int) -> list[Image.Image]:
    """Return each page of a PDF as one-bit dots, as wide as the head, at its true size.

    A page wider than the head loses its margins first: the middle of the page is kept.
    """
    document, buffer = opened(content)
    pages = []
    for number in range(document.pageCount()):
        size = document.pagePointSize(number)
        scale = _DOTS_MM[dots] / _POINTS_MM
        wanted = QSize(round(size.width() * scale), round(size.height() * scale))
        options = QPdfDocumentRenderOptions()
        options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Grayscale)
        page = as_grey(on_white(document.render(number, wanted, options)))
        pages.append(_under_the_head(black_and_white(page), dots))
    document.close()
    buffer.close()
    return pages


def as_grey(picture: QImage) -> Image.Image:
    """Return a grey picture of Qt as one of Pillow."""
    lines = bytes(picture.constBits())
    size = (picture.width(), picture.height())
    return Image.frombytes("L", size, lines, "raw", "L", picture.bytesPerLine())


def black_and_white(page: Image.Image) -> Image.Image:
    """Return a grey page in black and white: letters and codes hard, pictures as fine dots."""
    hard = page.point(lambda tone: 255 if tone > _BLACK_UP_TO else 0)
    tones = page.point(lambda tone: 255 if _DEEP < tone < _PALE else 0)
    around = tones.filter(ImageFilter.BoxBlur(_THIN // 2))
    heart = around.point(lambda share: 255 if share == 255 else 0)
    if heart.getbbox() is None:
        return hard.convert("1")
    grown = heart.filter(ImageFilter.BoxBlur(_THIN // 2 + 1))
    pictures = grown.point(lambda share: 255 if share else 0)
    fine = page.convert("1").convert("L")  # spreads each dot's error over its neighbours
    return Image.composite(fine, hard, pictures).convert("1")


def _under_the_head(page: Image.Image, dots: int) -> Image.Image:
    """Return the page as wide as the head, its middle under the head's middle."""
    sheet = Image.new("1", (dots, page.height), 1)
    sheet.paste(page, ((dots - page.width) // 2, 0))
    foot = ImageChops.invert(sheet.convert("L")).getbbox()
    return sheet.crop((0, 0, dots, foot[3] if foot else 1))  # the printer feeds by itself
