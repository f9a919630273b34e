"""Opens the desk: fonts, looks, the book, the window; and builds the window anew when asked."""

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMainWindow

from db.clock import Clock, system_clock
from db.connection import open_book
from db.environment import BookReadOnly
from db.errors import NotAllowed, Repeated, ShopError
from db.queries.shop import staff_named
from db.session import Session
from db.usecases.day import turn_day
from desktop import theme
from desktop.crash import CrashReporter, log_path
from desktop.i18n import language_in_use, tr, use_language
from desktop.immortals import keep_immortals
from desktop.main_window import MainWindow
from desktop.messages import explain, label_of
from desktop.preferences import Preferences, load_preferences
from desktop.resources import resource
from desktop.tasks import Task, TaskRunner

if TYPE_CHECKING:
    from desktop.pages.welcome import WelcomePage

_OF_THE_DAY = frozenset({"facts", "coupons"})


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
        self.welcome: WelcomePage | None = None
        self.lane = TaskRunner(self)  # for what is done while no book is open
        self.crashes = CrashReporter()
        self.crashes.reported.connect(self._tell_of_crash)
        app.styleHints().colorSchemeChanged.connect(self._colours_changed)

    def open(self, book: Path | None) -> None:
        """Open this book, or the last one, or else the page of the first run."""
        last = Path(self.preferences.book) if self.preferences.book else None
        wanted = book or last
        if wanted is None:
            self._speak(None)
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
        self.turn_day()

    def turn_day(self) -> None:
        """Let the day turn in the lane, once a day; the window does not wait for it."""
        session, window = self.session, self.window
        assert session is not None
        assert isinstance(window, MainWindow)
        path, clock, operation_id = session.path, session.clock, f"day-{session.today}"

        def work(_progress: object) -> None:
            own = Session(open_book(path), clock=clock, label=label_of)
            with closing(own.db.conn), suppress(Repeated):
                turn_day(own, operation_id=operation_id)

        if not session.knows(operation_id):
            window.tasks.start(Task(work, changes=_OF_THE_DAY))
        self.keep_summaries()

    def keep_summaries(self) -> None:
        """Let the summaries of months that are over come into their folder, in the lane."""
        session, window, folder = self.session, self.window, self.preferences.summary_folder
        if not folder or session is None or not isinstance(window, MainWindow):
            return
        path, clock = session.path, session.clock

        def work(_progress: object) -> list[Path]:
            from desktop.papers.summary_folder import keep_summaries

            own = Session(open_book(path), clock=clock, label=label_of)
            with closing(own.db.conn):
                return keep_summaries(own, Path(folder))

        task = Task(work)
        task.signals.finished.connect(window.tell_of_summaries)
        task.signals.refused.connect(lambda refusal: window.current().explain_refusal(refusal))
        window.tasks.start(task)

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
        self.lane.stop()
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
        window.day_turned.connect(self.turn_day)
        window.summaries_wanted.connect(self.keep_summaries)
        return window

    def _welcome(self, sentence: str) -> None:
        from desktop.pages.welcome import WelcomePage  # only where there is no book

        window = QMainWindow()
        window.setWindowTitle("Okaeri")
        window.resize(self.preferences.width, self.preferences.height)
        page = self.welcome = WelcomePage(sentence)
        page.opened.connect(self.open_session)
        page.demo_asked.connect(lambda: self._make_demo(page))
        page.language_chosen.connect(self._welcome_in)
        window.setCentralWidget(page)
        self._show(window)
        page.take_focus()

    def _make_demo(self, page: "WelcomePage") -> None:
        """Make the demo shop in the lane, where it is not there yet, and open it."""
        folder, today = Path.home() / "okaeri-demo", self.clock().astimezone().date()

        def work(progress: Callable[[int, int], None]) -> Path:
            from desktop.demo.shop import make_demo

            try:
                return make_demo(folder, today=today, progress=progress)
            except OSError as error:
                raise BookReadOnly(str(folder)) from error

        task = Task(work)
        task.signals.progressed.connect(page.show_progress)
        task.signals.finished.connect(page.open_book_at)
        task.signals.refused.connect(lambda refusal: page.notice.refuse(explain(refusal)))
        page.show_progress(0, 1)
        self.lane.start(task)

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
        shown = self.window.current() if isinstance(self.window, MainWindow) else self.welcome
        if shown is not None:
            shown.notice.offer(
                tr("Something went wrong in the program. What you typed is still here."),
                tr("Copy the report"),
                lambda: QApplication.clipboard().setText(report),
            )

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
