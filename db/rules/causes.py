"""Causes: what donated points are worth in money, and what the shop still has to hand over."""

from collections.abc import Iterable
from fractions import Fraction
from math import floor


def worth_of_donation(points: int, *, cost: int, value: int, point_value: int) -> Fraction:
    """Return what donated points are worth, in minor units, exact until summed.

    `value` minor units are given for `cost` points; where a cause costs nothing, a point is worth
    what it is worth on a sale.
    """
    return Fraction(points * value, cost) if cost else Fraction(points * point_value)


def money_for(worths: Iterable[tuple[Fraction, int]]) -> int:
    """Return what donations come to in whole minor units, rounded down once: (worth, times)."""
    return floor(sum((worth * times for worth, times in worths), Fraction(0)))


def points_settled(amount: int, *, owed: int, points_open: int) -> int:
    """Return how many of the donated points a payment stands for: all, or in proportion."""
    if amount >= owed:
        return points_open
    return points_open * amount // owed
