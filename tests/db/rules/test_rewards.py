"""Points as money: in steps, from a minimum, up to a share of the sale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import NotEnoughPoints, PointsMax, PointsStep
from db.rules.rewards import check_points_used, most_points_for, points_to_round_sum
from db.rules.shop import ShopSettings

STEPS = ShopSettings(redeem_step=10, redeem_minimum=20, redeem_max_percent=50)


@pytest.mark.parametrize(
    ("points", "refusal"),
    [(25, PointsStep), (10, PointsStep), (500, NotEnoughPoints), (90, PointsMax)],
)
def test_the_first_reason_is_the_one_that_is_said(points: int, refusal: type[Exception]) -> None:
    with pytest.raises(refusal) as refused:
        check_points_used(points, total=170, usable=400, settings=STEPS)
    assert vars(refused.value)["max"] == 80


@given(st.integers(0, 5000), st.integers(-50, 5000), st.integers(1, 50), st.integers(1, 100))
def test_the_most_that_would_do_does_and_a_step_more_does_not(
    total: int, usable: int, step: int, percent: int
) -> None:
    settings = ShopSettings(redeem_step=step, redeem_max_percent=percent)
    most = most_points_for(total, usable=usable, settings=settings)
    if most:
        check_points_used(most, total=total, usable=usable, settings=settings)
    with pytest.raises((PointsStep, NotEnoughPoints, PointsMax)):
        check_points_used(most + step, total=total, usable=usable, settings=settings)


def test_the_round_sum_takes_the_odd_part() -> None:
    settings = ShopSettings()
    assert points_to_round_sum(1980, usable=500, settings=settings) == 80
    assert points_to_round_sum(1900, usable=500, settings=settings) == 0
    assert points_to_round_sum(1980, usable=79, settings=settings) == 0
