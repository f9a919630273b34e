"""Whatever another program does to the book is found and named."""

import subprocess
from pathlib import Path

import pytest

from db.checks import problems
from db.connection import open_book
from db.journal import Draft
from db.session import Action, Session


@pytest.fixture
def tampered_book(session: Session, tmp_path: Path) -> Path:
    """Return a copy of a book with five facts, open to another program's hands."""
    for number in range(1, 6):
        with session.write(Action.RECORD_SALE, f"op{number}") as tx:
            doc = {"amount": number, "total": number, "paid": number, "points": 0}
            tx.post(Draft("sale", doc, "c1", "spent", number))
    copy = tmp_path / "copy.okaeri"
    session.db.conn.execute("VACUUM INTO ?", (str(copy),))
    return copy


def tamper(book: Path, sql: str) -> None:
    """Let SQLite's own shell do what it likes, as anybody on this PC could."""
    subprocess.run(["sqlite3", str(book), sql], check=True, capture_output=True)


def found(book: Path) -> list[tuple[str, int | None]]:
    db = open_book(book)
    try:
        return [(problem.kind, problem.seq) for problem in problems(db)]
    finally:
        db.conn.close()


NO_TRIGGERS = "DROP TRIGGER facts_are_never_changed; DROP TRIGGER facts_are_never_removed;"


def test_a_book_left_alone_is_whole(tampered_book: Path) -> None:
    assert found(tampered_book) == []


@pytest.mark.parametrize(
    "column", ["shop", "seq", "hlc", "at", "day", "staff", "operation", "kind", "v",
               "customer", "account", "delta", "claim", "doc", "hash", "pos"]
)  # fmt: skip
def test_a_byte_changed_in_any_column_is_found(tampered_book: Path, column: str) -> None:
    values = {"day": "'2026-11-21'", "doc": "replace(doc, '3', '4')", "hash": "zeroblob(32)",
              "seq": "30", "account": "'points'"}  # fmt: skip
    value = values.get(column, f"CASE typeof({column}) WHEN 'integer' THEN {column} + 1 "
                               f"WHEN 'null' THEN {'1' if column == 'pos' else repr('x')} "
                               f"ELSE {column} || 'x' END")  # fmt: skip
    tamper(tampered_book, f"{NO_TRIGGERS} UPDATE facts SET {column} = {value} WHERE seq = 3")
    kinds = {kind for kind, _ in found(tampered_book)}
    assert kinds & {"altered_fact", "missing_fact"}
    assert "changed_shape" in kinds


def test_a_fact_removed_inside_is_named(tampered_book: Path) -> None:
    tamper(tampered_book, f"{NO_TRIGGERS} DELETE FROM facts WHERE seq = 2")
    assert ("missing_fact", 2) in found(tampered_book)


def test_a_tail_removed_is_seen(tampered_book: Path) -> None:
    tamper(tampered_book, f"{NO_TRIGGERS} DELETE FROM facts WHERE seq = 5")
    assert ("missing_tail", 5) in found(tampered_book)


def test_a_fact_put_in_by_another_program_is_named(tampered_book: Path) -> None:
    tamper(
        tampered_book,
        "INSERT INTO facts SELECT shop, origin, 6, pos, hlc, at, day, staff, operation, kind, v,"
        " customer, account, delta, claim, doc, hash FROM facts WHERE seq = 5",
    )
    assert ("altered_fact", 6) in found(tampered_book)


def test_facts_of_an_installation_that_never_was_are_named(tampered_book: Path) -> None:
    tamper(
        tampered_book,
        "INSERT INTO facts SELECT shop, 77, 1, pos, hlc, at, day, staff, operation, kind, v,"
        " customer, account, delta, claim, doc, hash FROM facts WHERE seq = 5",
    )
    assert ("foreign_fact", 1) in found(tampered_book)


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("UPDATE sales SET paid = paid + 1 WHERE rowid = 1", "derived_table"),
        ("UPDATE customer_totals SET spent = 0", "derived_table"),
        ("DELETE FROM sums", "derived_table"),
        ("CREATE TABLE mine (x)", "changed_shape"),
        ("DROP INDEX facts_claim", "changed_shape"),
    ],
)
def test_a_derived_table_or_a_shape_that_was_changed_is_found(
    tampered_book: Path, sql: str, kind: str
) -> None:
    tamper(tampered_book, sql)
    assert kind in {kind for kind, _ in found(tampered_book)}


@pytest.mark.parametrize("sql", ["UPDATE facts SET delta = 1000", "DELETE FROM facts"])
def test_facts_refuse_to_be_changed_without_further_ado(tampered_book: Path, sql: str) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        tamper(tampered_book, sql)
    assert found(tampered_book) == []


def test_a_damaged_page_is_found(tampered_book: Path) -> None:
    content = bytearray(tampered_book.read_bytes())
    page_size = int.from_bytes(content[16:18], "big")
    content[page_size * 4 + 8 : page_size * 4 + 200] = b"\xff" * 192
    tampered_book.write_bytes(content)
    assert [kind for kind, _ in found(tampered_book)][:1] == ["damaged_file"]
