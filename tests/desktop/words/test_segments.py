"""Groups are said in one line, each term in words of its own."""

from dataclasses import fields
from datetime import date

import pytest

from db.rules.segments import Segment
from db.rules.shop import ShopSettings
from desktop.words.segments import segment_words, stage_words

SHOP = ShopSettings()
DAY = date(2026, 3, 1)
TERMS = {
    "tier": "Gold", "plan": "Club", "tag": "vinyl", "visited_since": DAY, "not_visited_since": DAY,
    "birthday_month": 3, "joined_since": DAY, "minimum_spent": 30_000, "minimum_visits": 3,
    "visited_within_days": 30, "not_visited_within_days": 60, "joined_within_days": 90,
    "joined_before": DAY, "maximum_visits": 1, "stage": "18+", "rfm": "555", "late_days": 14,
    "brought_friends": 2, "agreed_to": "mail", "reachable_by": "letter", "has_address": False,
    "has_email": True, "has_phone": True, "customers": ("a", "b"),
}  # fmt: skip


def test_a_group_is_said_in_a_line() -> None:
    assert segment_words(Segment(), SHOP) == "all customers"
    several = Segment(tier="Gold", late_days=7, minimum_visits=3)
    assert segment_words(several, SHOP) == (
        "7 days or more late against their own rhythm · Gold and up · 3 visits or more"
    )


def test_no_term_goes_without_words() -> None:
    assert {field.name for field in fields(Segment)} == set(TERMS)


@pytest.mark.parametrize(("name", "value"), TERMS.items())
def test_each_term_is_said(name: str, value: object) -> None:
    said = segment_words(Segment(**{name: value}), SHOP)  # type: ignore[arg-type]
    assert said
    assert said != "all customers"
    assert "{" not in said


def test_stages_have_names() -> None:
    assert stage_words("0-3") == "First 3 months"
