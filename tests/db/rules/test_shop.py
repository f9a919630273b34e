"""The owner's choices: defaults of the rules, every word understood or named."""

from datetime import time
from fractions import Fraction
from typing import Any

import pytest

from db.errors import BadAmount, BadDate, BadRequest
from db.rules.shop import Expiry, Gift, ShopSettings, line_of_text, read_multiplier, read_settings


def test_nothing_said_means_the_defaults() -> None:
    assert read_settings({}) == ShopSettings()


def test_what_is_said_is_understood() -> None:
    settings = read_settings(
        {
            "digits": 2,
            "earn": {"per": "1.00", "points": 2},
            "point_value": "0.01",
            "day_starts": "04:00",
            "expiry": {"yearly": "03-31", "minimum_months": 6},
            "referral": {"referrer": {"points": 5}, "referee": {"reward": "Tea"}, "minimum": "9"},
            "birthday": {"reward": "Cake"},
            "max_points_per_day": None,
        }
    )
    assert (settings.earn_per, settings.earn_points, settings.point_value) == (100, 2, 1)
    assert settings.day_starts == time(4)
    assert settings.expiry == Expiry("yearly", yearly="03-31", minimum_months=6)
    assert settings.referral.referee == Gift(reward="Tea")
    assert settings.referral.minimum == 900
    assert settings.birthday is not None
    assert settings.birthday.days_before == 7


@pytest.mark.parametrize(
    ("raw", "refusal", "field"),
    [
        ({"expiry": {"months": "12"}}, BadRequest, "expiry.months"),
        ({"expiry": {"weeks": 3}}, BadRequest, "expiry.weeks"),
        ({"expiry": "soon"}, BadRequest, "expiry"),
        ({"earn": {"per": "100", "points": 1.5}}, BadRequest, "earn.points"),
        ({"earn": {"per": "100", "points": 1, "x": 1}}, BadRequest, "earn.x"),
        ({"referral": {"referrer": {"reward": ""}}}, BadRequest, "referral.referrer.reward"),
        ({"country": "Japan"}, BadRequest, "country"),
        ({"active_days": 0}, BadRequest, "active_days"),
        ({"name": "a\nb"}, BadRequest, "name"),
    ],
)
def test_what_cannot_be_meant_is_named(
    raw: dict[str, Any], refusal: type[BadRequest], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        read_settings(raw)
    assert refused.value.field == field


def test_an_amount_or_a_day_that_cannot_be_is_refused_as_such() -> None:
    with pytest.raises(BadAmount):
        read_settings({"point_value": "0"})
    with pytest.raises(BadDate):
        read_settings({"expiry": {"yearly": "02-30"}})


def test_a_line_of_text_is_trimmed_and_of_a_sane_length() -> None:
    assert line_of_text("  お茶 ", "name") == "お茶"
    assert line_of_text("　引っ越し　のため　", "reason") == "引っ越し　のため"
    for wrong in ("x" * 10_000, "two\nlines", "a\u200bb", "　"):
        with pytest.raises(BadRequest):
            line_of_text(wrong, "name")


@pytest.mark.parametrize("text", ["0.99", "-1", "1e3", "x", "", ".", "1001", "1.5.5", "NaN", "１"])
def test_a_multiplier_is_a_plain_decimal_from_1_up(text: str) -> None:
    with pytest.raises(BadRequest):
        read_multiplier(text)


def test_a_multiplier_is_exact() -> None:
    assert read_multiplier("1.15") == Fraction(23, 20)
    assert read_multiplier("1") == 1
    assert read_multiplier("1000.00") == 1000
