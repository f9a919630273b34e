"""Reads numbers as people and spreadsheets write them: `2,027`, `１２０`, `1.234,50`, `▲300`, `$5`.

Everything is exact; a number that could be meant in two ways is read the way its column proves.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
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
_DIGIT = re.compile(r"\d", re.ASCII)
_CODE = re.compile(r"[a-z]{3}", re.IGNORECASE)
_ONE_DIGIT = str.maketrans("023456789", "111111111")
_BESIDE_DIGITS = re.compile(r"^[^\d.,]+|[^\d.,]+$")
_GROUPED = {
    ".": re.compile(r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d*)(?:\.\d*)?", re.ASCII),
    ",": re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d*)(?:,\d*)?", re.ASCII),
}
_POINTS_UNIT = re.compile(r"(?:ポイント|points?|pts?|p|点)\.?$", re.IGNORECASE)


def mark_written(texts: Iterable[str], *, country: str, digits: int) -> Mark:
    """Return what stands before the decimals in a column.

    It is the mark under which most values are numbers of at most so many decimals (1.234,50 and
    12,5 prove the comma, 1,234.50 and 12.5 the point); among equals the country's habit.
    """
    marked = (text for text in texts if "," in text or "." in text)
    shapes = Counter(text.translate(_ONE_DIGIT) for text in marked)  # few, however many the rows

    def fitting(mark: Mark) -> int:
        return sum(count for shape, count in shapes.items() if _fits(shape, mark, digits))

    habits: tuple[Mark, Mark] = (",", ".") if country in _COMMA_COUNTRIES else (".", ",")
    return max(habits, key=fitting)  # of equals max() takes the first


@lru_cache(maxsize=4096)  # the same prices come again and again in a file
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
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_MINUS)
    return _SPACES.sub("", text)


def _fits(text: str, mark: Mark, digits: int) -> bool:
    bare = _BESIDE_DIGITS.sub("", _plain(text))
    try:
        number = read_number(bare, mark=mark)
    except BadAmount:
        return False
    scale: int = 10**digits
    return (number * scale).denominator == 1


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
    code = _CODE.search(plain) if _DIGIT.search(plain) else None
    if code and code[0].upper() != currency:
        raise BadRequest("amount", "currency", text[:40])
    return _CODE.sub("", plain)
