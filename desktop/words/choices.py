"""The world's currencies, time zones and countries, as lists to choose from."""

from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies
from PySide6.QtCore import QTimeZone

from desktop.i18n import language_in_use, tr

_NO_REGION = ("Etc/", "SystemV/", "US/", "posix/", "right/")
_FIRST_CURRENCIES = ("JPY", "USD", "EUR", "GBP", "AUD", "CAD", "CHF", "CNY", "HKD", "KRW", "TWD")

Choices = list[tuple[str, str]]
"""(value, words) in the order in which they are offered."""


def languages() -> Choices:
    """Return the languages that windows and papers speak, each in its own words."""
    return [("ja", "日本語"), ("en", "English")]


def currencies() -> Choices:
    """Return the currencies in use today: "JPY · Japanese Yen"; the most common first."""
    names = Locale(language_in_use()).currencies
    in_use = {
        code
        for territory in get_global("territory_currencies")
        for code in get_territory_currencies(territory)
    }
    others = sorted(in_use - set(_FIRST_CURRENCIES))
    return [(code, f"{code} · {names.get(code, code)}") for code in (*_FIRST_CURRENCIES, *others)]


def countries() -> Choices:
    """Return the countries by their names."""
    territories = Locale(language_in_use()).territories
    found = [(code, name) for code, name in territories.items() if len(code) == 2]
    return sorted(((code, f"{name} ({code})") for code, name in found), key=lambda each: each[1])


def time_zones() -> Choices:
    """Return the time zones by region and town."""
    zones = (
        zone for zone in available_timezones() if "/" in zone and not zone.startswith(_NO_REGION)
    )
    return [(zone, zone.replace("_", " ")) for zone in sorted(zones)]


def zone_of_this_computer() -> str:
    """Return the time zone that the computer is set to; Tokyo where it says none we know."""
    zone = QTimeZone.systemTimeZoneId().toStdString()
    return zone if zone in dict(time_zones()) else "Asia/Tokyo"


def currency_of_zone(zone: str) -> str:
    """Return the currency that is paid with in a time zone, dollars where nobody knows."""
    country = get_global("zone_territories").get(zone)
    paid_with = get_territory_currencies(country) if country else []
    return paid_with[0] if paid_with else "USD"


def roundings() -> Choices:
    """Return the ways to round points."""
    return [("down", tr("Down")), ("nearest", tr("To the nearest")), ("up", tr("Up"))]


def stackings() -> Choices:
    """Return what several multipliers on one sale come to."""
    return [("add", tr("Each adds its share")), ("best", tr("Only the best one counts"))]


def expiry_kinds() -> Choices:
    """Return the ways in which points can end."""
    return [
        ("never", tr("Never")),
        ("months", tr("Some months after each was given")),
        ("inactive_months", tr("Some months after the last visit")),
        ("yearly", tr("On one day of the year")),
    ]
