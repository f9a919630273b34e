"""The desk opens what was asked for, remembers it, and builds its window anew."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from db.session import Session
from desktop.app import Desk
from desktop.i18n import language_in_use, use_language
from desktop.main_window import MainWindow
from desktop.pages.settings import SettingsPage
from desktop.pages.welcome import WelcomePage
from desktop.preferences import Preferences, load_preferences
from desktop.theme import DARK
from tests.desktop.a_shop_year import live_a_year

MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(dressed_app: QApplication) -> Iterator[MakeDesk]:
    """Return a maker of desks; each is closed when the test is done."""
    made: list[Desk] = []

    def make(preferences: Preferences | None = None, **words: object) -> Desk:
        desk = Desk(dressed_app, preferences or Preferences(), **words)  # type: ignore[arg-type]
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.close()
    use_language("en")


def welcome_of(desk: Desk) -> WelcomePage:
    assert isinstance(desk.window, QMainWindow)
    page = desk.window.centralWidget()
    assert isinstance(page, WelcomePage)
    return page


def test_the_first_run_welcomes(make_desk: MakeDesk) -> None:
    desk = make_desk(Preferences(looks="dark"))
    desk.open(None)
    assert welcome_of(desk).notice.text() == ""
    assert DARK.ground in desk.app.styleSheet()


def test_the_book_asked_for_is_opened_and_is_the_last_one_next_time(
    make_desk: MakeDesk, book_path: Path
) -> None:
    desk = make_desk()
    desk.open(book_path)
    assert isinstance(desk.window, MainWindow)
    assert load_preferences().book == str(book_path)
    again = make_desk(load_preferences())
    again.open(None)
    assert isinstance(again.window, MainWindow)


def test_a_book_that_is_gone_is_said_on_the_first_page(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(Preferences(book=str(tmp_path / "gone.okaeri")))
    desk.open(None)
    assert "gone.okaeri" in welcome_of(desk).notice.text()


def test_somebody_who_does_not_work_here_opens_nothing(
    make_desk: MakeDesk, book_path: Path
) -> None:
    desk = make_desk(staff="nobody")
    desk.open(book_path)
    assert welcome_of(desk).notice.text()


def test_the_command_line_s_language_goes_before_the_book_s(
    make_desk: MakeDesk, book_path: Path
) -> None:
    desk = make_desk(Preferences(language="ja"), language="en")
    desk.open(book_path)
    assert language_in_use() == "en"


def test_another_language_builds_the_window_anew_on_the_same_page(
    make_desk: MakeDesk, book_path: Path, set_shop: Callable[..., None], qtbot: QtBot
) -> None:
    set_shop(language="en")
    desk = make_desk()
    desk.open(book_path)
    before = desk.window
    assert isinstance(before, MainWindow)
    before.turn_to("settings")
    page = before.current()
    assert isinstance(page, SettingsPage)
    page.languages.buttons["ja"].click()
    qtbot.waitUntil(lambda: desk.window is not before)
    after = desk.window
    assert isinstance(after, MainWindow)
    assert language_in_use() == "ja"
    assert (after.here(), after.rail_buttons["counter"].text()) == ("settings", "カウンター")
    assert load_preferences().language == "ja"


def test_the_welcome_page_makes_a_book_and_opens_it(
    make_desk: MakeDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = make_desk()
    desk.open(None)
    page = welcome_of(desk)
    page.folder = tmp_path / "books"
    qtbot.keyClicks(page.name, "Hana")
    page.make_button.click()
    assert isinstance(desk.window, MainWindow)
    assert desk.window.windowTitle() == "Hana"
    assert (tmp_path / "books" / "Hana.okaeri").is_file()


def test_a_bug_is_told_and_its_report_can_be_copied(make_desk: MakeDesk, book_path: Path) -> None:
    for book in (book_path, None):
        desk = make_desk(language="en")
        desk.open(book)
        desk.crashes.reported.emit("the report")
        page = desk.window.current() if isinstance(desk.window, MainWindow) else desk.welcome
        assert page is not None
        assert "went wrong" in page.notice.text()
        QApplication.clipboard().clear()
        page.notice.action.click()
        assert QApplication.clipboard().text() == "the report"


def test_the_day_turns_once_a_day_by_itself(
    make_desk: MakeDesk, book_path: Path, session: Session, qtbot: QtBot
) -> None:
    for _ in range(2):
        desk = make_desk(clock=session.clock)
        desk.open(book_path)
        assert isinstance(desk.window, MainWindow)
        qtbot.waitUntil(desk.window.tasks.idle)
        desk.close()
    turns = session.db.conn.execute("SELECT count(*) FROM facts WHERE kind = 'day.rollover'")
    assert turns.fetchone()[0] == 1


def test_the_window_opens_as_large_as_it_was_left(
    make_desk: MakeDesk, session: Session, book_path: Path
) -> None:
    del session
    desk = make_desk()
    desk.open(book_path)
    assert desk.window is not None
    desk.window.resize(1100, 700)
    desk.close()
    assert (load_preferences().width, load_preferences().height) == (1100, 700)


def test_opening_the_desk_imports_nothing_that_draws_or_reads_files(book_path: Path) -> None:
    """A paper, a file or a phone number brings its own; the window does not wait for them."""
    opening = (
        "import sys; from pathlib import Path;"
        "from desktop.app import Desk, application; from desktop.preferences import Preferences;"
        f"desk = Desk(application(), Preferences()); desk.open(Path({str(book_path)!r}));"
        "print(*sys.modules); desk.close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", opening], capture_output=True, text=True, check=True
    )
    heavy = {"reportlab", "segno", "phonenumbers", "python_calamine", "xlsxwriter", "msgspec"}
    assert heavy.isdisjoint(name.partition(".")[0] for name in done.stdout.split())


def test_the_summary_of_last_month_comes_into_its_folder_by_itself(
    make_desk: MakeDesk, session: Session, book_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    live_a_year(session)
    folder = tmp_path / "summaries"
    folder.mkdir()
    chosen = Preferences(summary_folder=str(folder))
    desk = make_desk(chosen, clock=session.clock, language="en")
    desk.open(book_path)
    made = folder / "Retention summary 2026-10.pdf"
    qtbot.waitUntil(made.exists, timeout=20_000)
    assert isinstance(desk.window, MainWindow)
    notice = desk.window.current().notice
    qtbot.waitUntil(lambda: "came into its folder" in notice.text(), timeout=20_000)
