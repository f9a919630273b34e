"""Opens the desk: fonts, looks, the book, the window; and builds the window anew when asked."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMainWindow

from db.clock import Clock, system_clock
from db.connection import open_book
from db.errors import NotAllowed, ShopError
from db.queries.shop import staff_named
from db.session import Session
from desktop import theme
from desktop.crash import CrashReporter, log_path
from desktop.i18n import language_in_use, use_language
from desktop.immortals import keep_immortals
from desktop.main_window import MainWindow
from desktop.messages import explain, label_of
from desktop.preferences import Preferences, load_preferences
from desktop.resources import resource


class Desk(QObject):
    """The program while its windows are open: one book, one window."""

    def __init__(
        self,
        app: QApplication,
        preferences: Preferences,
        *,
        clock: Clock = system_clock,
        staff: str | None = None,
        language: str | None = None,
    ) -> None:
        """`language` is what the command line asked for; it goes before every other choice."""
        super().__init__()
        self.app = app
        self.preferences = preferences
        self.clock = clock
        self.staff = staff
        self.language = language
        self.session: Session | None = None
        self.window: QMainWindow | None = None
        self.crashes = CrashReporter()
        self.crashes.reported.connect(self._tell_of_crash)
        app.styleHints().colorSchemeChanged.connect(self._colours_changed)

    def open(self, book: Path | None) -> None:
        """Open this book, or the last one, or else the page of the first run."""
        last = Path(self.preferences.book) if self.preferences.book else None
        wanted = book or last
        if wanted is None:
            self._welcome("")
            return
        try:
            self.open_session(Session(open_book(wanted)))
        except ShopError as refusal:
            self._speak(None)
            self._welcome(explain(refusal))

    def open_session(self, session: Session) -> None:
        """Show the window of a book that is open, and remember the book.

        Raises NotAllowed where nobody of the wanted name works in this shop.
        """
        self._seat(session)
        self._close_book()
        self.session = session
        self.preferences.book = str(session.path)
        self.preferences.save()
        self._speak(session.settings.language)
        self._show(self._main_window(session))

    def build_anew(self) -> None:
        """Build the window anew, in the language and colours chosen now, on the same page."""
        assert isinstance(self.window, MainWindow)
        session, page = self.window.session, self.window.here()
        self._speak(session.settings.language)
        window = self._main_window(session)
        window.turn_to(page)
        self._show(window)

    def close(self) -> None:
        """Close the window and the book."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
        self._close_book()

    def _seat(self, session: Session) -> None:
        """Put the person and the clock of this desk to the book."""
        session.clock, session.label = self.clock, label_of
        if self.staff is not None:
            known = staff_named(session.db, self.staff)
            if known is None:
                session.db.conn.close()
                raise NotAllowed("staff", self.staff)
            session.staff, session.role = known

    def _main_window(self, session: Session) -> MainWindow:
        window = MainWindow(session, self.preferences)
        # Afterwards, not within the click that asked for it: its button goes with the old window.
        window.looks_changed.connect(lambda: QTimer.singleShot(0, self, self.build_anew))
        return window

    def _welcome(self, sentence: str) -> None:
        from desktop.pages.welcome import WelcomePage  # only where there is no book

        window = QMainWindow()
        window.setWindowTitle("Okaeri")
        window.resize(self.preferences.width, self.preferences.height)
        page = WelcomePage(sentence)
        page.opened.connect(self.open_session)
        page.language_chosen.connect(self._welcome_in)
        window.setCentralWidget(page)
        self._show(window)
        page.take_focus()

    def _welcome_in(self, language: str) -> None:
        self.preferences.language = language
        self._speak(None)
        QTimer.singleShot(0, self, lambda: self._welcome(""))

    def _show(self, window: QMainWindow) -> None:
        before, self.window = self.window, window
        if self.preferences.maximised:
            window.showMaximized()
        else:
            window.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _speak(self, of_the_book: str | None) -> None:
        use_language(self.language or self.preferences.language or of_the_book or language_in_use())
        theme.apply_theme(self.app, self.preferences.looks)

    def _colours_changed(self) -> None:
        if self.preferences.looks == "system" and isinstance(self.window, MainWindow):
            self.build_anew()

    def _tell_of_crash(self, report: str) -> None:
        if isinstance(self.window, MainWindow):
            self.window.show_crash(report)

    def _close_book(self) -> None:
        if self.session is not None:
            self.session.db.conn.close()
            self.session = None


def open_desk(
    book: Path | None = None,
    *,
    clock: Clock = system_clock,
    staff: str | None = None,
    language: str | None = None,
) -> int:
    """Open the desk on a book, by default the last one, and return when it is closed."""
    app = application()
    desk = Desk(app, load_preferences(), clock=clock, staff=staff, language=language)
    desk.crashes.install(log_path())
    desk.open(book)
    status = app.exec()
    desk.close()
    return status


def application() -> QApplication:
    """Return Qt's one application, with the shipped font."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    keep_immortals()
    app = QApplication(["okaeri"])
    app.setApplicationName("okaeri")
    app.setApplicationDisplayName("Okaeri")
    app.setDesktopFileName("okaeri")
    app.setWindowIcon(QIcon(str(resource("icons/okaeri.svg"))))
    theme.load_fonts()
    return app
