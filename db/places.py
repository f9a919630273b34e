"""What the world's tables say of currencies and time zones (Unicode CLDR, by babel)."""

from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_precision, is_currency

from db.errors import BadRequest


def currency_digits(currency: str) -> int:
    """Return how many decimals a currency has: 0 for JPY, 2 for USD; raises BadRequest."""
    if not is_currency(currency):
        raise BadRequest("currency", "choice", "JPY, USD, EUR …")
    return int(get_currency_precision(currency))


def country_of_zone(timezone: str) -> str | None:
    """Return the country of a time zone in two letters: Asia/Tokyo is in JP."""
    return get_global("zone_territories").get(timezone)


@cache
def countries() -> frozenset[str]:
    """Return every country in two letters."""
    return frozenset(
        code for code in Locale("en").territories if isinstance(code, str) and len(code) == 2
    )
