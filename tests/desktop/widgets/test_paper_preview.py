"""A paper over its page, before it is printed."""

from io import BytesIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from db.session import Session
from desktop.widgets.page import Page
from desktop.widgets.paper_preview import PaperPreview

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
    qtbot.waitUntil(preview.open_button.hasFocus)
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
