"""Customers as the book knows them: by id, by what they carry or say, and in long lists."""

import json
import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlite_utils import Database

from db.errors import AmbiguousCustomer, BadRequest, UnknownCustomer
from db.phones import typed_digits, understand_phone
from db.readings import romaji
from db.rules.channels import Way
from db.rules.customers import codes_meant

Order = Literal["name", "last_visit", "spent", "joined"]
Who = Literal["everybody", "plan", "paused", "plan_ended", "brought", "bringing"]

_LONGEST_TEXT = 300
_ROW = """
SELECT customers.id, number, name, reading, phone, joined, visits, spent, last_day,
  coalesce((SELECT sum(points_left) FROM lots
    WHERE lots.customer_id = customers.id AND points_left > 0 AND usable_from <= :today
      AND (expires_on IS NULL OR expires_on >= :today)), 0) - coalesce(debt, 0)
FROM customers
JOIN customer_totals AS totals ON totals.customer_id = customers.id
"""
# The number of one who was merged is a card too, but nobody's first one.
_CARDS = """
SELECT barcode FROM cards WHERE customer_id = ?
ORDER BY barcode IN (SELECT number FROM merged_customers), barcode
"""
# What a list goes by, and where it is kept in that order.
_ORDERS = {
    "name": "(SELECT reading_key AS place, customer_id FROM customer_search)",
    "last_visit": "(SELECT coalesce(last_day, '') AS place, customer_id FROM customer_totals)",
    "spent": "(SELECT spent AS place, customer_id FROM customer_totals)",
    "joined": "(SELECT joined AS place, id AS customer_id FROM customers)",
}
_ASCENDING = frozenset({"name"})
_RUNS = """
SELECT customer_id FROM subscriptions WHERE coalesce(ended, :today) >= :today
  AND (paused_from IS NOT NULL OR date(until, '+' || grace_days || ' days') >= :today)
"""
# A plus lets SQLite walk a list in its order and look each customer up: of many it finds the first
# ones at once. Of few it goes to them directly, and sorts them.
_WHO: dict[Who, str] = {
    "everybody": "1",
    "plan": f"customer_id IN ({_RUNS})",
    "paused": """customer_id IN (
      SELECT customer_id FROM subscriptions WHERE paused_from <= :today AND ended IS NULL
      UNION ALL SELECT customer_id FROM subscription_spans
      JOIN subscriptions ON id = subscription_id
      WHERE kind = 'paused' AND :today BETWEEN first_day AND last_day AND ended IS NULL)""",
    "plan_ended": "+customer_id IN (SELECT customer_id FROM subscriptions)"  # noqa: S608
    f" AND customer_id NOT IN ({_RUNS})",
    "brought": "+customer_id IN (SELECT referee_id FROM referrals)",
    "bringing": "+customer_id IN (SELECT referrer_id FROM referrals)",
}

_CODES = """
SELECT referral_code, id FROM customers
WHERE referral_code IN (SELECT value FROM json_each(:meant))
UNION ALL
SELECT referral_code, kept_id FROM merged_customers
WHERE referral_code IN (SELECT value FROM json_each(:meant))
"""


@dataclass(frozen=True)
class CustomerRecord:
    """All that people told of themselves, and how they are called here."""

    id: str
    number: str
    name: str
    reading: str | None
    phone: str | None  # as it is kept; db/phones.py shows it
    email: str | None
    birthday: str | None  # 1953-04-23, or --08-16
    joined: date
    referral_code: str  # what friends name
    note: str | None
    tags: tuple[str, ...]
    consent: tuple[str, ...]
    cards: tuple[str, ...]
    postcode: str | None = None
    address: str | None = None  # lines, as on an envelope
    channel: Way | None = None  # by which they like best to be spoken to


@dataclass(frozen=True)
class CustomerRow:
    """A customer in a list; `balance` is what can be used on the day asked for, less debt."""

    id: str
    number: str
    name: str
    reading: str | None
    phone: str | None
    joined: date
    visits: int
    spent: int  # minor units
    last_visit: date | None
    balance: int


@dataclass(frozen=True)
class PageKey:
    """Where a page of a long list ended."""

    place: str | int
    customer_id: str


@dataclass(frozen=True)
class CustomersPage:
    """Some rows of a long list; `after` is where the next page begins, None: there is none."""

    rows: tuple[CustomerRow, ...]
    after: PageKey | None


def customer_names(db: Database, customer_ids: Iterable[str]) -> dict[str, str]:
    """Return the names of many customers by their ids; who is unknown is not among them."""
    rows = db.conn.execute(
        "SELECT id, name FROM customers WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(customer_ids))),),
    ).fetchall()
    return dict(rows)


def customer_record(db: Database, customer_id: str) -> CustomerRecord:
    """Return everything personal the book keeps of a customer; raises UnknownCustomer."""
    row = db.conn.execute(
        "SELECT id, number, name, reading, phone, email, birthday, joined, referral_code, note,"
        " tags, consent, postcode, address, channel FROM customers WHERE id = ?",
        (customer_id,),
    ).fetchone()
    if row is None:
        raise UnknownCustomer(customer_id)
    cards = db.conn.execute(_CARDS, (customer_id,)).fetchall()
    id_, number, name, reading, phone, email, birthday, joined, code, note, *others = row
    tags, consent, postcode, address, channel = others
    return CustomerRecord(
        id=id_,
        number=number,
        name=name,
        reading=reading,
        phone=phone,
        email=email,
        birthday=birthday,
        joined=date.fromisoformat(joined),
        referral_code=code,
        note=note,
        tags=tuple(json.loads(tags)),
        consent=tuple(json.loads(consent)),
        cards=tuple(barcode for (barcode,) in cards),
        postcode=postcode,
        address=address,
        channel=channel,
    )


def customer_named(db: Database, text: str, *, country: str) -> str:
    """Return the id of the one customer with this number, card, phone or e-mail.

    Raises UnknownCustomer, or AmbiguousCustomer when several share it.
    """
    found = customers_by_key(db, text, country=country)
    if not found:
        raise UnknownCustomer(text[:_LONGEST_TEXT])
    if len(found) > 1:
        numbers = db.conn.execute(
            "SELECT number FROM customers WHERE id IN (SELECT value FROM json_each(?))"
            " ORDER BY number",
            (json.dumps(found),),
        ).fetchall()
        raise AmbiguousCustomer(text[:_LONGEST_TEXT], tuple(number for (number,) in numbers))
    return found[0]


def customers_by_key(db: Database, text: str, *, country: str) -> list[str]:
    """Return the ids of those whose number, card, phone or e-mail this is, to the letter.

    What belonged to somebody who was merged finds the one who was kept.
    """
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT]).strip()
    close = re.sub(r"\s", "", plain)
    found: dict[str, None] = {}
    for column, value in (
        ("number", close.replace("-", "")),
        ("phone", phone_kept(plain, country=country)),
        ("email IS NOT NULL AND lower(email)", plain.lower() if "@" in plain else None),
    ):
        if value:
            found |= dict.fromkeys(_ids(db, _now_or_merged(column), value))
    found |= dict.fromkeys(_ids(db, "SELECT customer_id FROM cards WHERE barcode = :key", close))
    return list(found)


def customer_by_referral_code(db: Database, code: str) -> str:
    """Return the id of the customer with this referral code, however it was typed or heard.

    Raises UnknownCustomer for one that nobody has, or that may be meant for several.
    """
    typed = code[:_LONGEST_TEXT]
    for plain in dict.fromkeys((typed, romaji(typed))):
        meant = codes_meant(plain)
        owners = dict(db.conn.execute(_CODES, {"meant": json.dumps(meant)}).fetchall())
        for exact in meant[:2]:
            if exact in owners:
                return str(owners[exact])
        if len(set(owners.values())) == 1:
            return str(next(iter(owners.values())))
    raise UnknownCustomer(typed)


def customers_page(
    db: Database,
    *,
    order: Order,
    today: date,
    after: PageKey | None = None,
    limit: int = 50,
    reverse: bool = False,
    who: Who = "everybody",
) -> CustomersPage:
    """Return some customers of a long list, or of some of them, those behind `after`.

    Names go up; days and sums go down, the latest and largest first; `reverse` turns it.
    """
    upwards = (order in _ASCENDING) != reverse
    sign, way = (">", "ASC") if upwards else ("<", "DESC")
    behind = (
        f"AND place {sign}= :place AND (place {sign} :place OR customer_id {sign} :customer_id)"
    )
    keys = db.conn.execute(
        f"SELECT place, customer_id FROM {_ORDERS[order]} WHERE {_WHO[who]}"  # noqa: S608
        f" {behind if after else ''} ORDER BY place {way}, customer_id {way} LIMIT :limit",
        {"limit": limit, "today": today.isoformat(), **(vars(after) if after else {})},
    ).fetchall()
    rows = customer_rows(db, (customer_id for _, customer_id in keys), today=today)
    return CustomersPage(tuple(rows), PageKey(*keys[-1]) if len(keys) == limit else None)


def owner_now(db: Database, customer_id: str) -> str:
    """Return the customer who holds what was once this one's: another, after a merge."""
    row = db.conn.execute(
        "SELECT kept_id FROM merged_customers WHERE id = ?", (customer_id,)
    ).fetchone()
    return str(row[0]) if row else customer_id


def customers_count(db: Database, *, who: Who = "everybody", today: date = date.max) -> int:
    """Return how many customers the book has, or some kind of them on a day."""
    of_all = _WHO[who].removeprefix("+")
    row = db.conn.execute(
        f"SELECT count(*) FROM (SELECT id AS customer_id FROM customers) WHERE {of_all}",  # noqa: S608
        {"today": today.isoformat()},
    ).fetchone()
    return int(row[0])


def kinds_of_customers(db: Database, *, today: date) -> list[Who]:
    """Return as what customers can be listed: the kinds of which there is anybody."""
    return [
        who
        for who, condition in _WHO.items()
        if db.conn.execute(
            f"SELECT 1 FROM (SELECT id AS customer_id FROM customers) WHERE {condition} LIMIT 1",  # noqa: S608
            {"today": today.isoformat()},
        ).fetchone()
    ]


def those_who(
    db: Database, customer_ids: Iterable[str], who: Who, *, today: date
) -> frozenset[str]:
    """Return those of some customers who are of a kind."""
    rows = db.conn.execute(
        "SELECT customer_id FROM (SELECT value AS customer_id FROM json_each(:ids))"  # noqa: S608
        f" WHERE {_WHO[who]}",
        {"ids": json.dumps(list(customer_ids)), "today": today.isoformat()},
    )
    return frozenset(id for (id,) in rows.fetchall())


def customer_rows(db: Database, ids: Iterable[str], *, today: date) -> list[CustomerRow]:
    """Return these customers as a list shows them, in the order of the ids."""
    wanted = list(ids)
    rows = db.conn.execute(
        f"{_ROW} WHERE customers.id IN (SELECT value FROM json_each(:ids))",  # noqa: S608
        {"ids": json.dumps(wanted), "today": today.isoformat()},
    ).fetchall()
    by_id = {row[0]: _customer_row(row) for row in rows}
    return [by_id[customer_id] for customer_id in wanted]


def phone_kept(text: str, *, country: str) -> str | None:
    """Return a typed phone number as the book would keep it, None where it is something else."""
    if not typed_digits(text, country=country):
        return None
    with suppress(BadRequest):  # more digits than any number has
        return understand_phone(text, country=country).kept
    return None


def _customer_row(row: tuple[Any, ...]) -> CustomerRow:
    id_, number, name, reading, phone, joined, visits, spent, last_day, balance = row
    return CustomerRow(
        id=id_,
        number=number,
        name=name,
        reading=reading,
        phone=phone,
        joined=date.fromisoformat(joined),
        visits=visits,
        spent=spent,
        last_visit=date.fromisoformat(last_day) if last_day else None,
        balance=balance,
    )


def _now_or_merged(column: str) -> str:
    """Return the question who has this key, or had it before being merged into somebody."""
    return (
        f"SELECT id FROM customers WHERE {column} = :key"  # noqa: S608 - our own names
        f" UNION ALL SELECT kept_id FROM merged_customers WHERE {column} = :key"
    )


def _ids(db: Database, question: str, value: str) -> list[str]:
    return [row[0] for row in db.conn.execute(question, {"key": value}).fetchall()]
