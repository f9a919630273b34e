"""Reads numbers as people and spreadsheets write them: `2,027`, `１２０`, `1.234,50`, `▲300`, `$5`.

Everything is exact; a number that could be meant in two ways is read the way its column proves.
"""

import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from db.errors import BadAmount, BadRequest
from db.rules.money import LARGEST

Mark = Literal[".", ","]
"""What stands before the decimals."""

_COMMA_COUNTRIES = frozenset({
    "AR", "AT", "BE", "BG", "BR", "CL", "CO", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR",
    "HU", "ID", "IT", "LT", "LV", "NL", "NO", "PL", "PT", "RO", "RS", "RU", "SE", "SI", "SK", "TR",
    "UA", "UY", "VN",
})  # fmt: skip
_CURRENCIES_OF_SIGN = {
    "¥": frozenset({"JPY", "CNY"}),
    "円": frozenset({"JPY"}),
    "元": frozenset({"CNY", "TWD"}),
    "€": frozenset({"EUR"}),
    "£": frozenset({"GBP", "EGP", "GIP", "FKP", "SHP"}),
    "₩": frozenset({"KRW"}),
}
_NO_DOLLARS = frozenset().union(*_CURRENCIES_OF_SIGN.values()) - {"TWD"}
_MINUS = str.maketrans("−‐‑–—▲△", "-------")
_SPACES = re.compile(r"[\s'’_]")
_CODE = re.compile(r"[a-z]{3}", re.IGNORECASE)
_MARKED = re.compile(r"\d*(?:[.,]\d+)+", re.ASCII)
_GROUPED = {
    ".": re.compile(r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d*)(?:\.\d*)?", re.ASCII),
    ",": re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d*)(?:,\d*)?", re.ASCII),
}
_POINTS_UNIT = re.compile(r"(?:ポイント|points?|pts?|p|点)\.?$", re.IGNORECASE)


def mark_written(texts: Iterable[str], *, country: str) -> Mark:
    """Return what stands before the decimals in a column.

    1.234,50 and 12,5 prove the comma, 1,234.50 and 12.5 the point; 1,234 proves nothing. Where
    nothing is proved the country's habit decides.
    """
    votes = {".": 0, ",": 0}
    for text in texts:
        found = _MARKED.search(_plain(text))
        if found:
            mark = _proved_mark(found[0])
            if mark:
                votes[mark] += 1
    if votes["."] != votes[","]:
        return "." if votes["."] > votes[","] else ","
    return "," if country in _COMMA_COUNTRIES else "."


def read_number(text: str, *, mark: Mark = ".") -> Fraction:
    """Read a number, below zero too: -5, 5-, (5), ▲5; raises BadAmount."""
    plain = _plain(text)
    negative = "-" in plain or (plain.startswith("(") and plain.endswith(")"))
    plain = plain.removeprefix("(").removesuffix(")").strip("-+")
    if not any(letter in "0123456789" for letter in plain) or not _GROUPED[mark].fullmatch(plain):
        raise BadAmount(text[:40])
    thousands = "," if mark == "." else "."
    whole, _, decimals = plain.replace(thousands, "").partition(mark)
    value = Fraction(int(f"{whole}{decimals}"), 10 ** len(decimals))
    if value > LARGEST:
        raise BadAmount(text[:40])
    return -value if negative else value


def read_amount(text: str, *, currency: str, digits: int, mark: Mark = ".") -> Fraction:
    """Read an amount in minor units, not rounded to them yet.

    Raises BadAmount, and BadRequest where the sign or code of another currency stands beside it.
    """
    scale: int = 10**digits
    return read_number(_without_currency(text, currency), mark=mark) * scale


def minor_units(amount: Fraction, *, text: str, digits: int) -> int:
    """Return an amount as whole minor units; raises BadAmount where it is finer than those."""
    if amount.denominator != 1 or abs(amount) > LARGEST:
        raise BadAmount(text[:40], digits)
    return amount.numerator


def read_points(text: str, *, mark: Mark = ".") -> int:
    """Read a whole number of points, with its unit behind it or without; raises BadAmount."""
    value = read_number(_POINTS_UNIT.sub("", _plain(text)), mark=mark)
    if value.denominator != 1:
        raise BadAmount(text[:40])
    return value.numerator


def _plain(text: str) -> str:
    return _SPACES.sub("", unicodedata.normalize("NFKC", text).translate(_MINUS))


def _proved_mark(number: str) -> Mark | None:
    """Return the mark that a number proves, None where it proves nothing."""
    last: Mark = "." if number.rfind(".") > number.rfind(",") else ","
    other: Mark = "," if last == "." else "."
    if other in number:
        return last
    if number.count(last) > 1:
        return other
    whole, _, behind = number.partition(last)
    ambiguous = len(behind) == 3 and 1 <= len(whole) <= 3 and whole != "0"
    return None if ambiguous else last


def _without_currency(text: str, currency: str) -> str:
    """Take the shop's currency away from an amount; another one is refused."""
    plain = _plain(text)
    if plain.startswith("¥"):
        plain = plain.removesuffix("-")  # ¥1,980- closes a sum in Japan, it lowers nothing
    for sign, currencies in _CURRENCIES_OF_SIGN.items():
        if sign in plain and currency not in currencies:
            raise BadRequest("amount", "currency", text[:40])
        plain = plain.replace(sign, "")
    if "$" in plain and currency in _NO_DOLLARS:
        raise BadRequest("amount", "currency", text[:40])
    plain = re.sub(r"[A-Za-z]{0,2}\$", "", plain)
    code = _CODE.search(plain)
    if code and code[0].upper() != currency:
        raise BadRequest("amount", "currency", text[:40])
    return _CODE.sub("", plain)
