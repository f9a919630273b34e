"""What rewards cost, what hangs on coupons, which points will lapse: shares and their limits."""

from fractions import Fraction

import pytest

from db.rules.reward_cost import BREAKAGE_LOTS, Breakage, CouponDependence, RewardParts


def test_the_cost_is_what_was_taken_off_not_what_was_promised() -> None:
    parts = RewardParts(coupons=300, discounts=98, points_used=40, points_given=9999)
    assert parts.taken_off == 438


def test_shares_that_hang_on_coupons_are_exact_and_none_of_nothing() -> None:
    some = CouponDependence(buyers=3, buyers_only=1, revenue=700, revenue_with=400)
    assert (some.buyers_percent, some.revenue_percent) == (Fraction(100, 3), Fraction(400, 7))
    none = CouponDependence()
    assert (none.buyers_percent, none.revenue_percent) == (None, None)


def test_points_that_never_end_never_lapse() -> None:
    """Half of what is running has a last day: of ten owed, five may lapse, and half of these do."""
    mixed = Breakage(lots=200, points=1000, lapsed=500, outstanding=10, running=80,
                     running_to_a_day=40)  # fmt: skip
    assert mixed.past_percent == 50
    assert mixed.percent == 25
    assert mixed.expected_points == 2  # 2.5, rounded half-even


@pytest.mark.parametrize(("lots", "known"), [(BREAKAGE_LOTS - 1, False), (BREAKAGE_LOTS, True)])
def test_nothing_is_expected_of_too_few_lots(lots: int, known: bool) -> None:
    few = Breakage(lots=lots, points=1000, lapsed=250, outstanding=10, point_value=3)
    assert (few.percent is not None) == known
    assert few.expected_points == (2 if known else None)  # 2.5, rounded half-even
    assert few.expected_liability == (24 if known else None)
