"""Reads and writes amounts: whole numbers of a currency's minor units, never a float."""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from db.errors import BadAmount

Rounding = Literal["down", "nearest", "up"]

LARGEST = 10**12  # minor units; a larger sum is a slip of the finger
_STRICT = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_TYPED_NOISE = re.compile(r"[\s,_'’¥$€£₩元円]")


def parse_amount(text: str, *, digits: int) -> int:
    """Read an amount as programs write it: ASCII digits, at most one point.

    Raises BadAmount for signs, exponents, separators, more decimals than the currency has, or
    more than LARGEST.
    """
    if not _STRICT.fullmatch(text):
        raise BadAmount(text[:40], digits)
    return _minor_units(text, text, digits=digits)


def parse_typed_amount(text: str, *, digits: int) -> int:
    """Read an amount as people write it: full-width digits, separators and currency signs too.

    Raises BadAmount where no amount can be meant; a minus in front gives a number below zero.
    """
    plain = _TYPED_NOISE.sub("", unicodedata.normalize("NFKC", text))
    plain = plain.replace("−", "-").replace("▲", "-").replace("△", "-")
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1]}"
    negative = plain.startswith("-")
    plain = plain.removeprefix("-")
    if not _STRICT.fullmatch(plain):
        raise BadAmount(text[:40], digits)
    whole, _, decimals = plain.partition(".")
    # Spreadsheets add decimals that say nothing: "1980.00" in a currency without cents.
    kept, surplus = decimals[:digits], decimals[digits:]
    if surplus.strip("0"):
        raise BadAmount(text[:40], digits)
    amount = _minor_units(f"{whole}.{kept}" if kept else whole, text, digits=digits)
    return -amount if negative else amount


def amount_text(amount_minor: int, *, digits: int) -> str:
    """Write an amount as programs read it: 1250 with 2 digits as "12.50"."""
    return f"{Decimal(amount_minor).scaleb(-digits):f}"


def rounded(value: Fraction, rounding: Rounding) -> int:
    """Return the whole number that a shop's rounding makes of an exact value.

    "nearest" goes up at the half; source: rules.md §2.
    """
    if rounding == "down":
        return value.__floor__()
    if rounding == "up":
        return value.__ceil__()
    return (value + Fraction(1, 2)).__floor__()


def _minor_units(text: str, shown: str, *, digits: int) -> int:
    whole, _, decimals = text.partition(".")
    if len(decimals) > digits:
        raise BadAmount(shown[:40], digits)
    if len(whole.lstrip("0")) > len(str(LARGEST)):
        raise BadAmount(shown[:40], digits)
    amount = int(whole + decimals.ljust(digits, "0"))
    if amount > LARGEST:
        raise BadAmount(shown[:40], digits)
    return amount
