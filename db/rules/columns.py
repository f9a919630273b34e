"""Which column of a file holds what: found by the header's names, English and Japanese.

A column is known by its place, 0 being the first. What is found can be changed by a person; a
column that nothing asks for is left unused, and said so.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

from db.environment import MissingColumns
from db.errors import BadRequest
from db.rules import column_names

Kind = Literal["customers", "purchases"]
NamedBy = Literal["number", "phone", "email"]
Columns = dict[str, int]
"""The place of the column for each field that has one."""

FIELDS: dict[Kind, tuple[str, ...]] = {
    "customers": (
        "number", "name", "last_name", "first_name", "reading", "last_reading", "first_reading",
        "phone", "email", "postcode", "region", "city", "address", "address_2", "birthday",
        "joined", "points", "note", "tags", "consent",
    ),
    "purchases": (
        "customer", "date", "time", "amount", "quantity", "unit_price", "receipt", "category",
        "staff", "note",
    ),
}  # fmt: skip
"""The fields of each kind of file, in the order in which people expect to see them."""

_NEEDED: dict[Kind, tuple[frozenset[str], ...]] = {
    "customers": (frozenset({"name", "last_name", "first_name"}),),
    "purchases": (
        frozenset({"customer"}),
        frozenset({"date"}),
        frozenset({"amount", "unit_price"}),
    ),
}
"""Of each group one field must have a column."""

# The first name that a column has wins; no column serves two fields.
_NAMES: dict[Kind, dict[str, tuple[str, ...]]] = {
    "customers": {field: tuple(names.split()) for field, names in column_names.CUSTOMERS.items()},
    "purchases": {field: tuple(names.split()) for field, names in column_names.PURCHASES.items()},
}
_BRACKETS = re.compile(r"[(\[【〔「<].*?[)\]】〕」>]")
_CURRENCY = re.compile(r"(?:_|\b)(?:usd|eur|gbp|jpy|aud|cad|chf|cny|krw|inr|円|\$|€|£|¥)$")


def find_columns(kind: Kind, header: Sequence[str]) -> Columns:
    """Return the column of each field whose name the header tells; no column serves two fields."""
    written = [_spellings(cell) for cell in header]
    found: Columns = {}
    for field, names in _NAMES[kind].items():
        free = [place for place in range(len(header)) if place not in found.values()]
        place = _first_named(names, written, free)
        if place is not None:
            found[field] = place
    return found


def change_columns(
    kind: Kind, found: Columns, choices: Mapping[str, str], header: Sequence[str]
) -> Columns:
    """Return the columns after a person named some: a header's name, a letter or a number.

    An empty choice leaves the field out. Raises BadRequest for a field or a column that is not.
    """
    changed = dict(found)
    for field, column in choices.items():
        if field not in FIELDS[kind]:
            raise BadRequest("map", "choice", ", ".join(FIELDS[kind]))
        changed.pop(field, None)
        if column.strip():
            changed[field] = _place(column.strip(), header)
    return changed


def refuse_missing(kind: Kind, columns: Columns) -> None:
    """Raise MissingColumns when a field without which nothing can be read has no column."""
    missing = [group for group in _NEEDED[kind] if not group & columns.keys()]
    if missing:
        fields = tuple(next(f for f in FIELDS[kind] if f in group) for group in missing)
        raise MissingColumns(fields)


def unused_columns(columns: Columns, header: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns that nothing is taken from, in their order."""
    used = set(columns.values())
    return tuple(
        name.strip() for place, name in enumerate(header) if place not in used and name.strip()
    )


def customer_key(columns: Columns, header: Sequence[str]) -> NamedBy:
    """Return what the customer column of a purchases file names customers by."""
    spellings = _spellings(header[columns["customer"]])
    if any(name in column_names.PHONE.split() for name in spellings):
        return "phone"
    return "email" if any(name in column_names.EMAIL.split() for name in spellings) else "number"


def channel_of_consent(columns: Columns, header: Sequence[str]) -> str:
    """Return what a yes in the consent column allows: letters (DM) or e-mail."""
    name = header[columns["consent"]] if "consent" in columns else ""
    return "letter" if "dm" in unicodedata.normalize("NFKC", name).casefold() else "email"


def _first_named(
    names: Sequence[str], written: Sequence[set[str]], free: Sequence[int]
) -> int | None:
    for name in names:
        for place in free:
            if name in written[place]:
                return place
    return None


def _spellings(cell: str) -> set[str]:
    """Return the ways a header's name can be read: whole, and without brackets or a currency."""
    plain = unicodedata.normalize("NFKC", cell).casefold().strip().lstrip("\ufeff*※")
    short = _BRACKETS.sub("", plain).strip()
    return {_letters(text) for text in (plain, short, _CURRENCY.sub("", short))}


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum() or letter == "ー")


def _place(column: str, header: Sequence[str]) -> int:
    """Return the place of a column named by its header, its letter (A, AB) or number (1 …)."""
    for place, name in enumerate(header):
        if name.strip() == column:
            return place
    for place, name in enumerate(header):
        if _letters(name.casefold()) == _letters(column.casefold()) != "":
            return place
    place = _counted(column)
    if not 0 <= place < len(header):
        raise BadRequest("map", "column", column)
    return place


def _counted(column: str) -> int:
    if column.isascii() and column.isdigit():
        return int(column) - 1
    if re.fullmatch(r"[A-Za-z]{1,2}", column):
        place = 0
        for letter in column.upper():
            place = place * 26 + ord(letter) - ord("A") + 1
        return place - 1
    return -1
