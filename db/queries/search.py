"""Finds customers by whatever was typed, the best first; and those whom a new one may be."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import get_args

from sqlite_utils import Database

from db.errors import UnknownCustomer
from db.phones import typed_digits
from db.queries.customers import (
    CustomerRow,
    customer_by_referral_code,
    customer_rows,
    customers_by_key,
    phone_kept,
)
from db.queries.shop import shop_settings
from db.readings import Ways, folded, key, typed_ways, typed_words
from db.rules.customers import Likeness, Told, likenesses
from db.rules.search import expression

Words = Sequence[Sequence[str]]  # of every typed word the ways in which it may stand in the book

_LONGEST_TEXT = 200
_MOST_WORDS = 8
_WHOLE_KEY = 6  # letters; a shorter one may be the beginning of something else
# Where more than this many fit, those who came last are looked through instead: nobody reads
# on past the first screen, and each keystroke must be answered within a frame.
_MANY = 1000
_LATEST = 1000
_MOST_DUPLICATES = 5

_MATCHING = """
SELECT entry FROM customer_fragments JOIN customer_search ON entry = customer_fragments.rowid
WHERE customer_fragments MATCH ? AND {fits} LIMIT ?
"""
_RANKED = """
SELECT search.customer_id FROM customer_search AS search
LEFT JOIN customer_totals AS totals ON totals.customer_id = search.customer_id
WHERE entry IN (SELECT value FROM json_each(?))
ORDER BY {fits} DESC, coalesce(last_day, '') DESC, reading_key, search.customer_id LIMIT ?
"""
_AMONG_LATEST = """
SELECT search.customer_id FROM (
  SELECT customer_id FROM customer_totals
  ORDER BY coalesce(last_day, '') DESC, customer_id DESC LIMIT ?
) AS latest JOIN customer_search AS search ON search.customer_id = latest.customer_id
WHERE {fits} LIMIT ?
"""
_TOLD = """
SELECT id, name, reading, phone, email, birthday FROM customers WHERE id IN (
  SELECT id FROM customers WHERE phone = :phone
  UNION SELECT id FROM customers WHERE email IS NOT NULL AND lower(email) = lower(:email)
  UNION SELECT id FROM customers
    WHERE birthday IS NOT NULL AND substr(birthday, -5) = substr(:birthday, -5)
  UNION SELECT customer_id FROM customer_search WHERE name_key = :name_key
)
UNION ALL
SELECT kept_id, name, reading, phone, email, NULL FROM merged_customers
WHERE phone = :phone OR (email IS NOT NULL AND lower(email) = lower(:email))
"""


@dataclass(frozen=True)
class LikelyDuplicate:
    """A customer whom the one about to be made may be, and what speaks for it."""

    customer: CustomerRow
    why: tuple[Likeness, ...]


def find_customers(db: Database, text: str, *, today: date, limit: int = 20) -> list[CustomerRow]:
    """Return the customers who fit every typed word, those at the start of a word first.

    Among equals those who came last stand first; nothing typed finds the latest visitors. Whose
    whole number, card, phone, e-mail or referral code was typed stands before all others.
    """
    if len(text) > _LONGEST_TEXT:
        return []
    country = shop_settings(db).country
    found = dict.fromkeys(_by_key(db, text, country=country))
    if found and len(text) >= _WHOLE_KEY:
        return customer_rows(db, found, today=today)
    words = _typed_words(text, country=country)
    found |= dict.fromkeys(_fitting(db, words, limit=limit + len(found)))
    return customer_rows(db, list(found)[:limit], today=today)


def likely_duplicates(
    db: Database,
    *,
    name: str,
    reading: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    birthday: str | None = None,
    today: date,
) -> list[LikelyDuplicate]:
    """Return those whom a customer about to be made may be, the likeliest first.

    The fields may be half typed: what cannot be understood yet speaks for nobody.
    """
    new = Told(
        name=folded(name),
        reading=folded(reading or ""),
        phone=phone_kept(phone or "", country=shop_settings(db).country),
        email=email or None,
        birthday=birthday or None,
    )
    rows = db.conn.execute(_TOLD, {**vars(new), "name_key": key(name)}).fetchall()
    why: dict[str, set[Likeness]] = {}
    for customer_id, known, said, *rest in rows:
        found = likenesses(new, Told(folded(known), folded(said or ""), *rest))
        why.setdefault(customer_id, set()).update(found)
    by_strength = {
        customer_id: tuple(each for each in get_args(Likeness) if each in found)
        for customer_id, found in why.items()
        if found
    }
    strength = get_args(Likeness)
    likely = sorted(by_strength, key=lambda each: strength.index(by_strength[each][0]))
    customers = customer_rows(db, likely[:_MOST_DUPLICATES], today=today)
    return [LikelyDuplicate(customer, by_strength[customer.id]) for customer in customers]


def _by_key(db: Database, text: str, *, country: str) -> list[str]:
    """Return whose number, card, phone, e-mail or referral code was typed to the last letter."""
    found = customers_by_key(db, text, country=country)
    with suppress(UnknownCustomer):
        found.append(customer_by_referral_code(db, text))
    return found


def _typed_words(text: str, *, country: str) -> list[Ways]:
    digits = typed_digits(text, country=country)
    if digits:  # 090 1234 5678 is one number, not three
        return [Ways(digits, digits)]
    words = []
    for word in typed_words(text)[:_MOST_WORDS]:
        digits = typed_digits(word, country=country)
        words.append(Ways(digits, digits) if digits else typed_ways(word))
    return words


def _fitting(db: Database, typed: Sequence[Ways], *, limit: int) -> list[str]:
    """Return the ids of those whom every word fits, the best first."""
    if not typed:
        return _among_latest(db, [], limit=limit)
    starts = [[f" {start}" for start in ways.starts] for ways in typed]
    anywhere = [
        [*ways.anywhere, *(f" {start}" for start in ways.starts if start not in ways.anywhere)]
        for ways in typed
    ]
    entries = _entries(db, anywhere)
    if len(entries) < _MANY:
        return _ranked(db, entries, first=starts, limit=limit)
    found = _most_recent(db, _entries(db, starts), starts, limit=limit)
    if len(found) < limit:
        # Whoever fits at the start fits here once more, so as many more are asked for.
        found |= _most_recent(db, entries, anywhere, limit=limit + len(found))
    return list(found)


def _most_recent(db: Database, entries: list[int], words: Words, *, limit: int) -> dict[str, None]:
    """Return the ids of these entries; where they are but a part, the latest visitors first."""
    many = len(entries) == _MANY
    found = dict.fromkeys(_among_latest(db, words, limit=limit) if many else ())
    if len(found) < limit:
        found |= dict.fromkeys(_ranked(db, entries, first=words, limit=limit))
    return found


def _entries(db: Database, words: Words) -> list[int]:
    """Return the entries that every word fits, no more than are worth ranking."""
    fits, values = _fits(words)
    rows = db.conn.execute(
        _MATCHING.format(fits=fits), (expression(words), *values, _MANY)
    ).fetchall()
    return [entry for (entry,) in rows]


def _ranked(db: Database, entries: list[int], *, first: Words, limit: int) -> list[str]:
    """Return the ids of these entries, those that also fit `first` before the others."""
    fits, values = _fits(first)
    rows = db.conn.execute(_RANKED.format(fits=fits), (json.dumps(entries), *values, limit))
    return [customer_id for (customer_id,) in rows.fetchall()]


def _among_latest(db: Database, words: Words, *, limit: int) -> list[str]:
    fits, values = _fits(words)
    rows = db.conn.execute(_AMONG_LATEST.format(fits=fits), (_LATEST, *values, limit))
    return [customer_id for (customer_id,) in rows.fetchall()]


def _fits(words: Words) -> tuple[str, list[str]]:
    """Return the condition that an entry holds every word; pieces alone may lie apart in it."""
    one_word = [" OR ".join(["instr(words, ?) > 0"] * len(ways)) for ways in words]
    condition = " AND ".join(f"({ways})" for ways in one_word)
    return condition or "TRUE", [way for ways in words for way in ways]
