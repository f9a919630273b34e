"""Surprises: everybody in the hat is as likely as anybody else, and the odds are exact."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import permutations, product
from typing import Any

import pytest

from db.clock import random_below
from db.errors import BadAmount, BadDate, BadRequest, ShopError
from db.rules.shop import Gift
from db.rules.surprises import (
    MOST_DRAWN,
    Below,
    Group,
    WeightedGift,
    check_count,
    drawn,
    gift_drawn,
    odds_of,
    read_gifts,
    read_group,
    spoken_group,
)


def tickets(*numbers: int) -> Below:
    """Return a source of chance that says these numbers, one after the other."""
    left: Iterator[int] = iter(numbers)

    def below(limit: int) -> int:
        found = next(left)
        assert 0 <= found < limit
        return found

    return below


def test_every_way_of_drawing_comes_exactly_once_among_all_that_chance_can_say() -> None:
    said = product(range(4), range(3))  # the first of four, the second of the three left
    ways = [tuple(drawn("abcd", 2, below=tickets(*numbers))) for numbers in said]
    assert sorted(ways) == sorted(permutations("abcd", 2))


def test_nobody_is_drawn_twice_and_a_draw_of_all_draws_all() -> None:
    people = [f"customer {number}" for number in range(50)]
    assert sorted(drawn(people, 50, below=random_below)) == sorted(people)
    assert drawn(people, 0, below=random_below) == []


def test_a_gift_comes_as_often_as_its_weight_says() -> None:
    gifts = [WeightedGift(Gift(100), 3), WeightedGift(Gift(500), 1)]
    assert [gift_drawn(gifts, below=tickets(ticket)) for ticket in range(4)] == [0, 0, 0, 1]


def test_the_secure_source_is_fair() -> None:
    """Chi-square of 12,000 draws of 3 of 12, far beyond what chance does once in a milliard."""
    people, draws = range(12), 12_000
    found = Counter(winner for _ in range(draws) for winner in drawn(people, 3, below=random_below))
    expected = draws * 3 / 12
    chi_square = sum((found[each] - expected) ** 2 / expected for each in people)
    assert chi_square < 70  # 11 degrees of freedom: 1 in 10^10


def test_odds_are_said_whole_and_not_shortened() -> None:
    assert odds_of(3, 120) == "3/120"


@pytest.mark.parametrize(
    ("count", "size", "field", "problem"),
    [
        (1, 0, "group", "nobody"),
        (4, 3, "count", "more_than_group"),
        (0, 3, "count", "range"),
        (MOST_DRAWN + 1, 10**6, "count", "range"),
    ],
)
def test_what_cannot_be_drawn_is_refused(count: int, size: int, field: str, problem: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        check_count(count, size=size)
    assert (refusal.value.field, refusal.value.problem) == (field, problem)
    check_count(3, size=3)


def test_a_group_is_kept_in_the_words_in_which_it_was_told() -> None:
    told = {
        "tier": "Gold", "plan": "Club", "tag": "vinyl", "visited_since": "2026-08-01",
        "not_visited_since": "2026-11-01", "birthday_month": 11, "joined_since": "2025-01-01",
        "minimum_spent": "12.50", "minimum_visits": 3,
    }  # fmt: skip
    group = read_group(told, digits=2)
    assert (group.minimum_spent, group.visited_since) == (1250, date(2026, 8, 1))
    assert spoken_group(group, digits=2) == told
    assert read_group({"tag": None}, digits=0) == Group() == read_group({}, digits=0)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"colour": "red"}, BadRequest),
        ({"birthday_month": 13}, BadRequest),
        ({"birthday_month": "11"}, BadRequest),
        ({"tag": ""}, BadRequest),
        ({"visited_since": "yesterday"}, BadDate),
        ({"minimum_spent": "1e3"}, BadAmount),
        ({"minimum_visits": -1}, BadRequest),
    ],
)
def test_a_group_that_cannot_be_meant_is_refused(
    told: dict[str, Any], refusal: type[ShopError]
) -> None:
    with pytest.raises(refusal):
        read_group(told, digits=0)


def test_gifts_are_points_or_rewards_by_weight() -> None:
    assert read_gifts([{"reward": "Tea"}, {"points": 50, "weight": 9}]) == (
        WeightedGift(Gift(reward="Tea"), 1),
        WeightedGift(Gift(50), 9),
    )


@pytest.mark.parametrize(
    "told",
    [
        [],
        [{"points": 1}] * 13,
        [{}],
        [{"points": 0}],
        [{"points": 5, "reward": "Tea"}],
        [{"points": 5, "weight": 0}],
        [{"points": 5, "weight": True}],
    ],
)
def test_gifts_that_cannot_be_meant_are_refused(told: list[dict[str, Any]]) -> None:
    with pytest.raises(BadRequest):
        read_gifts(told)
