"""The terms of a promotion as the feed speaks them: understood, and said again.

A promotion is kept in these words, in its row and in its facts, so that what is stored was
understood; amounts are decimal texts of the shop's currency.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

from db.errors import BadDate, BadRequest
from db.rules.money import amount_text, parse_amount
from db.rules.periods import parse_business_date
from db.rules.promotions import (
    ALWAYS,
    WEEKDAYS,
    BirthdaySpan,
    Conditions,
    Once,
    Promotion,
    Weekday,
)
from db.rules.shop import line_of_text, one_of, read_multiplier, whole, yes_or_no

_LONGEST_NAME = 60
_MOST_POINTS = 10**9
_MOST_VISITS = 10**6
_MIDNIGHT = "24:00"  # that ends a day
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
_NAMES = frozenset(
    {"name", "multiplier", "points", "category", "when", "once", "points_budget", "offered"}
)


def read_promotion(
    spoken: Mapping[str, Any], *, id: str, version: str = "", digits: int
) -> Promotion:
    """Understand a promotion; it gives either a multiplier or points.

    Raises BadRequest, BadAmount or BadDate that names what cannot be meant.
    """
    said = {name: value for name, value in spoken.items() if value is not None}
    unknown = sorted(set(said) - _NAMES)
    if unknown:
        raise BadRequest(unknown[0], "unknown")
    if ("multiplier" in said) == ("points" in said):
        raise BadRequest("multiplier", "either", "multiplier, points")
    multiplier, points = said.get("multiplier"), said.get("points")
    category, budget = said.get("category"), said.get("points_budget")
    return Promotion(
        id=id,
        name=line_of_text(said.get("name", ""), "name", longest=_LONGEST_NAME),
        multiplier=None if multiplier is None else _multiplier(multiplier),
        points=None if points is None else _count(points, "points"),
        category=None if category is None else line_of_text(category, "category"),
        conditions=read_conditions(said.get("when"), digits=digits),
        once=_once(said.get("once", False)),
        points_budget=None if budget is None else _count(budget, "points_budget"),
        offered=yes_or_no(said.get("offered", True), "offered"),
        version=version,
    )


def spoken_promotion(promotion: Promotion, *, digits: int) -> dict[str, Any]:
    """Say a promotion's terms, leaving out what it does not ask for."""
    factor = promotion.multiplier
    said = {
        "name": promotion.name,
        "multiplier": None if factor is None else factor_text(factor),
        "points": promotion.points,
        "category": promotion.category,
        "when": spoken_conditions(promotion.conditions, digits=digits) or None,
        "once": promotion.once,
        "points_budget": promotion.points_budget,
        "offered": promotion.offered,
    }
    return {name: value for name, value in said.items() if value is not None}


def changed_terms(before: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the terms that changes make; a multiplier takes the place of points, and back."""
    after = {**before, **changes}
    for named, other in (("multiplier", "points"), ("points", "multiplier")):
        if changes.get(named) is not None and other not in changes:
            after[other] = None
    return after


def read_conditions(spoken: object, *, digits: int) -> Conditions:
    """Understand `when` as the feed speaks it; raises BadRequest, BadAmount or BadDate."""
    if spoken is None:
        return ALWAYS
    if not isinstance(spoken, Mapping):
        raise BadRequest("when", "type")
    read: dict[str, Any] = {}
    for name, value in spoken.items():
        if name not in _READERS:
            raise BadRequest(f"when.{name}", "unknown")
        field, reader = _READERS[name]
        if value is not None:
            read[field] = reader(value, f"when.{name}", digits)
    conditions = Conditions(**read)
    if conditions.first_day and conditions.last_day and conditions.last_day < conditions.first_day:
        raise BadDate(conditions.last_day.isoformat())
    return conditions


def spoken_conditions(conditions: Conditions, *, digits: int) -> dict[str, Any]:
    """Say `when` a promotion holds; nothing where it always does."""
    first, last, hours = conditions.first_day, conditions.last_day, conditions.hours
    said = {
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
        "weekdays": list(conditions.weekdays),
        "hours": _spoken_hours(*hours) if hours else None,
        "categories": list(conditions.categories),
        "minimum": amount_text(conditions.minimum, digits=digits) if conditions.minimum else None,
        "tier": conditions.tier,
        "plan": conditions.plan,
        "tag": conditions.tag,
        "birthday": conditions.birthday,
        "first_sale": conditions.first_sale,
        "nth_visit": conditions.nth_visit,
        "days_since_last_visit": conditions.days_since_last_visit,
        "called": conditions.called,
    }
    # 0 says something: no day away at least.
    return {
        name: value
        for name, value in said.items()
        if value is not None and value is not False and value != []
    }


def factor_text(factor: Fraction) -> str:
    """Write an exact factor without needless zeros: 1.5, 2."""
    return f"{(Decimal(factor.numerator) / Decimal(factor.denominator)).normalize():f}"


def _spoken_hours(start: time, end: time) -> dict[str, str]:
    ends = _MIDNIGHT if end == time(0) else end.isoformat("minutes")
    return {"from": start.isoformat("minutes"), "to": ends}


def _multiplier(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadRequest("multiplier", "type")
    return read_multiplier(str(value))


def _count(value: object, name: str) -> int:
    return whole(value, name, least=1, most=_MOST_POINTS)


def _once(value: object) -> Once | None:
    """Understand how often: true is once ever."""
    if value is False:
        return None
    return "ever" if value is True else one_of(value, "once", get_args(Once))


def _day(value: object, name: str, _: int) -> date:
    if not isinstance(value, str):
        raise BadRequest(name, "type")
    return parse_business_date(value)


def _weekdays(value: object, name: str, _: int) -> tuple[Weekday, ...]:
    if not isinstance(value, list | tuple) or any(day not in WEEKDAYS for day in value):
        raise BadRequest(name, "choice", ", ".join(WEEKDAYS))
    return tuple(day for day in WEEKDAYS if day in value)


def _hours(value: object, name: str, _: int) -> tuple[time, time] | None:
    """Understand hours; the whole day is no condition."""
    if not isinstance(value, Mapping):
        raise BadRequest(name, "type")
    for side in value:
        if side not in ("from", "to"):
            raise BadRequest(f"{name}.{side}", "unknown")
    start, end = value.get("from") or "00:00", value.get("to") or _MIDNIGHT
    hours = (
        _clock(start, f"{name}.from"),
        time(0) if end == _MIDNIGHT else _clock(end, f"{name}.to"),
    )
    if hours[0] == hours[1] and end != _MIDNIGHT:
        raise BadRequest(f"{name}.to", "range", f"00:00–{_MIDNIGHT}")
    return None if hours == (time(0), time(0)) else hours


def _clock(value: object, name: str) -> time:
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise BadRequest(name, "choice", f"00:00 – {_MIDNIGHT}")
    return time.fromisoformat(value)


def _texts(value: object, name: str, _: int) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise BadRequest(name, "type")
    return tuple(dict.fromkeys(line_of_text(each, name) for each in value))


def _amount(value: object, name: str, digits: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise BadRequest(name, "type")
    return parse_amount(str(value), digits=digits)


def _text(value: object, name: str, _: int) -> str:
    return line_of_text(value, name)


def _yes(value: object, name: str, _: int) -> bool:
    return yes_or_no(value, name)


def _span(value: object, name: str, _: int) -> BirthdaySpan:
    return one_of(value, name, get_args(BirthdaySpan))


def _nth(value: object, name: str, _: int) -> int:
    return whole(value, name, least=1, most=_MOST_VISITS)


def _days(value: object, name: str, _: int) -> int:
    return whole(value, name, least=0, most=_MOST_VISITS)


_READERS: dict[str, tuple[str, Callable[[object, str, int], object]]] = {
    "from": ("first_day", _day),
    "to": ("last_day", _day),
    "weekdays": ("weekdays", _weekdays),
    "hours": ("hours", _hours),
    "categories": ("categories", _texts),
    "minimum": ("minimum", _amount),
    "tier": ("tier", _text),
    "plan": ("plan", _text),
    "tag": ("tag", _text),
    "birthday": ("birthday", _span),
    "first_sale": ("first_sale", _yes),
    "nth_visit": ("nth_visit", _nth),
    "days_since_last_visit": ("days_since_last_visit", _days),
    "called": ("called", _yes),
}
