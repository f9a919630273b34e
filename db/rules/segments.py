"""Segments: groups of customers that the owner can name, as the feed speaks them; rules §10.

A segment asks for all of its terms at once. Terms in days move on with the calendar ("not here for
90 days"), terms with a date stand still.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from db.errors import BadRequest
from db.rules.channels import CAMPAIGN_CHANNELS, WAYS, CampaignChannel, Way
from db.rules.groups import GROUP_NAMES
from db.rules.periods import parse_day
from db.rules.shop import one_of, whole, yes_or_no
from db.rules.surprises import Group, read_group, spoken_group

STAGES = ("0-3", "3-18", "18+")
"""Whole months since the first sale, as `month` tells them."""
SETTLED_MONTHS, LOYAL_MONTHS = 3, 18
_MOST_DAYS = 36_600
_MOST_COUNT = 100_000
_MOST_CUSTOMERS = 50_000
_SCORES = re.compile(r"[1-5]{3}")


@dataclass(frozen=True)
class Segment(Group):
    """Everybody for whom all of this holds; None asks for nothing."""

    visited_within_days: int | None = None  # in the so many days that end today
    not_visited_within_days: int | None = None  # nor ever before is asked for
    joined_within_days: int | None = None
    joined_before: date | None = None
    maximum_visits: int | None = None
    stage: str | None = None  # one of STAGES
    rfm: str | None = None  # a group's name, or three scores such as "555"
    late_days: int | None = None  # at least so many beyond their own rhythm
    brought_friends: int | None = None  # at least so many, who bought
    agreed_to: Way | None = None  # said yes to it
    reachable_by: CampaignChannel | None = None  # did not say no, and has what it takes
    has_address: bool | None = None
    has_email: bool | None = None
    has_phone: bool | None = None
    customers: tuple[str, ...] | None = None  # these people: ids or member numbers


EVERYBODY = Segment()
_OF_GROUP = frozenset(field.name for field in fields(Group))


def read_segment(spoken: Mapping[str, Any], *, digits: int, field: str = "segment") -> Segment:
    """Understand a segment as the feed speaks it; raises BadRequest, BadAmount or BadDate."""
    told = {name: value for name, value in spoken.items() if value is not None}
    group = {name: value for name, value in told.items() if name in _OF_GROUP}
    own = {name: value for name, value in told.items() if name not in _OF_GROUP}
    for name in own:
        if name not in _READERS:
            raise BadRequest(f"{field}.{name}", "unknown")
    read: dict[str, Any] = {
        name: _READERS[name](value, f"{field}.{name}") for name, value in own.items()
    }
    return Segment(**vars(read_group(group, digits=digits, field=field)), **read)


def spoken_segment(segment: Segment, *, digits: int) -> dict[str, Any]:
    """Return a segment as the feed speaks it; what it does not ask for is left out."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in spoken_group(segment, digits=digits).items()
    }


def _days(value: object, name: str) -> int:
    return whole(value, name, least=1, most=_MOST_DAYS)


def _count(value: object, name: str) -> int:
    return whole(value, name, least=1, most=_MOST_COUNT)


def _count_or_none(value: object, name: str) -> int:
    return whole(value, name, least=0, most=_MOST_COUNT)


def _rfm(value: object, name: str) -> str:
    if isinstance(value, str) and (_SCORES.fullmatch(value) or value in GROUP_NAMES):
        return value
    raise BadRequest(name, "choice", ", ".join(GROUP_NAMES))


def _customers(value: object, name: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise BadRequest(name, "type")
    if len(value) > _MOST_CUSTOMERS:
        raise BadRequest(name, "range", f"0–{_MOST_CUSTOMERS}")
    return tuple(dict.fromkeys(value))


def _choice(words: tuple[str, ...]) -> Callable[[object, str], str]:
    return lambda value, name: one_of(str(value), name, words)


_READERS: dict[str, Callable[[object, str], object]] = {
    "visited_within_days": _days,
    "not_visited_within_days": _days,
    "joined_within_days": _days,
    "joined_before": lambda value, _: parse_day(str(value)),
    "maximum_visits": _count_or_none,
    "stage": _choice(STAGES),
    "rfm": _rfm,
    "late_days": _days,
    "brought_friends": _count,
    "agreed_to": _choice(WAYS),
    "reachable_by": _choice(CAMPAIGN_CHANNELS),
    "has_address": yes_or_no,
    "has_email": yes_or_no,
    "has_phone": yes_or_no,
    "customers": _customers,
}
