"""Tiers are told in the words in which they are understood."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from db.errors import BadAmount, BadRequest
from db.rules.shop import Gift
from db.rules.tier_terms import read_tier, spoken_tier
from db.rules.tiers import Tier

SINCE = date(2026, 11, 22)


def read(digits: int = 0, **terms: object) -> Tier:
    return read_tier({"name": "Gold", **terms}, id="g", since=SINCE, digits=digits)


def test_what_is_not_said_is_the_default() -> None:
    gold = read(threshold="50000")
    assert gold == Tier("g", "Gold", 50_000, "spend", Fraction(1), 12, 12, "met", SINCE)
    assert gold.offered


@pytest.mark.parametrize(
    "terms",
    [
        {"threshold": "12.50", "multiplier": "1.5"},
        {"threshold": "300", "measure": "points", "window": "calendar_year"},
        {"threshold": "20", "measure": "visits", "window": {"months": 3}, "drop": "one"},
        {"threshold": "1.00", "gift": {"points": 10}, "keep_months": 6},
        {"threshold": "1.00", "gift": {"reward": "Cake"}, "offered": False},
    ],
)
def test_a_tier_that_is_told_and_read_again_is_the_same(terms: dict[str, Any]) -> None:
    tier = read(digits=2, **terms)
    told = spoken_tier(tier, digits=2)
    assert told.items() >= terms.items()
    assert read_tier(told, id="g", since=SINCE, digits=2) == tier


def test_money_has_the_currencys_decimals_and_points_have_none() -> None:
    assert read(digits=2, threshold="12.50").threshold == 1250
    with pytest.raises(BadAmount):
        read(digits=2, threshold="12.50", measure="points")


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({}, "threshold"),
        ({"threshold": "0"}, "threshold"),
        ({"threshold": "1", "colour": "gold"}, "colour"),
        ({"threshold": "1", "gift": {}}, "gift"),
        ({"threshold": "1", "offered": "no"}, "offered"),
        ({"threshold": "1", "keep_months": 1201}, "keep_months"),
        ({"threshold": "1", "window": {"months": "3"}}, "window.months"),
    ],
)
def test_what_cannot_be_meant_is_named(terms: dict[str, Any], field: str) -> None:
    with pytest.raises(BadRequest) as refused:
        read(**terms)
    assert refused.value.field == field


def test_gift_and_gift_of_nothing() -> None:
    assert read(threshold="1", gift=None).gift == Gift()
    assert spoken_tier(read(threshold="1"), digits=0)["gift"] is None
