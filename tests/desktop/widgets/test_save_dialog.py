"""Asking where to save, and saving."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.widgets.page import Page
from desktop.widgets.save_dialog import ask_where_to_save, save_bytes

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Opener(QObject):
    """Stands where the computer's own programs are asked to open a file."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type]  # stubs only
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def page(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Page:
    del dressed_app
    made = Page(session)
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    return made


def test_the_place_is_asked_for_beside_the_window(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    chosen: list[Path] = []
    dialog = ask_where_to_save(page, title="Save", suggested="a/b: Oct.pdf", then=chosen.append)
    assert [Path(name).name for name in dialog.selectedFiles()] == ["a-b- Oct.pdf"]
    dialog.selectFile(str(tmp_path / "October.pdf"))
    with qtbot.waitSignal(dialog.fileSelected):
        dialog.accept()
    assert chosen == [tmp_path / "October.pdf"]


def test_what_was_saved_can_be_opened_at_once(page: Page, opener: Opener, tmp_path: Path) -> None:
    path = tmp_path / "October.pdf"
    assert save_bytes(page, path, b"%PDF")
    assert path.read_bytes() == b"%PDF"
    assert page.notice.text() == "Saved as October.pdf."
    page.notice.action.click()
    assert opener.opened == [str(path)]


def test_a_place_that_cannot_be_written_is_said(page: Page, tmp_path: Path) -> None:
    assert not save_bytes(page, tmp_path / "no such folder" / "a.pdf", b"%PDF")
    assert page.notice.text() == "“a.pdf” cannot be written there. Choose another folder."
