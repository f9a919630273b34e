"""Writes amounts, numbers, days and phones the way people of the shop's language read them."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache

from babel.dates import format_date, format_datetime
from babel.numbers import get_currency_symbol

from desktop.i18n import language_in_use

MINUS = "−"

_DAY = {"en": "d MMM y", "ja": "y年M月d日"}
_DAY_SHORT = {"en": "d MMM", "ja": "M月d日"}
_DAY_LONG = {"en": "EEE d MMM y", "ja": "y年M月d日(E)"}
_MONTH = {"en": "MMMM y", "ja": "y年M月"}
_MONTH_SHORT = {"en": "MMM", "ja": "M月"}
_MONTH_YEAR = {"en": "MMM y", "ja": "y年M月"}
_WEEKDAY = {"en": "EEEE", "ja": "EEEE"}
_WEEKDAY_SHORT = {"en": "EEE", "ja": "EEE"}
_MOMENT = {"en": "d MMM HH:mm", "ja": "M月d日 HH:mm"}
_MOMENT_FULL = {"en": "d MMM y HH:mm", "ja": "y年M月d日 HH:mm"}


def number(value: int) -> str:
    """Write a whole number with its thousands apart: 1240 as "1,240"."""
    return f"{MINUS if value < 0 else ''}{abs(value):,}"


def signed(value: int) -> str:
    """Write a change with its sign: "+42", "−300", "0"."""
    return f"+{number(value)}" if value > 0 else number(value)


def money(amount_minor: int, *, currency: str, digits: int) -> str:
    """Write an amount of minor units with its currency's sign: 1980 JPY as "¥1,980"."""
    sign = MINUS if amount_minor < 0 else ""
    return f"{sign}{currency_sign(currency)}{money_bare(abs(amount_minor), digits=digits)}"


def money_bare(amount_minor: int, *, digits: int) -> str:
    """Write an amount of minor units without a currency's sign: 198000 with 2 as "1,980.00"."""
    return f"{Decimal(amount_minor).scaleb(-digits):,f}"


@cache
def currency_sign(currency: str) -> str:
    """Return the short sign of a currency, the half-width one for yen: "¥", "$", "€"."""
    return str(get_currency_symbol(currency, locale="en_US"))


def plain_money(amount_minor: int, *, digits: int) -> Decimal:
    """Return an amount as the number that a spreadsheet reckons with: 198000 with 2 as 1980.00."""
    return Decimal(amount_minor).scaleb(-digits)


def plain_percent(value: Fraction | None) -> Decimal | str:
    """Return a percentage as a number of one decimal, nothing where there is no figure."""
    return "" if value is None else Decimal(round(value * 10)).scaleb(-1)


def percent(value: Fraction | None, *, places: int = 1) -> str:
    """Write a percentage rounded half-even, or "–" where there is no figure: "81.4 %"."""
    return "–" if value is None else f"{percent_bare(value, places=places)} %"


def percent_bare(value: Fraction, *, places: int = 1) -> str:
    """Write the number of a percentage, rounded half-even: "81.4"."""
    scaled = round(value * 10**places)  # round() of a Fraction is exact and half-even
    text = f"{Decimal(abs(scaled)).scaleb(-places):,f}"
    return f"{MINUS}{text}" if scaled < 0 else text


def day(value: date) -> str:
    """Write a day: "25 Dec 2026", "2026年12月25日"."""
    return _date(value, _DAY)


def day_short(value: date) -> str:
    """Write a day of the current year: "25 Dec", "12月25日"."""
    return _date(value, _DAY_SHORT)


def day_near(value: date, today: date) -> str:
    """Write a day with its year only where it is not clear."""
    near = abs((value - today).days) < 300 and (value.year == today.year or value > today)
    return day_short(value) if near else day(value)


def day_long(value: date) -> str:
    """Write a day with its weekday: "Sun 22 Nov 2026", "2026年11月22日(日)"."""
    return _date(value, _DAY_LONG)


def month(value: date) -> str:
    """Write a month: "October 2026", "2026年10月"."""
    return _date(value, _MONTH)


def month_short(value: date) -> str:
    """Write a month of a known year: "Oct", "10月"."""
    return _date(value, _MONTH_SHORT)


def month_year(value: date) -> str:
    """Write a month in little room: "Oct 2026", "2026年10月"."""
    return _date(value, _MONTH_YEAR)


def weekday(value: date) -> str:
    """Write a day's weekday: "Wednesday", "水曜日"."""
    return _date(value, _WEEKDAY)


def weekday_short(value: date) -> str:
    """Write a day's weekday in little room: "Wed", "水"."""
    return _date(value, _WEEKDAY_SHORT)


def moment(value: datetime) -> str:
    """Write a moment of the current year, in the zone it carries: "10 Nov 16:20"."""
    return str(format_datetime(value, _MOMENT[language_in_use()], locale=language_in_use()))


def moment_full(value: datetime) -> str:
    """Write a moment with its year, in the zone it carries: "10 Nov 2026 16:20"."""
    return str(format_datetime(value, _MOMENT_FULL[language_in_use()], locale=language_in_use()))


def _date(value: date, patterns: dict[str, str]) -> str:
    language = language_in_use()
    return str(format_date(value, patterns[language], locale=language))


def member_number(digits: str) -> str:
    """Write a 13-digit member number in groups that can be read aloud: "2000 0041 2873 9"."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
