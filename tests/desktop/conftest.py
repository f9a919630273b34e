"""The program's window on the test's own book, dressed as it is for people, and its commands."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.connection import open_book
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.rewards import NewReward, add_reward
from desktop import theme
from desktop.cli import okaeri
from desktop.i18n import speaking, use_language
from desktop.main_window import MainWindow
from desktop.messages import label_of
from desktop.pages.counter import CounterPage
from desktop.preferences import Preferences
from tests.conftest import STOPPED
from tests.desktop.a_shop_year import live_a_year
from tests.desktop.command_line import AT, Ended, Run, Shop
from tests.desktop.desk import COFFEE, Desk
from tests.desktop.plan_keys import CLUB, TABLE, offer_plans, start
from tests.desktop.print_queue import (
    NO_SERVER,
    PrintServer,
    point_cups_at,
    running_print_server,
)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep this computer's own choices out of the tests, and the tests out of them."""
    home = tmp_path / "home"
    monkeypatch.setenv("OKAERI_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests away from the printers of whoever runs them."""
    monkeypatch.setenv("CUPS_SERVER", NO_SERVER)


@pytest.fixture
def print_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintServer]:
    """Return a real print server with printers that keep what they print."""
    with running_print_server(tmp_path / "cups") as server:
        monkeypatch.setenv("CUPS_SERVER", server.address)
        point_cups_at(server.address)
        yield server
    point_cups_at(None)


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


@pytest.fixture(scope="session")
def lived_book_file(empty_book_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the book of a shop that has lived from May to October 2026, for tests to copy."""
    path = tmp_path_factory.mktemp("lived") / "shop.okaeri"
    shutil.copy(empty_book_file, path)
    session = Session(open_book(path), clock=STOPPED)
    live_a_year(session)
    session.db.conn.close()
    return path


@pytest.fixture
def english() -> Iterator[None]:
    """Leave the language as it was: a command chooses its own."""
    with speaking("en"):
        yield


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a way to run a command here: `run("month", "2026-10", book=path)`."""
    for name in ("OKAERI_BOOK", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    def command(
        *words: object, book: Path | None = None, at: str | None = AT, lang: str = "en",
        said: str = "",
    ) -> Ended:  # fmt: skip
        before = ["--lang", lang]
        before += ["--at", at] if at else []
        before += ["--book", str(book)] if book else []
        ended = CliRunner().invoke(okaeri, [*before, *map(str, words)], input=said)
        if ended.exception is not None and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        return Ended(ended.exit_code, ended.stdout, ended.stderr)

    return command


@pytest.fixture
def alone(tmp_path: Path) -> Run:
    """Return a way to run the installed program as people do, from an empty folder."""
    program = Path(sys.executable).with_name("okaeri")
    hidden = ("OKAERI_BOOK", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    folder = tmp_path / "here"
    folder.mkdir()

    def command(*words: object, said: str = "", **environment: str) -> Ended:
        ended = subprocess.run(
            [str(program), *map(str, words)],
            input=said.encode(), capture_output=True, cwd=folder, timeout=120, check=False,
            env={**kept, "LC_ALL": "C.UTF-8", "HOME": str(folder), **environment},
        )  # fmt: skip
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return command


@pytest.fixture
def shop(book_path: Path, run: Run) -> Shop:
    """Return a shop with a customer, a sale, two coupons of a batch, and a member of staff."""
    terms = {"kind": "amount_off", "value": "200", "name": "¥200 off"}
    requests: list[dict[str, object]] = [
        {"op": "shop.set", "name": "花の店", "language": "en"},
        {"op": "staff.add", "name": "mio", "role": "staff"},
        {"op": "customer.add", "name": "田中 美咲", "card": "A-77"},
        {"op": "sale", "customer": "A-77", "amount": "1980", "at": "2026-10-05T10:00"},
        {"op": "coupon.issue", "terms": terms, "count": 2, "batch": "flyer"},
    ]
    said = "\n".join(json.dumps(request) for request in requests)
    ended = run("feed", book=book_path, said=said)
    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert all(answer["ok"] for answer in answers), answers
    return Shop(
        book=book_path,
        customer=answers[2]["customer"],
        sale=answers[3]["sale"],
        codes=tuple(coupon["code"] for coupon in answers[4]["coupons"]),
    )


@pytest.fixture
def desk(window: MainWindow, session: Session) -> Desk:
    """Return the shop's window with a customer, a reward and a person at the keys."""
    new = NewCustomer(name="田中 美咲", reading="タナカ ミサキ", phone="090-0000-0142")
    tanaka = add_customer(session, new=new, operation_id="tanaka").id
    reward = NewReward(COFFEE, "free_item", "450", 300, valid_days=30)
    add_reward(session, reward, operation_id="coffee")
    page = window.pages["counter"]
    assert isinstance(page, CounterPage)
    page.take_focus()
    return Desk(window, page, session, tanaka)


@pytest.fixture
def member(desk: Desk) -> Desk:
    """Return the desk with Tanaka on a plan from 2 November to 1 December, served."""
    offer_plans(desk, CLUB, TABLE)
    start(desk, "2026-11-02")
    desk.counter.serve(desk.tanaka)
    return desk
