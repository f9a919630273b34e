"""Segments as the feed speaks them."""

import pytest

from db.errors import BadDate, BadRequest, ShopError
from db.rules.segments import Segment, read_segment, spoken_segment

EVERYTHING = {
    "tier": "Gold", "plan": "Club", "tag": "vinyl", "visited_since": "2026-01-01",
    "not_visited_since": "2026-10-01", "birthday_month": 11, "joined_since": "2025-01-01",
    "minimum_spent": "12.50", "minimum_visits": 2, "visited_within_days": 90,
    "not_visited_within_days": 30, "joined_within_days": 365, "joined_before": "2026-11-01",
    "maximum_visits": 9, "stage": "3-18", "rfm": "champions", "late_days": 7,
    "brought_friends": 1, "agreed_to": "mail", "reachable_by": "postcard", "has_address": True,
    "has_email": False, "has_phone": True, "customers": ["2000000000015"],
}  # fmt: skip


def test_what_is_read_is_spoken_again() -> None:
    segment = read_segment(EVERYTHING, digits=2)
    assert spoken_segment(segment, digits=2) == EVERYTHING
    assert segment.minimum_spent == 1250
    assert set(EVERYTHING) == set(vars(Segment()))
    assert read_segment({"tag": None}, digits=0) == Segment() == read_segment({}, digits=0)


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ("colour", "red"),
        ("rfm", "heroes"),
        ("rfm", "666"),
        ("stage", "4-5"),
        ("late_days", 0),
        ("agreed_to", "smoke"),
        ("has_email", "yes"),
        ("customers", "2000000000015"),
        ("birthday_month", 13),
    ],
)
def test_a_term_that_cannot_be_meant_is_named(term: str, value: object) -> None:
    with pytest.raises(BadRequest) as refused:
        read_segment({term: value}, digits=0)
    assert refused.value.field == f"segment.{term}"


def test_days_and_amounts_are_read_strictly() -> None:
    for terms in ({"joined_before": "2026-02-30"}, {"minimum_spent": "1e3"}):
        with pytest.raises(ShopError) as refused:
            read_segment(terms, digits=0)
        assert refused.value.code in (BadDate.code, "bad_amount")
