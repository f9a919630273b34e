"""Causes: donated points are worth what the reward says, exact until they are summed."""

from fractions import Fraction

import pytest

from db.rules.causes import money_for, points_settled, worth_of_donation


def test_a_donation_is_worth_its_share_of_the_rewards_value() -> None:
    assert worth_of_donation(7, cost=500, value=500, point_value=1) == 7
    assert worth_of_donation(100, cost=300, value=200, point_value=1) == Fraction(200, 3)


def test_where_a_cause_has_no_price_a_point_is_worth_what_it_is_on_a_sale() -> None:
    assert worth_of_donation(30, cost=0, value=500, point_value=2) == 60


def test_donations_are_rounded_down_once_and_not_each_by_itself() -> None:
    third = worth_of_donation(1, cost=3, value=1, point_value=1)
    assert money_for([(third, 8)]) == 2
    assert money_for([(third, 8), (Fraction(1, 2), 1), (third, -2)]) == 2
    assert money_for([]) == 0


@pytest.mark.parametrize(
    ("amount", "points"), [(1000, 1500), (2000, 1500), (500, 750), (333, 499), (1, 1)]
)
def test_a_payment_stands_for_its_share_of_the_points(amount: int, points: int) -> None:
    assert points_settled(amount, owed=1000, points_open=1500) == points
