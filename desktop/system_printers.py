"""Prints pages on the printers that this computer knows: the queues of CUPS, those of Windows."""

from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QPoint, QRect, QRectF, QSizeF
from PySide6.QtGui import QColorConstants, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from db.environment import PrinterFault
from desktop.raw_queue import refuse_what_cups_refused
from desktop.receipt_raster import as_grey, black_and_white, on_white, opened

_SAME_PT = 4.0  # sizes that differ by less are one size: drivers round theirs
_WIDEST_ROLL_PT = 84 / 25.4 * 72
_SHARP_DPI = 600  # finer is not seen, and takes long
_USUAL_DPI = 300
_FEW_DOTS_DPI = 210  # where greys would become specks, letters are drawn hard
_MOST_PIXELS = 40_000_000  # a sheet of A4 at its sharpest; what is larger is drawn coarser


@dataclass(frozen=True)
class SystemPrinter:
    """A printer that this computer knows."""

    name: str  # of the queue
    is_default: bool


def system_printers() -> list[SystemPrinter]:
    """Return the printers of this computer, the usual one first; none where there are none."""
    usual = QPrinterInfo.defaultPrinterName()
    names = sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name))
    return [SystemPrinter(name, name == usual) for name in names]


def print_pages(content: bytes, *, printer: str, title: str, copies: int = 1) -> None:
    """Print a PDF at its true size; returns when the system has it. Raises PrinterFault.

    A page is made smaller only where the paper is smaller than the page.
    """
    info = QPrinterInfo.printerInfo(printer)
    if info.isNull():
        raise PrinterFault(printer, "unknown")
    if info.state() == QPrinter.PrinterState.Error:
        raise PrinterFault(printer, "stopped")
    device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    device.setResolution(_resolution(info))
    device.setDocName(title)
    device.setCopyCount(copies)
    document, buffer = opened(content)
    painter = QPainter()
    for number in range(document.pageCount()):
        size = document.pagePointSize(number)
        device.setPageLayout(layout_for(size, info))
        begun = device.newPage() if number else painter.begin(device)
        if not begun:
            raise PrinterFault(printer, "stopped")
        _draw_page(painter, document, number, _place(size, device), device.resolution())
    painter.end()
    buffer.close()
    refuse_what_cups_refused(printer)


def layout_for(size: QSizeF, info: QPrinterInfo) -> QPageLayout:
    """Return the paper that a page of this size is printed on, and which way round it lies."""
    lies = size.width() > size.height()
    upright = size.transposed() if lies else size
    paper = _paper_for(upright, info)
    way = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, way, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _paper_for(size: QSizeF, info: QPrinterInfo) -> QPageSize:
    """Return the page's own size where the printer has it; a roll is as long as the page."""
    for each in info.supportedPageSizes():
        known = each.size(QPageSize.Unit.Point)
        if max(abs(known.width() - size.width()), abs(known.height() - size.height())) < _SAME_PT:
            return each
    if size.width() <= _WIDEST_ROLL_PT and info.supportsCustomPageSizes():
        return QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    usual = info.defaultPageSize()
    return usual if usual.isValid() else QPageSize(QPageSize.PageSizeId.A4)


def _place(page: QSizeF, device: QPrinter) -> QRect:
    """Return where on its paper a page goes, in dots."""
    dots = device.resolution() / 72
    paper = device.pageLayout().fullRectPixels(device.resolution())
    wanted = QSizeF(page.width() * dots, page.height() * dots)
    slack = _SAME_PT * dots
    margins = device.pageLayout().minimumMargins()  # in points
    corner = QPoint(round(margins.left() * dots), round(margins.top() * dots))
    wider, higher = paper.width() - wanted.width(), paper.height() - wanted.height()
    if max(abs(wider), abs(higher)) < slack:
        return QRect(QPoint(0, 0), wanted.toSize())
    if wider > -slack and higher > -slack:  # a small paper on a large one: in its corner
        free_corner = QPoint(
            min(corner.x(), round(max(wider, 0) / 2)), min(corner.y(), round(max(higher, 0) / 2))
        )
        return QRect(free_corner, wanted.toSize())
    free = QSizeF(
        paper.width() - (margins.left() + margins.right()) * dots,
        paper.height() - (margins.top() + margins.bottom()) * dots,
    )
    scale = min(free.width() / wanted.width(), free.height() / wanted.height())
    smaller = wanted * scale
    middle = QRectF(corner.x(), corner.y(), free.width(), free.height()).center()
    place = QRectF(0, 0, smaller.width(), smaller.height())
    place.moveCenter(middle)
    return place.toRect()


def _draw_page(
    painter: QPainter, document: QPdfDocument, number: int, place: QRect, resolution: int
) -> None:
    """Draw a page whole: in parts, by scaledClipRect, Qt's lines drift by a dot in 800."""
    fine = place.width() * place.height() <= _MOST_PIXELS
    drawn = document.render(number, place.size() if fine else place.size() / 2)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # codes bear no blur
    painter.drawImage(place, _as_printed(drawn, hard=resolution <= _FEW_DOTS_DPI))


def _as_printed(drawn: QImage, *, hard: bool) -> QImage:
    """Return a page on white, in greys where it has no colours."""
    if hard:
        dots = black_and_white(as_grey(on_white(drawn))).convert("L")
        lines, size = dots.tobytes(), (dots.width, dots.height, dots.width)
        return QImage(lines, *size, QImage.Format.Format_Grayscale8).copy()
    sheet = QImage(drawn.size(), QImage.Format.Format_RGB32)
    sheet.fill(QColorConstants.White)
    over = QPainter(sheet)
    over.drawImage(0, 0, drawn)
    over.end()
    return sheet.convertToFormat(QImage.Format.Format_Grayscale8) if sheet.isGrayscale() else sheet


def _resolution(info: QPrinterInfo) -> int:
    return min(max(info.supportedResolutions(), default=_USUAL_DPI), _SHARP_DPI)
