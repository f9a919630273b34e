"""A paper over its page, before it is printed."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from db.session import Session
from desktop.printer_choices import PrinterChoices, ReceiptPrinter, load_choices
from desktop.tasks import TaskRunner
from desktop.widgets.page import Page
from desktop.widgets.paper_preview import PaperPreview
from tests.desktop.print_queue import PrintServer
from tests.desktop.receipt_paper import a_network_printer, read_paper

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def a_paper(pages: int) -> bytes:
    paper = BytesIO()
    canvas = Canvas(paper)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


@pytest.fixture
def preview(dressed_app: QApplication, session: Session, qtbot: QtBot) -> PaperPreview:
    del dressed_app
    page = Page(session)
    qtbot.addWidget(page)
    page.behind = QLineEdit(page)  # type: ignore[attr-defined]
    page.resize(1000, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    made = PaperPreview(page, "paper", closed=page.behind.setFocus)  # type: ignore[attr-defined]
    made.show_paper(a_paper(2), title="Retention summary", file_name="October.pdf")
    return made


def test_a_paper_covers_its_page_and_can_be_read(preview: PaperPreview, qtbot: QtBot) -> None:
    assert preview.geometry() == preview._page.rect()
    assert preview.document.pageCount() == 2
    qtbot.waitUntil(lambda: preview.view.verticalScrollBar().maximum() > 0)
    qtbot.keyClick(preview, Qt.Key.Key_End)
    assert preview.view.verticalScrollBar().value() > 0
    preview._page.resize(700, 500)
    assert preview.width() == 700


def test_another_paper_takes_the_place_of_the_first(preview: PaperPreview) -> None:
    preview.show_paper(a_paper(1), title="Coupons", file_name="Coupons.pdf")
    assert preview.document.pageCount() == 1
    assert preview.title.text() == "Coupons"


def test_tab_goes_round_and_escape_gives_the_focus_back(
    preview: PaperPreview, qtbot: QtBot
) -> None:
    qtbot.waitUntil(preview.save_button.hasFocus)
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert focused is not None
        assert preview.isAncestorOf(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert preview.isHidden()
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_a_paper_is_saved_under_its_own_name(preview: PaperPreview, qtbot: QtBot) -> None:
    preview.save_button.click()
    assert preview.dialog.selectedFiles()[0].endswith("October.pdf")
    with qtbot.waitSignal(preview.dialog.finished):
        preview.dialog.reject()


@pytest.fixture
def lane(preview: PaperPreview) -> Iterator[TaskRunner]:
    """Let the page's printing run, as the main window does."""
    runner = TaskRunner()
    preview._page.printing.connect(runner.start)
    yield runner
    runner.stop()


def show(preview: PaperPreview, **more: str) -> None:
    preview.show_paper(a_paper(1), title="Coupons", file_name="Coupons.pdf", **more)  # type: ignore[arg-type]


def test_without_a_printer_that_is_said_and_saving_comes_first(preview: PaperPreview) -> None:
    assert preview.no_printer.isVisible()
    assert preview.print_button.isHidden()
    assert preview.printers.isHidden()
    assert preview.save_button.property("kind") == "primary"
    preview.print()
    assert preview.isVisible()


def test_a_paper_is_printed_beside_the_window_on_as_many_copies_as_wished(
    print_server: PrintServer, preview: PaperPreview, lane: TaskRunner, qtbot: QtBot
) -> None:
    show(preview)
    assert preview.print_button.hasFocus()
    assert preview.printers.currentText() == "Office"
    preview.copies.setText("2")
    qtbot.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert preview.isHidden()
    qtbot.waitUntil(lane.idle, timeout=20_000)
    assert preview._page.notice.text() == "Coupons: sent to Office."
    assert print_server.printed().startswith(b"%PDF")


def test_enter_prints_and_a_press_on_another_button_does_that(
    print_server: PrintServer, preview: PaperPreview, lane: TaskRunner, qtbot: QtBot
) -> None:
    show(preview)
    preview.close_button.setFocus()
    qtbot.keyClick(preview.close_button, Qt.Key.Key_Return)
    assert preview.isHidden()
    show(preview)
    qtbot.keyClick(preview.printers, Qt.Key.Key_Return)
    qtbot.waitUntil(lane.idle, timeout=20_000)
    print_server.printed()
    assert print_server.jobs() == 1


def test_another_printer_is_remembered_for_that_kind_of_paper(
    print_server: PrintServer, preview: PaperPreview
) -> None:
    del print_server
    show(preview, kind="coupon")
    preview.printers.setCurrentIndex(preview.printers.findText("Label"))
    preview.printers.activated.emit(preview.printers.currentIndex())
    show(preview, kind="coupon")
    assert preview.printers.currentText() == "Label"
    show(preview, kind="page")
    assert preview.printers.currentText() == "Office"
    assert load_choices().printers == {"coupon": "queue:Label"}


def test_a_printer_that_is_off_is_said_and_the_paper_can_be_tried_again(
    preview: PaperPreview, lane: TaskRunner, qtbot: QtBot
) -> None:
    PrinterChoices((ReceiptPrinter("Counter", address="127.0.0.1:1"),)).save()
    show(preview, kind="receipt")
    preview.print_button.click()
    notice = preview._page.notice
    qtbot.waitUntil(lane.idle, timeout=20_000)
    assert notice.text().startswith("Counter does not answer.")
    assert notice.other.text() == "Save as PDF"
    with a_network_printer() as far:
        PrinterChoices((ReceiptPrinter("Counter", address=far.address),)).save()
        notice.action.click()
        qtbot.waitUntil(lane.idle, timeout=20_000)
        assert read_paper(far.paper()).cuts == 1
    assert notice.text() == "Coupons: sent to Counter."
