"""Opens the book the one right way, and names what the environment refuses."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pysqlite3
from sqlite_utils import Database

from db import derived
from db.clock import new_id, new_key, new_origin
from db.environment import (
    BookBusy,
    BookDamaged,
    BookExists,
    BookMissing,
    BookReadOnly,
    DiskFull,
    NewerBook,
    NotABook,
)
from db.errors import ShopError
from db.migrations import migrations, version

APPLICATION_ID = 0x4F4B4149  # "OKAI", so that a file manager can tell a book from other SQLite
BUSY_TIMEOUT_S = 5.0
_SQLITE_HEADER = b"SQLite format 3\x00"
_NO_HASH = bytes(32)


def create_book(path: Path) -> Database:
    """Make an empty book at a place where no file is, and open it."""
    if path.exists():
        raise BookExists(str(path))
    with naming_refusals(path):
        db = _connect(path)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.conn.execute("PRAGMA journal_mode = WAL")
        _migrate(db)
        db.conn.execute(
            "INSERT INTO book VALUES (1, ?, ?, ?, 0, ?, 0)",
            (new_id(), new_origin(), new_key(), _NO_HASH),
        )
    return db


def empty_book() -> Database:
    """Return an empty book in memory, for comparing shapes and working tables out aside."""
    db = Database(pysqlite3.connect(":memory:", isolation_level=None))
    _migrate(db)
    return db


def open_book(path: Path) -> Database:
    """Open a book, after copying it aside when an older shape must be brought up to date.

    Raises BookMissing, NotABook, NewerBook, BookBusy, BookDamaged or BookReadOnly.
    """
    if not path.is_file():
        raise BookMissing(str(path))
    with naming_refusals(path):
        _refuse_other_files(path)
        db = _connect(path)
        try:
            _refuse_newer(db, path)
            if migrations.pending(db):
                copy_of_before = path.with_name(f"{path.name}.before-{version()}")
                _copy(db, copy_of_before)
                _migrate(db)
                _derive_anew(db)
        except BaseException:
            db.conn.close()
            raise
    return db


@contextmanager
def hurried(db: Database) -> Iterator[None]:
    """Write without waiting for the disk: only for a book that can be made again from nothing."""
    db.conn.execute("PRAGMA synchronous = OFF")
    try:
        yield
    finally:
        db.conn.execute("PRAGMA synchronous = FULL")


def data_version(db: Database) -> int:
    """Return a number that changes when another program, or another session, wrote the book."""
    return int(db.conn.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def naming_refusals(path: Path | str) -> Iterator[None]:
    """Turn what SQLite and the system refuse into refusals that people understand."""
    try:
        yield
    except pysqlite3.Error as error:
        refusal = _refusal(error, str(path))
        if refusal is None:
            raise
        raise refusal from error
    except PermissionError as error:
        raise BookReadOnly(str(path)) from error


def _refusal(error: Exception, path: str) -> ShopError | None:
    name = getattr(error, "sqlite_errorname", "") or ""
    table: dict[str, ShopError] = {
        "SQLITE_BUSY": BookBusy(),
        "SQLITE_LOCKED": BookBusy(),
        "SQLITE_FULL": DiskFull(path),
        "SQLITE_IOERR": BookDamaged(path, str(error)),
        "SQLITE_CORRUPT": BookDamaged(path, str(error)),
        "SQLITE_NOTADB": NotABook(path),
        "SQLITE_READONLY": BookReadOnly(path),
        "SQLITE_PERM": BookReadOnly(path),
        "SQLITE_CANTOPEN": BookReadOnly(path),
    }
    return next((table[key] for key in table if name.startswith(key)), None)


def _connect(path: Path) -> Database:
    connection = pysqlite3.connect(
        str(path),
        timeout=BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=1024,  # a counter asks some 300 different ones; 128 are the default
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    # Room for the search tables of a large book: a keystroke must not wait for the disk.
    connection.execute("PRAGMA cache_size = -32768")
    return Database(connection)


def _migrate(db: Database) -> None:
    migrations.apply(db)
    db.conn.execute(f"PRAGMA user_version = {version()}")


def _derive_anew(db: Database) -> None:
    """Work everything out again that is derived: a step changes shapes, it does not reckon."""
    db.conn.execute("BEGIN IMMEDIATE")
    derived.rebuild(db)
    db.conn.execute("COMMIT")


def _refuse_other_files(path: Path) -> None:
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(_SQLITE_HEADER):
        raise NotABook(str(path))
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotABook(str(path))


def _refuse_newer(db: Database, path: Path) -> None:
    known = {step.name for step in migrations.pending(Database(memory=True))}
    applied = {step.name for step in migrations.applied(db)}
    number = int(db.conn.execute("PRAGMA user_version").fetchone()[0])
    if number > version() or not applied <= known:
        raise NewerBook(str(path))


def _copy(db: Database, to: Path) -> None:
    """Copy the open book to a file, whole even while others write."""
    partial = to.with_name(f"{to.name}.partial")
    copy = pysqlite3.connect(str(partial))
    db.conn.backup(copy)
    copy.close()
    shutil.move(partial, to)
