"""Reads and shows phone numbers by the numbering plans of the world (libphonenumber).

The library is imported when a number is first read, so that the desk opens without it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from db.errors import BadRequest

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_MOST_DIGITS = 30
_NO_DIGIT = re.compile(r"[^0-9]")
_BETWEEN_DIGITS = re.compile(r"[()/.,\s\u30fc\u2010-\u2015\u2212-]")
_TYPED_NUMBER = re.compile(r"\+?[0-9]+")


@dataclass(frozen=True)
class Phone:
    """A phone number as the book keeps it; `known` tells whether a numbering plan has it."""

    kept: str  # +819012345678, or the bare digits of one that no plan knows
    known: bool


def understand_phone(text: str, *, country: str) -> Phone:
    """Read a phone number however it was typed; raises BadRequest when no digits are in it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = _NO_DIGIT.sub("", plain)
    if not digits:
        raise BadRequest("phone", "invalid")
    if len(digits) > _MOST_DIGITS:
        raise BadRequest("phone", "too_long", str(_MOST_DIGITS))
    number = _parsed(plain, country)
    if number is None:
        return Phone(digits, known=False)
    if _is_known(number):
        return Phone(_e164(number), known=True)
    if number.country_code == _calling_code(country):
        # However it was typed, with +81, with 0 or without: one number is kept in one way.
        at_home = _NO_DIGIT.sub("", _national(number))
        if at_home != digits and _parsed(at_home, country) == number:
            return Phone(at_home, known=False)
    return Phone(digits, known=False)


def phone_shown(kept: str, *, country: str) -> str:
    """Return a kept number as people of that country write it: 090-1234-5678."""
    import phonenumbers

    number = _parsed(kept, country)
    if number is None:
        return kept
    if number.country_code == _calling_code(country):
        shown = _national(number)
        return shown if kept.startswith("+") or _NO_DIGIT.sub("", shown) == kept else kept
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def written_digits(kept: str) -> tuple[str, ...]:
    """Return the digits of a kept number in each way that they are written, home and abroad."""
    if not kept.startswith("+"):
        return (kept,)
    number = _parsed(kept, None)
    assert number is not None, "only numbers that a plan knows are kept with a plus"
    return (_NO_DIGIT.sub("", _national(number)), kept[1:])


def typed_digits(text: str, *, country: str) -> tuple[str, ...]:
    """Return the digits that a typed piece of a number may stand for, none for other text.

    +8190… is also looked for as 090…, since a number that no plan knows is kept the home way.
    """
    plain = _BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", text))
    if not _TYPED_NUMBER.fullmatch(plain):
        return ()
    digits = plain.lstrip("+")
    code = str(_calling_code(country))
    if plain.startswith("+") and digits.startswith(code) and len(digits) > len(code):
        return (digits, _trunk_prefix(country) + digits[len(code) :])
    return (digits,)


def calling_code(country: str) -> str:
    """Return the digits that stand before a number of that country abroad: 81."""
    return str(_calling_code(country))


def _parsed(text: str, country: str | None) -> "PhoneNumber | None":
    import phonenumbers

    try:
        return phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None


def _is_known(number: "PhoneNumber") -> bool:
    import phonenumbers

    return phonenumbers.is_valid_number(number)


def _e164(number: "PhoneNumber") -> str:
    import phonenumbers

    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _national(number: "PhoneNumber") -> str:
    import phonenumbers

    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


@cache
def _calling_code(country: str) -> int:
    import phonenumbers

    return phonenumbers.country_code_for_region(country)


@cache
def _trunk_prefix(country: str) -> str:
    """Return the digit that is dialled before a number at home, where it is written too."""
    import phonenumbers

    plan = phonenumbers.PhoneMetadata.metadata_for_region(country)
    return "0" if plan is not None and plan.national_prefix == "0" else ""
