"""Writes customers into the book: their row, their cards, and how they are found.

A use-case never calls another; sign-up, correction and import share this, inside their
transaction.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from sqlite_utils import Database

from db.clock import new_id, random_symbols
from db.errors import BadRequest, DuplicateCard, DuplicatePhone
from db.journal import Draft, canonical
from db.phones import understand_phone
from db.queries.customers import customer_record
from db.queries.referrals import candidate, times_said
from db.readings import folded, katakana, romaji
from db.rules.addresses import postcode_in_front, read_postcode
from db.rules.customers import (
    NewCustomer,
    Notice,
    code_digits,
    codes_meant,
    given_fields,
    invented_code_name,
    is_member_number,
    member_number,
    referral_code_name,
    refuse_future,
    understood_fields,
)
from db.rules.referrals import check_link
from db.search import index_customer
from db.session import Transaction

_LATEST_NUMBER = "SELECT max(number) FROM customers WHERE number < '209'"  # those behind are spare
_CARD_OF = """
SELECT id, number, name FROM customers WHERE number = :card
UNION ALL
SELECT id, number, name FROM cards JOIN customers ON id = customer_id WHERE barcode = :card
"""
_PHONE_OF = """
SELECT number, name FROM customers WHERE phone = :phone AND id <> :id
UNION ALL
SELECT customers.number, customers.name FROM merged_customers
JOIN customers ON customers.id = kept_id WHERE merged_customers.phone = :phone AND kept_id <> :id
"""
_CODE_TAKEN = """
SELECT 1 FROM customers WHERE referral_code IN (SELECT value FROM json_each(:meant))
UNION ALL
SELECT 1 FROM merged_customers WHERE referral_code IN (SELECT value FROM json_each(:meant))
"""
_COLUMNS = (
    "name", "reading", "phone", "email", "birthday", "joined", "note", "tags", "consent",
    "postcode", "address", "channel",
)  # fmt: skip


@dataclass(frozen=True)
class Placed:
    """A customer who now stands in the book."""

    id: str
    number: str
    referral_code: str  # what friends will name
    notices: tuple[Notice, ...]


def place_customer(tx: Transaction, new: NewCustomer, *, number: str | None = None) -> Placed:
    """Write a new customer into the book; `number` is a member number that they carry already.

    Raises BadRequest, BadDate, DuplicatePhone or DuplicateCard before anything is written. The
    friend who brought them is for the use-case to look after.
    """
    told = {"name": new.name, **given_fields(new)}
    fields = understood_fields(told)
    kept, notices = _kept(tx, fields, told)
    kept.setdefault("joined", tx.today.isoformat())
    customer_id = new_id()
    _refuse_taken(tx.db, customer_id, phone=kept.get("phone"), card=fields.get("card"))
    row = {
        "id": customer_id,
        "number": _carried_number(tx.db, number) if number else _next_number(tx.db),
        "referral_code": _new_referral_code(tx.db, fields["name"], fields.get("reading")),
        **kept,
    }
    _insert(tx, "customers", row)
    _bind_card(tx, customer_id, fields.get("card"))
    index_customer(tx.db, customer_id)
    tx.post(Draft("customer.add", {"fields": sorted(told)}, customer_id))
    return Placed(customer_id, row["number"], row["referral_code"], notices)


def correct_customer(
    tx: Transaction, customer_id: str, changes: Mapping[str, object]
) -> tuple[Notice, ...]:
    """Correct what the book says of a customer; None and "" empty a field, a card is added.

    Raises UnknownCustomer, BadRequest, BadDate, DuplicatePhone or DuplicateCard before anything
    is written.
    """
    known = customer_record(tx.db, customer_id)
    fields = understood_fields(changes)
    if "referral_code" in fields:
        raise BadRequest("referral_code", "unknown")
    if "joined" in fields and fields["joined"] is None:
        raise BadRequest("joined", "missing")
    # What stays as it is kept is not read anew: its country may have been another.
    new = {name: value for name, value in fields.items() if value != getattr(known, name, None)}
    kept, notices = _kept(tx, new, changes)
    _refuse_taken(tx.db, customer_id, phone=kept.get("phone"), card=fields.get("card"))
    before = _columns(vars(known))
    changed = {name: value for name, value in kept.items() if value != before[name]}
    if changed:
        assignments = ", ".join(f"{name} = :{name}" for name in changed)
        tx.db.conn.execute(
            f"UPDATE customers SET {assignments} WHERE id = :id",  # noqa: S608 - our own columns
            {**changed, "id": customer_id},
        )
        tx.changed.add("customers")
    named = sorted(changed) + ["card"] * _bind_card(tx, customer_id, fields.get("card"))
    if named:
        index_customer(tx.db, customer_id)
        tx.post(Draft("customer.edit", {"fields": named}, customer_id))
    return notices


def _kept(
    tx: Transaction, fields: Mapping[str, Any], typed: Mapping[str, object]
) -> tuple[dict[str, Any], tuple[Notice, ...]]:
    """Return the columns as the book keeps them, and what is worth saying about it."""
    settled = dict(fields)
    for name in ("birthday", "joined"):
        if fields.get(name):
            refuse_future(fields[name], today=tx.today)
    if fields.get("reading"):
        settled["reading"] = katakana(fields["reading"])
    notices = [
        Notice("repaired", name, str(typed[name]))
        for name in ("phone", "email")
        if fields.get(name) and unicodedata.normalize("NFKC", str(typed[name])) != typed[name]
    ]
    if fields.get("phone"):
        phone = understand_phone(fields["phone"], country=tx.settings.country)
        settled["phone"] = phone.kept
        if not phone.known:
            notices.append(Notice("phone_unknown", "phone", fields["phone"]))
    settled |= _settled_address(fields, country=tx.settings.country)
    return _columns(settled), tuple(notices)


def _settled_address(fields: Mapping[str, Any], *, country: str) -> dict[str, str]:
    """Return a postcode the way its country writes it, taken off the address where it stands."""
    settled = {}
    if fields.get("postcode"):
        settled["postcode"] = read_postcode(fields["postcode"], country=country)
    address = fields.get("address")
    in_front = postcode_in_front(address) if address and country == "JP" else None
    if in_front:
        settled.setdefault("postcode", in_front[0])
        settled["address"] = in_front[1]
    return settled


def _columns(fields: Mapping[str, Any]) -> dict[str, Any]:
    columns = {name: fields[name] for name in _COLUMNS if name in fields}
    for name in ("tags", "consent"):
        if name in columns:
            columns[name] = canonical(list(columns[name]))
    if isinstance(columns.get("joined"), date):
        columns["joined"] = columns["joined"].isoformat()
    return columns


def _insert(tx: Transaction, table: str, row: Mapping[str, Any]) -> None:
    """Add a row by one bare statement: a file brings tens of thousands of customers."""
    columns, places = ", ".join(row), ", ".join("?" * len(row))
    tx.db.conn.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608 - our own names
        tuple(row.values()),
    )
    tx.changed.add(table)


def _refuse_taken(db: Database, customer_id: str, *, phone: str | None, card: str | None) -> None:
    other = db.conn.execute(_PHONE_OF, {"phone": phone, "id": customer_id}).fetchone()
    if other is not None:
        raise DuplicatePhone(str(phone), *other)
    if card is not None:
        _refuse_card(db, card, customer_id)


def _refuse_card(db: Database, card: str, customer_id: str | None) -> None:
    owner = db.conn.execute(_CARD_OF, {"card": card}).fetchone()
    if owner is not None and owner[0] != customer_id:
        raise DuplicateCard(card, *owner[1:])


def _bind_card(tx: Transaction, customer_id: str, card: str | None) -> bool:
    """Bind a card where one was told; returns whether it is new to the book."""
    if card is None or tx.db.conn.execute(_CARD_OF, {"card": card}).fetchone() is not None:
        return False
    _insert(tx, "cards", {"barcode": card, "customer_id": customer_id})
    return True


def _carried_number(db: Database, number: str) -> str:
    if not is_member_number(number):
        raise BadRequest("number", "invalid")
    _refuse_card(db, number, None)
    return number


def _next_number(db: Database) -> str:
    latest = db.conn.execute(_LATEST_NUMBER).fetchone()[0]
    running = int(latest[2:12]) if latest else 0
    while True:
        running += 1
        number = member_number(running)
        if db.conn.execute(_CARD_OF, {"card": number}).fetchone() is None:
            return number


def _new_referral_code(db: Database, name: str, reading: str | None) -> str:
    said = romaji(reading or name).split()
    if said != folded(reading or name).split():  # in kana the family's name comes first
        said.reverse()
    name_said = referral_code_name(said) or invented_code_name(random_symbols)
    for attempt in count():
        code = name_said + code_digits(attempt, random_symbols)
        taken = {"meant": json.dumps(codes_meant(code))}  # nor one that looks like another's
        if db.conn.execute(_CODE_TAKEN, taken).fetchone() is None:
            return code
    raise AssertionError("there is always a longer code")


def attach_friend(tx: Transaction, *, referee_id: str, referrer_id: str) -> None:
    """Remember by whom a customer was brought; raises the reason where that cannot be."""
    check_link(
        candidate(
            tx.db,
            referee_id=referee_id,
            referrer_id=referrer_id,
            today=tx.today,
            settings=tx.settings,
        )
    )
    told = {"referrer": referrer_id}
    claim = f"referral:{referee_id}"
    ended = times_said(tx.db, "referral.attach", referee_id)
    if ended:  # by a merging, which made the two of the link one, or undone
        claim = f"{claim}:{ended + 1}"
    tx.post(Draft("referral.attach", told, referee_id, claim=claim))
