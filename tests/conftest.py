"""The real book that tests work on; each book is checked whole when its test is done."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

import db.usecases.shop
from db import checks
from db.clock import Clock, fixed_clock
from db.connection import create_book, open_book
from db.session import Session
from desktop.immortals import keep_immortals

keep_immortals()  # before the first call of Qt

# Without a screen Qt would abort the whole run with a misleading word.
if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

NOW = datetime.fromisoformat("2026-11-22T10:14:00+09:00")
STOPPED = fixed_clock(NOW)


@pytest.fixture(scope="session")
def empty_book_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty book that each test copies: cheaper than making it anew."""
    path = tmp_path_factory.mktemp("books") / "empty.okaeri"
    create_book(path).conn.close()
    return path


@pytest.fixture
def book_path(empty_book_file: Path, tmp_path: Path) -> Path:
    """Return the place of an empty book of this test's own."""
    path = tmp_path / "shop.okaeri"
    shutil.copy(empty_book_file, path)
    return path


@pytest.fixture
def open_session(book_path: Path) -> Iterator[Callable[..., Session]]:
    """Return a maker of sessions on this test's book; afterwards the book must be whole."""
    opened: list[Session] = []

    def make(clock: Clock = STOPPED) -> Session:
        session = Session(open_book(book_path), clock=clock)
        opened.append(session)
        return session

    yield make
    whole = open_book(book_path)
    assert checks.problems(whole) == []
    for session in opened:
        session.db.conn.close()
    whole.conn.close()


@pytest.fixture
def session(open_session: Callable[..., Session]) -> Session:
    """Return a session on an empty book: yen, Tokyo, Sunday 22 November 2026, 10:14."""
    return open_session()


@pytest.fixture
def set_shop(session: Session) -> Callable[..., None]:
    """Return a quick way to make the owner's choices, as the feed speaks them."""

    def choose(**changes: object) -> None:
        db.usecases.shop.set_shop(
            session, changes=changes, operation_id=f"set-{sorted(changes)}-{changes}"
        )

    return choose
