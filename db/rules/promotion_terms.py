"""The terms of a promotion as the feed speaks them: understood, and said again.

A promotion is kept in these words, in its row and in its facts, so that what is stored was
understood; amounts are decimal texts of the shop's currency.
"""

from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

from db.errors import BadRequest
from db.rules.money import amount_text
from db.rules.promotions import Conditions, Once, Promotion, read_conditions
from db.rules.shop import line_of_text, one_of, read_multiplier, whole, yes_or_no

_LONGEST_NAME = 60
_MOST_POINTS = 10**9
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
    return {name: value for name, value in said.items() if value not in (None, False, [])}


def factor_text(factor: Fraction) -> str:
    """Write an exact factor without needless zeros: 1.5, 2."""
    return f"{(Decimal(factor.numerator) / Decimal(factor.denominator)).normalize():f}"


def _spoken_hours(start: time, end: time) -> dict[str, str]:
    ends = "24:00" if end == time(0) else end.isoformat("minutes")
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
