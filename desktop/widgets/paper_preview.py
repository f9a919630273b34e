"""A paper as it will be printed, over its page; from here it is printed, or saved as a PDF."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QAbstractSlider,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from db.environment import PrinterFault
from db.errors import BadRequest
from desktop import theme
from desktop.i18n import tr
from desktop.printer_choices import PaperKind, load_choices
from desktop.printers import Paper, all_printers, printer_for, printers_for, several
from desktop.widgets.buttons import button, icon_button, primary
from desktop.widgets.form import choice_field, choose, chosen, turn_focus
from desktop.widgets.labels import ElidedLabel, muted, named, set_property
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.page import Page
from desktop.widgets.paper_viewer import view_paper
from desktop.widgets.print_job import print_behind
from desktop.widgets.save_dialog import ask_where_to_save, save_bytes

_TURNS: dict[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
_PAGE_WIDTH = 760  # pixels in which a page is read without effort
_PIXELS_A_POINT = 1.8  # a slip or a card is not blown up beyond that
_MOST_COPIES = 99
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PaperPreview(QFrame):
    """Covers its page while a paper is looked at; Esc or the cross closes it."""

    def __init__(self, page: Page, name: str, *, closed: Callable[[], object]) -> None:
        super().__init__(page)
        self.setObjectName(name)
        self.setProperty("role", "cover")
        self._page = page
        self._closed = closed
        self._paper = Paper(b"", "")
        self._file_name = ""
        self._before: QWidget | None = None
        self.title = ElidedLabel(role="title")
        self.printers = choice_field(f"{name}.printer", tr("Printer"), [])
        self.printers.activated.connect(lambda _: self._remember_printer())
        self.copies = NumberEdit(f"{name}.copies", tr("Copies"))
        self.copies.setMaxLength(2)
        self.no_printer = muted(tr("No printer is set up on this computer."))
        self.no_printer.setObjectName(f"{name}.no_printer")
        self.save_button = button(tr("Save as PDF"), f"{name}.save", self.save, icon="export")
        self.open_button = button(tr("Open"), f"{name}.open", self.open_outside)
        self.open_button.setToolTip(tr("Opens the program for PDF files."))
        self.print_button = primary(tr("Print"), f"{name}.print", self.print)
        self.print_button.setIcon(theme.icon("print", "on_primary", 20))
        self.print_button.setToolTip("Ctrl+P")
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

    def show_paper(
        self, content: bytes, *, title: str, file_name: str, kind: PaperKind = "page"
    ) -> None:
        """Show a PDF; `file_name` is what it is saved as unless something else is chosen.

        `kind` chooses the printer, which may be changed here; it is remembered for that kind.
        """
        self._paper, self._file_name = Paper(content, title, kind), file_name
        self.title.setText(title)
        self.setAccessibleName(title)
        self._bytes = QByteArray(content)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self._before = self.window().focusWidget()
        self._offer_printers()
        self._settle()
        self.show()
        self._fit()
        self.raise_()
        self._page.notice.raise_()
        self.view.pageNavigator().jump(0, QPointF())
        self.act_button().setFocus()

    def act_button(self) -> QPushButton:
        """Return the button of what is done first: printing, or saving where none prints."""
        return self.save_button if self.print_button.isHidden() else self.print_button

    def print(self) -> None:
        """Print the paper beside the windows, and go back to the page."""
        if self.print_button.isHidden():
            return
        copies = min(max(self._page_copies(), 1), _MOST_COPIES)
        paper, printer = several(self._paper, copies), chosen(self.printers)
        page = self._page
        self.close_preview()
        print_behind(
            page, lambda: paper, printer=printer,
            then=lambda name: page.notice.say(
                tr("{paper}: sent to {printer}.").format(paper=paper.title, printer=name)
            ),
        )  # fmt: skip

    def save(self) -> None:
        """Ask for a place and save the paper there."""
        self.dialog = ask_where_to_save(
            self,
            title=tr("Save as PDF"),
            suggested=self._file_name,
            then=lambda path: save_bytes(self._page, path, self._paper.content),
        )

    def open_outside(self) -> None:
        """Open the paper with this computer's own program for PDF files."""
        name = self._file_name.removesuffix(".pdf")
        view_paper(name, lambda to: to.write(self._paper.content), self._page.notice)

    def close_preview(self) -> None:
        """Go back to the page, and to what had the focus there, as a panel over it."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self._closed()

    def _lay_out(self) -> None:
        self.printers.setMinimumWidth(150)
        self.printers.setMaximumWidth(260)
        self.copies.setFixedWidth(52)
        times = muted("×")
        head = QHBoxLayout()
        head.setSpacing(theme.GAP_SMALL)
        head.addWidget(self.title, 1)
        self._of_printers = (self.copies, times, self.printers)
        for widget in (self.no_printer, *self._of_printers, self.open_button, self.save_button,
                       self.print_button, self.close_button):  # fmt: skip
            head.addWidget(widget)
        palette = self.view.palette()
        palette.setColor(QPalette.ColorRole.Dark, theme.colour("ground"))
        self.view.setPalette(palette)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PADDING, theme.GAP_CARD, theme.PADDING, 0)
        column.setSpacing(theme.GAP_CARD)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def _offer_printers(self) -> None:
        """Offer the printers for this kind of paper; where there is none, saving comes first."""
        choices, kind = load_choices(), self._paper.kind
        printers = printers_for(kind, all_printers(choices))
        self.printers.clear()
        for each in printers:
            self.printers.addItem(each.name, each.id)
        try:
            choose(self.printers, printer_for(kind, choices, printers).id)
        except PrinterFault:  # the chosen one is gone: the person chooses another
            self.printers.setCurrentIndex(-1)
        for widget in (*self._of_printers, self.print_button):
            widget.setVisible(bool(printers))
        for widget in (self.no_printer, self.open_button):
            widget.setVisible(not printers)
        set_property(self.save_button, "kind", "plain" if printers else "primary")
        self.save_button.setIcon(theme.icon("export", "ink" if printers else "on_primary", 20))
        self.copies.show_number(1)

    def _remember_printer(self) -> None:
        load_choices().with_printer(self._paper.kind, chosen(self.printers)).save()

    def _page_copies(self) -> int:
        try:
            return self.copies.number_or_none("copies") or 1
        except BadRequest:
            return 1

    def _settle(self) -> None:
        self.setGeometry(self._page.rect())

    def _fit(self) -> None:
        """Show a page as wide as is comfortable, or as there is room."""
        points = self.document.pagePointSize(0).width() or 595
        room = self.view.viewport().width() - 2 * theme.PADDING
        wanted = min(_PAGE_WIDTH, room, points * _PIXELS_A_POINT)
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
        elif event.matches(QKeySequence.StandardKey.Print):
            self.print()
        elif event.key() in _ENTER:
            focus = QWidget.focusWidget(self)
            (focus if isinstance(focus, QPushButton) else self.act_button()).click()
        elif event.key() in _TURNS:
            self.view.verticalScrollBar().triggerAction(_TURNS[event.key()])
        else:
            super().keyPressEvent(event)
