"""The terms of a tier in the words of the feed: understood, and told again."""

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from db.errors import BadRequest
from db.rules.money import amount_text, parse_amount
from db.rules.promotion_terms import factor_text
from db.rules.shop import (
    NO_GIFT,
    Gift,
    line_of_text,
    one_of,
    read_gift,
    read_multiplier,
    whole,
    yes_or_no,
)
from db.rules.tiers import DropRule, Measure, Tier

TERMS = frozenset(
    {
        "name", "threshold", "measure", "multiplier", "keep_months", "window", "drop", "gift",
        "offered",
    }
)  # fmt: skip
_MOST = 10**12
_MOST_MONTHS = 1200


def read_tier(terms: Mapping[str, Any], *, id: str, since: date, digits: int) -> Tier:
    """Understand a tier; what is not said is the default.

    Raises BadRequest or BadAmount that names what cannot be meant.
    """
    unknown = sorted(set(terms) - TERMS)
    if unknown:
        raise BadRequest(unknown[0], "unknown")
    said = {name: value for name, value in terms.items() if value is not None}
    if "name" not in said:
        raise BadRequest("name", "missing")
    measure = one_of(said.get("measure", "spend"), "measure", get_args(Measure))
    if "threshold" not in said:
        raise BadRequest("threshold", "missing")
    threshold = parse_amount(str(said["threshold"]), digits=digits if measure == "spend" else 0)
    gift = read_gift(said["gift"], "gift") if "gift" in said else NO_GIFT
    return Tier(
        id=id,
        name=line_of_text(said.get("name"), "name", longest=60),
        threshold=whole(threshold, "threshold", least=1, most=_MOST),
        measure=measure,
        multiplier=read_multiplier(str(said.get("multiplier", "1"))),
        keep_months=whole(said.get("keep_months", 12), "keep_months", least=1, most=_MOST_MONTHS),
        window_months=read_window(said.get("window")),
        drop=one_of(said.get("drop", "met"), "drop", get_args(DropRule)),
        since=since,
        gift=gift,
        offered=yes_or_no(said.get("offered", True), "offered"),
    )


def spoken_tier(tier: Tier, *, digits: int) -> dict[str, Any]:
    """Return a tier in the words in which the feed tells of one; amounts with their decimals."""
    return {
        "name": tier.name,
        "threshold": amount_text(tier.threshold, digits=digits if tier.measure == "spend" else 0),
        "measure": tier.measure,
        "multiplier": factor_text(tier.multiplier),
        "keep_months": tier.keep_months,
        "window": spoken_window(tier.window_months),
        "drop": tier.drop,
        "gift": _spoken_gift(tier.gift),
        "offered": tier.offered,
    }


def read_window(window: object) -> int | None:
    """Understand a window: so many months, None for the calendar year; raises BadRequest."""
    if window is None:
        return 12
    if window == "calendar_year":
        return None
    if isinstance(window, dict) and set(window) == {"months"}:
        return whole(window["months"], "window.months", least=1, most=_MOST_MONTHS)
    raise BadRequest("window", "choice", 'calendar_year, {"months": 12}')


def spoken_window(months: int | None) -> str | dict[str, int]:
    """Return a window as the feed tells of it."""
    return "calendar_year" if months is None else {"months": months}


def _spoken_gift(gift: Gift) -> dict[str, Any] | None:
    if gift == NO_GIFT:
        return None
    return {"points": gift.points} if gift.reward is None else {"reward": gift.reward}
