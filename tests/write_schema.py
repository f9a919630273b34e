"""Writes db/schema.sql anew from the migrations: `.venv/bin/python -m tests.write_schema`."""

from pathlib import Path

from sqlite_utils import Database

from db.connection import empty_book

PLACE = Path(__file__).parent.parent / "db/schema.sql"


def schema_of(db: Database) -> str:
    """Return the shape of a book as it stands in db/schema.sql."""
    rows = db.conn.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE '_sqlite%' AND name NOT LIKE 'customer_fragments_%' ORDER BY rowid"
    )
    body = ";\n\n".join(sql for (sql,) in rows.fetchall())
    head = "-- The shape of a book, made from db/migrations.py; a test compares the two."
    return f"{head}\n\n{body};\n"


if __name__ == "__main__":
    PLACE.write_text(schema_of(empty_book()), encoding="utf-8")
