"""The program's window on the test's own book, dressed as it is for people."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop import theme
from desktop.i18n import use_language
from desktop.main_window import MainWindow
from desktop.messages import label_of
from desktop.preferences import Preferences


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep this computer's own choices out of the tests, and the tests out of them."""
    home = tmp_path / "home"
    monkeypatch.setenv("OKAERI_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def nothing_left_over(qapp: QApplication) -> Iterator[None]:
    """Take down what a test has closed, as the event loop does; all of it would be dressed anew."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def dressed_app(qapp: QApplication) -> QApplication:
    """Return the application in the program's own font and light colours, speaking English."""
    use_language("en")
    theme.load_fonts()
    theme.apply_theme(qapp, "light")
    return qapp


@pytest.fixture
def window(
    dressed_app: QApplication,
    session: Session,
    set_shop: Callable[..., None],
    qtbot: QtBot,
) -> Iterator[MainWindow]:
    """Return the main window of a shop, open on the Counter."""
    del dressed_app
    set_shop(name="Café Komorebi")
    session.label = label_of
    made = MainWindow(session, Preferences(looks="light"))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
