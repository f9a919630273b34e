"""Keeps the tables by which customers are found in step with customers and their cards."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from db.phones import written_digits
from db.readings import folded, key, words_of
from db.rules.search import entry_words, pieces_of

# Who was merged into a customer is found as that customer; their number is a card by then.
_SEARCHED = """
SELECT id, name, reading, phone, email, number, referral_code,
  (SELECT group_concat(barcode, ' ' ORDER BY barcode) FROM cards
   WHERE customer_id = customers.id) AS cards,
  (SELECT json_group_array(json_array(name, reading, phone, email, referral_code) ORDER BY id)
   FROM merged_customers WHERE kept_id = customers.id) AS merged
FROM customers
"""
_FORGET = (
    "INSERT INTO customer_fragments (customer_fragments, rowid, fragments) VALUES ('delete', ?, ?)"
)


def index_customer(db: Database, customer_id: str) -> None:
    """Make a customer found by what the book says of them now."""
    forget_customer(db, customer_id)
    row = db.conn.execute(f"{_SEARCHED} WHERE id = ?", (customer_id,)).fetchone()
    _insert(db, row)


def forget_customer(db: Database, customer_id: str) -> None:
    """Make a customer found no longer; safe to ask for one who never was."""
    known = db.conn.execute(
        "SELECT entry, words FROM customer_search WHERE customer_id = ?", (customer_id,)
    ).fetchone()
    if known is not None:
        db.conn.execute(_FORGET, (known[0], _fragments(known[1])))
        db.conn.execute("DELETE FROM customer_search WHERE entry = ?", (known[0],))


def rebuild_search(db: Database) -> None:
    """Make every entry anew, as after a change in how words are folded."""
    db.conn.execute("INSERT INTO customer_fragments (customer_fragments) VALUES ('delete-all')")
    db.conn.execute("DELETE FROM customer_search")
    for row in db.conn.execute(_SEARCHED).fetchall():
        _insert(db, row)


def search_differences(db: Database) -> Iterator[str]:
    """Yield the ids of customers who are not found as they should be, and table names.

    Nothing comes from a sound book.
    """
    kept = {
        row[0]: row[1:]
        for row in db.conn.execute(
            "SELECT customer_id, name_key, reading_key, words FROM customer_search"
        ).fetchall()
    }
    expected = Counter[str]()
    for row in db.conn.execute(_SEARCHED).fetchall():
        entry = _entry(row)
        expected.update(pieces_of(entry[-1]))
        if kept.pop(row[0], None) != entry:
            yield row[0]
    yield from kept
    db.conn.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.pieces"
        " USING fts5vocab('main', 'customer_fragments', 'row')"
    )
    if dict(db.conn.execute("SELECT term, doc FROM temp.pieces").fetchall()) != expected:
        yield "customer_fragments"
    db.conn.execute("DROP TABLE temp.pieces")


def _insert(db: Database, row: tuple[Any, ...]) -> None:
    entry = _entry(row)
    added = db.conn.execute(
        "INSERT INTO customer_search (customer_id, name_key, reading_key, words)"
        " VALUES (?, ?, ?, ?)",
        (row[0], *entry),
    )
    db.conn.execute(
        "INSERT INTO customer_fragments (rowid, fragments) VALUES (?, ?)",
        (added.lastrowid, _fragments(entry[-1])),
    )


def _entry(row: tuple[Any, ...]) -> tuple[str, str, str]:
    """Return a customer's name and reading as they are compared, and all words to be found by."""
    _, name, reading, phone, email, number, code, cards, merged = row
    words = _words(name, reading, phone, f"{email or ''} {number} {code} {cards or ''}")
    for name_before, reading_before, phone_before, *others in json.loads(merged):
        said = " ".join(filter(None, others))
        words += _words(name_before, reading_before, phone_before, said)
    return key(name), key(reading or name), entry_words(words)


def _words(name: str, reading: str | None, phone: str | None, others: str) -> list[str]:
    return [
        *words_of(name),
        *words_of(reading or ""),
        *(written_digits(phone) if phone else ()),
        *folded(others).split(),
    ]


def _fragments(entry: str) -> str:
    return " ".join(sorted(pieces_of(entry)))
