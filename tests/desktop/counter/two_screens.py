"""A desk on a computer with two screens: says what stands where, for test_display.py."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QRect, QTimer
from PySide6.QtWidgets import QApplication

from db.connection import open_book
from db.session import Session
from desktop.app import application
from desktop.customer_screen import choose_screen
from desktop.main_window import MainWindow
from desktop.pages.counter import CounterPage
from desktop.preferences import Preferences

book, chosen = sys.argv[1:3]
app = application()
if chosen:
    choose_screen(chosen)
window = MainWindow(Session(open_book(Path(book))), Preferences())
window.show()
window.activateWindow()
page = window.pages["counter"]
assert isinstance(page, CounterPage)
loop = QEventLoop()
QTimer.singleShot(300, loop.quit)
loop.exec()
opened = page.display.window
place = opened.geometry() if opened else QRect()
focused = QApplication.focusWidget()
told = {
    "screen": opened.screen().name() if opened else None,
    "geometry": [place.x(), place.y(), place.width(), place.height()],
    "focus": focused.objectName() if focused else None,
    "notice": page.notice.text(),
}
window.close()
sys.stdout.write(json.dumps(told) + "\n")
