"""A paper goes to the computer's own viewer, or it is said where it lies."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.widgets.page import Page
from desktop.widgets.paper_viewer import view_paper


class Viewer(QObject):
    """Takes the place of the computer's PDF viewer, the way Qt provides for."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    made = Viewer()
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def page(dressed_app: QApplication, session: Session, qtbot: QtBot) -> Page:
    del dressed_app
    made = Page(session)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_paper_is_written_and_opened(page: Page, viewer: Viewer) -> None:
    path = view_paper("card", lambda to: to.write(b"%PDF"), page.notice)
    assert path is not None
    assert viewer.opened == [str(path)]
    assert path.read_bytes() == b"%PDF"
    assert "open in your viewer" in page.notice.text()


def test_a_paper_that_cannot_be_written_is_said(page: Page, viewer: Viewer) -> None:
    path = view_paper("no/such/folder", lambda to: to.write(b"%PDF"), page.notice)
    assert path is None
    assert viewer.opened == []
    assert page.notice.text().startswith("The PDF could not be written")
    assert not Path("no/such/folder.pdf").exists()
