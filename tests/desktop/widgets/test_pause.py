"""Many letters in a row are looked up once."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.widgets.pause import Pause


def test_what_is_started_again_is_done_once(qtbot: QtBot) -> None:
    owner, done = QObject(), list[int]()
    pause = Pause(owner, 20, lambda: done.append(1))
    for _ in range(3):
        pause.start()
    qtbot.waitUntil(lambda: bool(done))
    assert (done, pause.isActive()) == ([1], False)


def test_what_is_stopped_is_not_done(qtbot: QtBot) -> None:
    owner, done, other = QObject(), list[int](), list[int]()
    pause = Pause(owner, 1, lambda: done.append(1))
    pause.start()
    pause.stop()
    Pause(owner, 20, lambda: other.append(1)).start()
    qtbot.waitUntil(lambda: bool(other))
    assert done == []
