"""Surprises: who may be drawn, how it is drawn, and what the odds are; rules.md §6."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

from db.errors import BadRequest
from db.rules.money import amount_text, parse_amount
from db.rules.periods import parse_day
from db.rules.shop import Gift, line_of_text, read_gift, whole

Below = Callable[[int], int]
"""Returns by chance a whole number from 0 up to, but without, the one it is given."""

MOST_DRAWN = 1000
MOST_GIFTS = 12
_LARGEST_WEIGHT = 1_000_000
_TEXTS = ("tier", "plan", "tag")
_DAYS = ("visited_since", "not_visited_since", "joined_since")
_MOST_VISITS = 100_000
T = TypeVar("T")


@dataclass(frozen=True)
class Group:
    """Among whom is drawn: everybody for whom all of this holds; None asks for nothing."""

    tier: str | None = None  # it or a higher one
    plan: str | None = None  # whose benefits hold
    tag: str | None = None
    visited_since: date | None = None
    not_visited_since: date | None = None
    birthday_month: int | None = None
    joined_since: date | None = None
    minimum_spent: int | None = None  # minor units, all the time, net of refunds
    minimum_visits: int | None = None


@dataclass(frozen=True)
class WeightedGift:
    """One of the gifts, and how often it comes beside the others."""

    gift: Gift
    weight: int = 1


def read_group(spoken: Mapping[str, Any], *, digits: int, field: str = "group") -> Group:
    """Understand a group as the feed speaks it; raises BadRequest, BadAmount or BadDate."""
    readers: dict[str, Callable[[object], object]] = {
        **{name: partial(line_of_text, name=f"{field}.{name}") for name in _TEXTS},
        **dict.fromkeys(_DAYS, _day),
        "birthday_month": partial(whole, name=f"{field}.birthday_month", least=1, most=12),
        "minimum_spent": lambda amount: parse_amount(str(amount), digits=digits),
        "minimum_visits": partial(
            whole, name=f"{field}.minimum_visits", least=0, most=_MOST_VISITS
        ),
    }
    for name in spoken:
        if name not in readers:
            raise BadRequest(f"{field}.{name}", "unknown")
    told = {name: value for name, value in spoken.items() if value is not None}
    read: dict[str, Any] = {name: readers[name](value) for name, value in told.items()}
    return Group(**read)


def spoken_group(group: Group, *, digits: int) -> dict[str, Any]:
    """Return a group as the feed speaks it; what it does not ask for is left out."""
    spoken: dict[str, Any] = {}
    for name, value in vars(group).items():
        if value is None:
            continue
        if isinstance(value, date):
            spoken[name] = value.isoformat()
        else:
            is_amount = name == "minimum_spent"
            spoken[name] = amount_text(value, digits=digits) if is_amount else value
    return spoken


def read_gifts(spoken: Sequence[Mapping[str, Any]]) -> tuple[WeightedGift, ...]:
    """Understand the gifts of a surprise: [{reward or points, weight}]; raises BadRequest."""
    if not 1 <= len(spoken) <= MOST_GIFTS:
        raise BadRequest("gifts", "range", f"1–{MOST_GIFTS}")
    return tuple(_weighted(gift) for gift in spoken)


def check_count(count: int, *, size: int) -> None:
    """Let pass how many may be drawn from a group of that size; raises BadRequest."""
    if size == 0:
        raise BadRequest("group", "nobody")
    whole(count, "count", least=1, most=MOST_DRAWN)
    if count > size:
        raise BadRequest("count", "more_than_group", str(size))


def drawn(members: Sequence[T], count: int, *, below: Below) -> list[T]:
    """Return so many different ones, each as likely as any other, in the order of drawing."""
    hat = list(members)
    for place in range(count):
        found = place + below(len(hat) - place)
        hat[place], hat[found] = hat[found], hat[place]
    return hat[:count]


def gift_drawn(gifts: Sequence[WeightedGift], *, below: Below) -> int:
    """Return which of the gifts it is, each as likely as its weight says."""
    ticket = below(sum(each.weight for each in gifts))
    for place, each in enumerate(gifts):
        ticket -= each.weight
        if ticket < 0:
            return place
    raise AssertionError("a number below the sum of all weights falls into one of them")


def odds_of(count: int, size: int) -> str:
    """Return the odds as people say them, exact and not shortened: 3 of 120 is "3/120"."""
    return f"{count}/{size}"


def _weighted(spoken: Mapping[str, Any]) -> WeightedGift:
    parts = dict(spoken)
    weight = whole(parts.pop("weight", 1), "gifts.weight", least=1, most=_LARGEST_WEIGHT)
    gift = read_gift(parts, "gifts")
    if gift.reward is None and gift.points == 0:
        raise BadRequest("gifts.points", "zero")
    return WeightedGift(gift, weight)


def _day(text: object) -> date:
    return parse_day(str(text))
