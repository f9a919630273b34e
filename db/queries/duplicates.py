"""Which customers may be one person, and which of them are said to be two."""

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.phones import calling_code
from db.queries.customers import CustomerRow, customer_rows
from db.queries.merging import kept_ids
from db.queries.shop import shop_settings
from db.readings import key
from db.rules.duplicates import Face, LikelyPair, Sign, likely_pairs, phone_keys

_FACES = """
SELECT id, name_key, iif(reading IS NULL, NULL, reading_key), phone, lower(email), birthday
FROM customers JOIN customer_search ON customer_id = customers.id
"""
_MERGED = "SELECT kept_id, name, reading, phone, lower(email) FROM merged_customers"
_ABOUT_PEOPLE = """
SELECT count(*) FROM facts
WHERE kind IN ('customer.add', 'customer.edit', 'customer.merge', 'customer.distinct')
"""
_SAID_DISTINCT = """
SELECT customer, json_extract(doc, '$.other') FROM facts WHERE kind = 'customer.distinct'
"""


@dataclass(frozen=True)
class CustomerPair:
    """Two customers who may be one; it is best to keep the one with the longer past."""

    keep: CustomerRow
    other: CustomerRow
    why: tuple[Sign, ...]  # the strongest first


@dataclass(frozen=True)
class PairsFound:
    """The likeliest pairs, and how many there are in all."""

    count: int
    pairs: tuple[CustomerPair, ...]


def find_pairs(db: Database, *, today: date, limit: int = 50) -> PairsFound:
    """Return who may be one person, the likeliest first; not those who are said to be two."""
    found = likely_pairs(_faces(db), distinct=said_distinct(db))
    shown = found[:limit]
    ids = {each for pair in shown for each in (pair.one, pair.other)}
    rows = {row.id: row for row in customer_rows(db, sorted(ids), today=today)}
    return PairsFound(len(found), tuple(_pair(pair, rows) for pair in shown))


def people_version(db: Database) -> int:
    """Return a number that changes when people were added, corrected, merged or kept apart."""
    return int(db.conn.execute(_ABOUT_PEOPLE).fetchone()[0])


def said_distinct(db: Database) -> frozenset[frozenset[str]]:
    """Return the pairs of whom it was said that they are two people."""
    now = kept_ids(db)
    rows = db.conn.execute(_SAID_DISTINCT).fetchall()
    return frozenset(frozenset(now.get(each, each) for each in pair) for pair in rows)


def pair_claim(customer_id: str, other_id: str) -> str:
    """Return what is claimed by saying once that two customers are two people."""
    return "customer.distinct:" + ":".join(sorted((customer_id, other_id)))


def _faces(db: Database) -> list[Face]:
    code = calling_code(shop_settings(db).country)
    faces = [
        Face(id, name, reading, phone_keys(phone, calling_code=code) if phone else (), *rest)
        for id, name, reading, phone, *rest in db.conn.execute(_FACES).fetchall()
    ]
    for kept, name, reading, phone, email in db.conn.execute(_MERGED).fetchall():
        phones = phone_keys(phone, calling_code=code) if phone else ()
        faces.append(Face(kept, key(name), key(reading) if reading else None, phones, email))
    return faces


def _pair(pair: LikelyPair, rows: dict[str, CustomerRow]) -> CustomerPair:
    one, other = rows[pair.one], rows[pair.other]
    if (-other.visits, other.joined, other.number) < (-one.visits, one.joined, one.number):
        one, other = other, one
    return CustomerPair(one, other, pair.why)
