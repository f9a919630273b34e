"""A paper as it will be printed, over its page; from here it is saved or opened to print."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QAbstractSlider, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import button, icon_button, primary
from desktop.widgets.form import turn_focus
from desktop.widgets.labels import named, title
from desktop.widgets.page import Page
from desktop.widgets.paper_viewer import view_paper
from desktop.widgets.save_dialog import ask_where_to_save, save_bytes

_TURNS: dict[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
_PAGE_WIDTH = 760  # pixels in which a page is read without effort


class PaperPreview(QFrame):
    """Covers its page while a paper is looked at; Esc or the cross closes it."""

    def __init__(self, page: Page, name: str, *, closed: Callable[[], object]) -> None:
        super().__init__(page)
        self.setObjectName(name)
        self.setProperty("role", "cover")
        self._page = page
        self._closed = closed
        self._content = b""
        self._file_name = ""
        self._before: QWidget | None = None
        self.title = title()
        self.save_button = button(tr("Save as PDF"), f"{name}.save", self.save, icon="export")
        self.open_button = primary(tr("Open to print"), f"{name}.open", self.open_outside)
        self.open_button.setToolTip(tr("Opens the program for PDF files; print from there."))
        self.close_button = icon_button("close", f"{name}.close", tr("Close"), self.close_preview)
        self.document = QPdfDocument(self)
        self.view = named(QPdfView(self), f"{name}.pages", tr("The pages"))
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self._lay_out()
        page.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        self.hide()

    def show_paper(self, content: bytes, *, title: str, file_name: str) -> None:
        """Show a PDF; `file_name` is what it is saved as unless something else is chosen."""
        self._content, self._file_name = content, file_name
        self.title.setText(title)
        self.setAccessibleName(title)
        self._bytes = QByteArray(content)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self._before = self.window().focusWidget()
        self._settle()
        self.show()
        self._fit()
        self.raise_()
        self._page.notice.raise_()
        self.view.pageNavigator().jump(0, QPointF())
        self.open_button.setFocus()

    def save(self) -> None:
        """Ask for a place and save the paper there."""
        self.dialog = ask_where_to_save(
            self,
            title=tr("Save as PDF"),
            suggested=self._file_name,
            then=lambda path: save_bytes(self._page, path, self._content),
        )

    def open_outside(self) -> None:
        """Open the paper with this computer's own program for PDF files."""
        name = self._file_name.removesuffix(".pdf")
        view_paper(name, lambda to: to.write(self._content), self._page.notice)

    def close_preview(self) -> None:
        """Go back to the page, and to what had the focus there, as a panel over it."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self._closed()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self.title, 1)
        for widget in (self.save_button, self.open_button, self.close_button):
            head.addWidget(widget)
        palette = self.view.palette()
        palette.setColor(QPalette.ColorRole.Dark, theme.colour("ground"))
        self.view.setPalette(palette)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PADDING, theme.GAP_CARD, theme.PADDING, 0)
        column.setSpacing(theme.GAP_CARD)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def _settle(self) -> None:
        self.setGeometry(self._page.rect())

    def _fit(self) -> None:
        """Show a page as wide as is comfortable, or as there is room."""
        points = self.document.pagePointSize(0).width() or 595
        wanted = min(_PAGE_WIDTH, self.view.viewport().width() - 2 * theme.PADDING)
        self.view.setZoomFactor(wanted * 72 / (points * self.logicalDpiX()))

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            if target is self._page:
                self._settle()
            else:
                self._fit()
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        return turn_focus(self, forward=next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_preview()
        elif event.key() in _TURNS:
            self.view.verticalScrollBar().triggerAction(_TURNS[event.key()])
        else:
            super().keyPressEvent(event)
