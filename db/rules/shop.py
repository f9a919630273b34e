"""The shop's own choices: what may be set, what holds when nothing was said.

Settings are kept as they are spoken in the feed (JSON, amounts as decimal strings); this file is
the one reader of them, so that what is stored was understood.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeVar, cast, get_args
from zoneinfo import ZoneInfo

from db.errors import BadAmount, BadRequest
from db.rules.follow_up_choices import STANDARD, FollowUpChoices, read_follow_up_choices
from db.rules.money import Rounding, parse_amount
from db.rules.paper_choices import PLAIN_PAPER, PaperChoices, read_paper_choices
from db.rules.periods import parse_day

Stacking = Literal["add", "best"]
ExpiryKind = Literal["never", "months", "inactive_months", "yearly"]
T = TypeVar("T")

_COUNTRY = re.compile(r"[A-Z]{2}")
_MOST_DAYS = 3660
_MOST_MONTHS = 1200
_MOST_POINTS = 10**9
_LARGEST_FACTOR = 1000


@dataclass(frozen=True)
class Expiry:
    """How long points last; a lot keeps the rule of the moment it was given."""

    kind: ExpiryKind = "never"
    months: int = 0  # of months and inactive_months
    yearly: str = ""  # "03-31"
    minimum_months: int = 0


NEVER = Expiry()


@dataclass(frozen=True)
class Gift:
    """What somebody receives: points, or a coupon for the reward of this name."""

    points: int = 0
    reward: str | None = None


NO_GIFT = Gift()


@dataclass(frozen=True)
class ReferralTerms:
    """What a friend brings to both, and when."""

    referrer: Gift = NO_GIFT
    referee: Gift = NO_GIFT
    minimum: int = 0  # minor units of paid money
    hold_days: int = 0
    max_per_month: int | None = None
    ask_owner: bool = False  # before a reward that looks odd


@dataclass(frozen=True)
class YearlyGift:
    """A coupon given once a year, so many days before the day."""

    reward: str
    days_before: int = 7


@dataclass(frozen=True)
class NextVisit:
    """A coupon given by a sale, for the visit after it."""

    reward: str
    minimum: int = 0  # minor units of paid money
    after_days: int = 1  # 1: it can be used from the next business date on


@dataclass(frozen=True)
class ShopSettings:
    """Everything the owner chose, with the defaults of rules.md."""

    name: str = ""
    currency: str = "JPY"
    digits: int = 0  # decimals of the currency
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Tokyo"))
    country: str = "JP"
    language: str = "ja"
    day_starts: time = time(0, 0)
    earn_per: int = 100  # minor units
    earn_points: int = 1
    rounding: Rounding = "down"
    stacking: Stacking = "add"
    point_value: int = 1  # minor units
    redeem_step: int = 1
    redeem_minimum: int = 1
    redeem_max_percent: int = 100
    expiry: Expiry = NEVER
    pending_days: int = 0
    return_days: int = 30
    coupons_per_sale: int = 1
    adjust_limit: int = 500
    points_gifts: bool = False  # whether customers may give points to each other
    max_points_per_sale: int | None = None
    max_points_per_day: int | None = None
    active_days: int = 90
    birthday: YearlyGift | None = None
    anniversary: YearlyGift | None = None
    referral: ReferralTerms = ReferralTerms()
    next_visit: NextVisit | None = None
    paper: PaperChoices = PLAIN_PAPER
    follow_ups: FollowUpChoices = STANDARD


def read_settings(raw: Mapping[str, Any]) -> ShopSettings:
    """Understand settings as the feed speaks them.

    Raises BadRequest or BadAmount that names the setting which cannot be meant.
    """
    known = {name: value for name, value in raw.items() if value is not None or name in _NULLABLE}
    unknown = sorted(set(known) - _NAMES)
    if unknown:
        raise BadRequest(unknown[0], "unknown")
    digits = whole(known.get("digits", 0), "digits", least=0, most=4)
    read: dict[str, Any] = {"digits": digits}
    for name, value in known.items():
        if name == "earn":
            read["earn_per"], read["earn_points"] = read_rate(value, "earn", digits=digits)
        elif name == "point_value":
            read[name] = _amount(value, name, digits=digits, least=1)
        elif name == "referral":
            read[name] = _referral(value, digits=digits)
        elif name == "next_visit":
            read[name] = _next_visit(value, digits=digits)
        elif name == "follow_ups":
            read[name] = read_follow_up_choices(value, digits=digits)
        else:
            read[name] = _READERS[name](value)
    return ShopSettings(**read)


def whole(value: object, name: str, *, least: int, most: int) -> int:
    """Understand a whole number within limits; raises BadRequest that names the field."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadRequest(name, "whole_number")
    if not least <= value <= most:
        raise BadRequest(name, "range", f"{least}–{most}")
    return value


def one_of(value: object, name: str, words: tuple[T, ...]) -> T:
    """Understand one of a few words; raises BadRequest that names the field and the words."""
    if value not in words:
        raise BadRequest(name, "choice", ", ".join(str(word) for word in words))
    return value


def yes_or_no(value: object, name: str) -> bool:
    """Understand yes or no, true or false; raises BadRequest that names the field."""
    if not isinstance(value, bool):
        raise BadRequest(name, "type")
    return value


def line_of_text(value: object, name: str, *, longest: int = 200) -> str:
    """Understand one line of text; raises BadRequest when it is empty, too long or has breaks."""
    if not isinstance(value, str):
        raise BadRequest(name, "type")
    text = value.strip()
    if not text:
        raise BadRequest(name, "missing")
    if len(text) > longest:
        raise BadRequest(name, "too_long", str(longest))
    if not text.replace("\u3000", " ").isprintable():  # a Japanese keyboard's own space
        raise BadRequest(name, "invalid")
    return text


def read_multiplier(text: str) -> Fraction:
    """Understand a multiplier: an exact decimal from 1 up; raises BadRequest (rulings 35)."""
    plain = text.isascii() and text.replace(".", "", 1).isdecimal() and len(text) <= 12
    factor = Fraction(Decimal(text)) if plain else Fraction(0)
    if not 1 <= factor <= _LARGEST_FACTOR:
        raise BadRequest("multiplier", "range", f"1–{_LARGEST_FACTOR}")
    return factor


def read_rate(value: object, name: str, *, digits: int) -> tuple[int, int]:
    """Understand {per, points}: so many points for each so much money, in minor units.

    Raises BadRequest or BadAmount that names the part that cannot be meant.
    """
    parts = _fields(value, name, frozenset({"per", "points"}))
    for key in ("per", "points"):
        if key not in parts:
            raise BadRequest(f"{name}.{key}", "missing")
    per = _amount(parts["per"], f"{name}.per", digits=digits, least=1)
    return per, whole(parts["points"], f"{name}.points", least=0, most=_MOST_POINTS)


def _fields(value: object, name: str, allowed: frozenset[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadRequest(name, "type")
    for key in value:
        if key not in allowed:
            raise BadRequest(f"{name}.{key}", "unknown")
    return cast("dict[str, Any]", value)


def _amount(value: object, name: str, *, digits: int, least: int = 0) -> int:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadRequest(name, "type")
    amount = parse_amount(str(value), digits=digits)
    if amount < least:
        raise BadAmount(str(value), digits)
    return amount


def _expiry(value: object) -> Expiry:
    if value == "never":
        return NEVER
    parts = _fields(
        value, "expiry", frozenset({"months", "inactive_months", "yearly", "minimum_months"})
    )
    kinds = [kind for kind in ("months", "inactive_months", "yearly") if kind in parts]
    if len(kinds) != 1 or ("minimum_months" in parts and kinds != ["yearly"]):
        raise BadRequest("expiry", "choice", "never, months, inactive_months, yearly")
    if kinds[0] == "yearly":
        least = whole(
            parts.get("minimum_months", 0), "expiry.minimum_months", least=0, most=_MOST_MONTHS
        )
        yearly = parts["yearly"]
        if not isinstance(yearly, str):
            raise BadRequest("expiry.yearly", "type")
        parse_day(f"2000-{yearly}")  # a leap year, so that 02-29 is a day
        return Expiry("yearly", yearly=yearly, minimum_months=least)
    months = whole(parts[kinds[0]], f"expiry.{kinds[0]}", least=1, most=_MOST_MONTHS)
    return Expiry(cast("ExpiryKind", kinds[0]), months=months)


def read_gift(value: object, name: str) -> Gift:
    """Understand what somebody receives: points, or a reward by its name; raises BadRequest."""
    parts = _fields(value, name, frozenset({"points", "reward"}))
    if len(parts) != 1:
        raise BadRequest(name, "choice", "points, reward")
    if "reward" in parts:
        return Gift(reward=line_of_text(parts["reward"], f"{name}.reward"))
    return Gift(points=whole(parts["points"], f"{name}.points", least=0, most=_MOST_POINTS))


def _referral(value: object, *, digits: int) -> ReferralTerms:
    allowed = frozenset(
        {"referrer", "referee", "minimum", "hold_days", "max_per_month", "ask_owner"}
    )
    parts = _fields(value, "referral", allowed)
    most = parts.get("max_per_month")
    return ReferralTerms(
        referrer=read_gift(parts["referrer"], "referral.referrer")
        if "referrer" in parts
        else NO_GIFT,
        referee=read_gift(parts["referee"], "referral.referee") if "referee" in parts else NO_GIFT,
        minimum=_amount(parts.get("minimum", "0"), "referral.minimum", digits=digits),
        hold_days=whole(parts.get("hold_days", 0), "referral.hold_days", least=0, most=_MOST_DAYS),
        max_per_month=None
        if most is None
        else whole(most, "referral.max_per_month", least=0, most=10**6),
        ask_owner=yes_or_no(parts.get("ask_owner", False), "referral.ask_owner"),
    )


def _next_visit(value: object, *, digits: int) -> NextVisit | None:
    if value is None:
        return None
    parts = _fields(value, "next_visit", frozenset({"reward", "minimum", "after_days"}))
    if "reward" not in parts:
        raise BadRequest("next_visit.reward", "missing")
    return NextVisit(
        line_of_text(parts["reward"], "next_visit.reward"),
        _amount(parts.get("minimum", "0"), "next_visit.minimum", digits=digits),
        whole(parts.get("after_days", 1), "next_visit.after_days", least=0, most=_MOST_DAYS),
    )


def _yearly_gift(name: str) -> Callable[[object], YearlyGift | None]:
    def read(value: object) -> YearlyGift | None:
        if value is None:
            return None
        parts = _fields(value, name, frozenset({"reward", "days_before"}))
        if "reward" not in parts:
            raise BadRequest(f"{name}.reward", "missing")
        return YearlyGift(
            line_of_text(parts["reward"], f"{name}.reward"),
            whole(parts.get("days_before", 7), f"{name}.days_before", least=0, most=180),
        )

    return read


def _zone(value: object) -> ZoneInfo:
    if not isinstance(value, str):
        raise BadRequest("timezone", "type")
    try:
        return ZoneInfo(value)
    except (ValueError, OSError, LookupError) as error:
        raise BadRequest("timezone", "choice", "Asia/Tokyo, Europe/Berlin …") from error


def _day_starts(value: object) -> time:
    try:
        starts = time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        starts = None
    if starts is None or starts.tzinfo is not None:
        raise BadRequest("day_starts", "choice", "00:00 – 23:59")
    return starts


def _country(value: object) -> str:
    if not isinstance(value, str) or not _COUNTRY.fullmatch(value):
        raise BadRequest("country", "choice", "JP, US, DE …")
    return value


def _whole_reader(name: str, least: int, most: int) -> Callable[[object], int]:
    return lambda value: whole(value, name, least=least, most=most)


def _most_reader(name: str) -> Callable[[object], int | None]:
    return lambda value: None if value is None else whole(value, name, least=0, most=_MOST_POINTS)


_READERS: dict[str, Callable[[Any], object]] = {
    "name": lambda value: line_of_text(value, "name"),
    "currency": lambda value: line_of_text(value, "currency", longest=3),
    "digits": _whole_reader("digits", 0, 4),
    "timezone": _zone,
    "country": _country,
    "language": lambda value: one_of(value, "language", ("en", "ja")),
    "day_starts": _day_starts,
    "rounding": lambda value: one_of(value, "rounding", get_args(Rounding)),
    "stacking": lambda value: one_of(value, "stacking", get_args(Stacking)),
    "redeem_step": _whole_reader("redeem_step", 1, _MOST_POINTS),
    "redeem_minimum": _whole_reader("redeem_minimum", 1, _MOST_POINTS),
    "redeem_max_percent": _whole_reader("redeem_max_percent", 0, 100),
    "expiry": _expiry,
    "pending_days": _whole_reader("pending_days", 0, _MOST_DAYS),
    "return_days": _whole_reader("return_days", 0, _MOST_DAYS),
    "coupons_per_sale": _whole_reader("coupons_per_sale", 0, 100),
    "adjust_limit": _whole_reader("adjust_limit", 0, _MOST_POINTS),
    "max_points_per_sale": _most_reader("max_points_per_sale"),
    "max_points_per_day": _most_reader("max_points_per_day"),
    "active_days": _whole_reader("active_days", 1, _MOST_DAYS),
    "points_gifts": lambda value: yes_or_no(value, "points_gifts"),
    "birthday": _yearly_gift("birthday"),
    "anniversary": _yearly_gift("anniversary"),
    "paper": read_paper_choices,
}
_NULLABLE = {"max_points_per_sale", "max_points_per_day", "birthday", "anniversary", "next_visit"}
_NAMES = set(_READERS) | {"earn", "point_value", "referral", "next_visit", "follow_ups"}
