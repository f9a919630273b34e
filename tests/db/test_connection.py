"""Opening a book: only books, only of our age, and refusals that people understand."""

from collections.abc import Iterator
from pathlib import Path

import pysqlite3
import pytest
from sqlite_utils import Database

from db.connection import create_book, empty_book, naming_refusals, open_book
from db.environment import BookExists, BookMissing, BookReadOnly, DiskFull, NewerBook, NotABook
from db.migrations import version
from tests.write_schema import PLACE, schema_of

_FROM_THE_FUTURE = """INSERT INTO _sqlite_migrations (migration_set, name, applied_at)
VALUES ('okaeri', 'm9999_the_future', '')"""


@pytest.fixture
def closing() -> Iterator[list[Database]]:
    """Return a list; the books put in it are closed afterwards."""
    books: list[Database] = []
    yield books
    for book in books:
        book.conn.close()


def test_a_text_file_named_okaeri_is_no_book(tmp_path: Path) -> None:
    path = tmp_path / "shop.okaeri"
    path.write_text("hello")
    with pytest.raises(NotABook):
        open_book(path)
    assert path.read_text() == "hello"


def test_another_programs_database_is_no_book_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = pysqlite3.connect(str(path))
    other.execute("CREATE TABLE t (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotABook):
        open_book(path)
    assert path.read_bytes() == before


def test_a_place_without_a_book_is_named_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(BookMissing):
        open_book(tmp_path / "none.okaeri")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_never_overwritten_by_a_new_book(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("mine")
    with pytest.raises(BookExists):
        create_book(path)
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    "newer",
    [
        f"PRAGMA user_version = {version() + 1}",
        _FROM_THE_FUTURE,
    ],
)
def test_a_book_from_a_newer_version_is_refused_and_not_touched(
    book_path: Path, newer: str
) -> None:
    book = open_book(book_path)
    book.conn.execute(newer)
    book.conn.close()
    with pytest.raises(NewerBook):
        open_book(book_path)


def test_a_book_is_kept_the_one_right_way(book_path: Path, closing: list[Database]) -> None:
    book = open_book(book_path)
    closing.append(book)
    asked = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
    values = [book.conn.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    assert values == ["wal", 2, 1, 0]
    strict = book.conn.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict"
        " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '_sqlite%'"
    ).fetchall()
    assert [name for (name,) in strict if not name.startswith("customer_fragments")] == []


def test_the_schema_on_paper_is_that_of_a_book(closing: list[Database]) -> None:
    book = empty_book()
    closing.append(book)
    assert PLACE.read_text(encoding="utf-8") == schema_of(book)


def test_a_full_disk_is_named(book_path: Path, closing: list[Database]) -> None:
    book = open_book(book_path)
    closing.append(book)
    book.conn.execute(
        f"PRAGMA max_page_count = {book.conn.execute('PRAGMA page_count').fetchone()[0]}"
    )
    with pytest.raises(DiskFull), naming_refusals(book_path):
        book.conn.execute("CREATE TABLE big AS SELECT zeroblob(1000000)")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BookReadOnly):
        create_book(tmp_path / "nowhere" / "a.okaeri")
