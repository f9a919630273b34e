"""What the owner chose: settings, categories, and the people who work here."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from db.errors import BadRequest
from db.rules.shop import ShopSettings, read_settings


@dataclass(frozen=True)
class Category:
    """A kind of goods; what does not earn gives no points."""

    id: str
    name: str
    earns: bool
    earn: tuple[int, int] | None = None  # its own rate: so much money, so many points


def settings_spoken(db: Database) -> dict[str, Any]:
    """Return the settings that were made, the way the feed speaks them."""
    rows = db.conn.execute("SELECT name, value FROM settings").fetchall()
    return {name: json.loads(value) for name, value in rows}


def shop_settings(db: Database) -> ShopSettings:
    """Return the shop's choices, with the defaults where none was made."""
    rows = db.conn.execute("SELECT name, value FROM settings ORDER BY name").fetchall()
    return _understood(tuple(rows))


@lru_cache(maxsize=8)
def _understood(rows: tuple[tuple[str, str], ...]) -> ShopSettings:
    """Understand settings once; every sale asks for them again, and they rarely change."""
    return read_settings({name: json.loads(value) for name, value in rows})


def settings_at(db: Database, version: int) -> ShopSettings:
    """Return the shop's choices as a fact left them: the rules by which a sale was worked out."""
    rows = db.conn.execute(
        "SELECT doc -> 'settings' FROM facts WHERE kind = 'shop.set' AND seq <= ? ORDER BY seq",
        (version,),
    ).fetchall()
    chosen: dict[str, Any] = {}
    for (changes,) in rows:
        chosen |= json.loads(changes)
    return read_settings(chosen)


def settings_version(db: Database) -> int:
    """Return the number of the fact that changed the settings last, 0 before any."""
    return int(db.conn.execute("SELECT coalesce(max(seq), 0) FROM settings").fetchone()[0])


def all_categories(db: Database) -> list[Category]:
    """Return every category, in the order of their names."""
    rows = db.conn.execute(
        "SELECT id, name, earns, earn_per, earn_points FROM categories ORDER BY name"
    ).fetchall()
    return [
        Category(id, name, bool(earns), (per, points) if per is not None else None)
        for id, name, earns, per, points in rows
    ]


def category_named(db: Database, name: str) -> Category:
    """Return the category of that name; raises BadRequest that says which there are."""
    categories = all_categories(db)
    for category in categories:
        if category.name == name:
            return category
    names = ", ".join(category.name for category in categories)
    raise BadRequest("category", "choice", names or "–")


def staff_named(db: Database, name: str) -> tuple[str, str] | None:
    """Return the name and role of a member of staff, None where nobody has that name."""
    row = db.conn.execute("SELECT name, role FROM staff WHERE name = ?", (name,)).fetchone()
    return (str(row[0]), str(row[1])) if row else None


def staff_names(db: Database) -> list[str]:
    """Return the names of those who work here."""
    return [str(row[0]) for row in db.conn.execute("SELECT name FROM staff ORDER BY name")]


def holds_amounts(db: Database) -> bool:
    """Tell whether an amount stands in the book, in a sale or in an offer."""
    holders = (
        "sales", "rewards", "plans", "tiers", "coupons", "categories WHERE earn_per IS NOT NULL",
        "promotions WHERE conditions ->> 'minimum' IS NOT NULL", "stamp_cards WHERE per = 'spend'",
    )  # fmt: skip
    return any(
        db.conn.execute(f"SELECT 1 FROM {holder} LIMIT 1").fetchone()  # noqa: S608 - our own words
        for holder in holders
    )
