"""What the book knows already of a file that comes in: claims, and whose a card or phone is."""

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True)
class Owner:
    """The customer whom a card or phone belongs to."""

    id: str
    number: str
    name: str


def is_claimed(db: Database, claim: str) -> bool:
    """Tell whether something that happens only once has happened, at any counter."""
    asked = "SELECT 1 FROM facts WHERE claim = ?"
    return db.conn.execute(asked, (claim,)).fetchone() is not None


def owner_of_card(db: Database, card: str) -> Owner | None:
    """Return whose member number or bound card this is."""
    return _owner(
        db,
        "SELECT id, number, name FROM customers WHERE number = :text UNION ALL"
        " SELECT id, number, name FROM cards JOIN customers ON id = customer_id"
        " WHERE barcode = :text",
        card,
    )


def owner_of_phone(db: Database, phone: str) -> Owner | None:
    """Return whose phone this is, as it is kept."""
    return _owner(db, "SELECT id, number, name FROM customers WHERE phone = :text", phone)


def _owner(db: Database, question: str, text: str) -> Owner | None:
    row = db.conn.execute(question, {"text": text}).fetchone()
    return Owner(*row) if row else None
