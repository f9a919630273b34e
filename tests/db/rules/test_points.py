"""Earning: every line a whole number, their sum what the customer gets."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.money import Rounding
from db.rules.points import (
    Grant,
    Reduction,
    SaleLine,
    Share,
    earning_shares,
    points_for_sale,
    rests,
    total_points,
)
from db.rules.shop import ShopSettings

GOLD = Grant("tier", "Gold", factor=Fraction("1.5"))
DOUBLE = Grant("plan", "Club", factor=Fraction(2))


def test_multipliers_add_up_and_do_not_compound() -> None:
    lines = points_for_sale([Share(Fraction(1780))], settings=ShopSettings(), grants=[GOLD, DOUBLE])
    assert [(line.rule, line.points) for line in lines] == [("base", 17), ("tier", 8), ("plan", 17)]


def test_with_stacking_best_only_the_line_that_gives_most_stays() -> None:
    settings = ShopSettings(stacking="best")
    lines = points_for_sale([Share(Fraction(1780))], settings=settings, grants=[GOLD, DOUBLE])
    assert [line.rule for line in lines] == ["base", "plan"]


@pytest.mark.parametrize(
    ("rounding", "base", "tier"), [("down", 19, 9), ("nearest", 20, 10), ("up", 20, 10)]
)
def test_19_99_at_one_a_dollar_times_one_and_a_half(
    rounding: Rounding, base: int, tier: int
) -> None:
    settings = ShopSettings(currency="USD", digits=2, earn_per=100, rounding=rounding)
    lines = points_for_sale([Share(Fraction(1999))], settings=settings, grants=[GOLD])
    assert [line.points for line in lines] == [base, tier]


def test_900_yen_give_9_at_1_per_100_but_9_at_10_per_1000_only_by_exact_shares() -> None:
    one_per_100 = ShopSettings(earn_per=100, earn_points=1)
    ten_per_1000 = ShopSettings(earn_per=1000, earn_points=10)
    assert total_points(points_for_sale([Share(Fraction(900))], settings=one_per_100)) == 9
    assert total_points(points_for_sale([Share(Fraction(900))], settings=ten_per_1000)) == 9


def test_a_factor_of_1_15_on_a_base_of_100_gives_15() -> None:
    exact = Grant("tier", "x", factor=Fraction("1.15"))
    lines = points_for_sale([Share(Fraction(10_000))], settings=ShopSettings(), grants=[exact])
    assert lines[1].points == 15


def test_a_base_of_nothing_is_still_shown_and_bonuses_of_nothing_are_not() -> None:
    lines = points_for_sale([Share(Fraction(99))], settings=ShopSettings(), grants=[GOLD])
    assert [(line.rule, line.points) for line in lines] == [("base", 0)]


def test_caps_stand_as_lines_of_their_own_at_the_end() -> None:
    settings = ShopSettings(max_points_per_sale=10, max_points_per_day=12)
    lines = points_for_sale([Share(Fraction(5000))], settings=settings, earned_today=5)
    assert [(line.rule, line.points) for line in lines] == [
        ("base", 50),
        ("cap_sale", -40),
        ("cap_day", -3),
    ]


def test_a_cap_never_takes_more_than_there_is() -> None:
    settings = ShopSettings(max_points_per_day=5)
    assert (
        total_points(points_for_sale([Share(Fraction(500))], settings=settings, earned_today=9))
        == 0
    )


def test_a_reduction_falls_on_all_lines_in_proportion_to_what_is_left() -> None:
    lines = [SaleLine(1000), SaleLine(500, "Tobacco", earns=False)]
    assert earning_shares(lines, [Reduction(300)]) == [Share(Fraction(800))]
    assert earning_shares(lines, [Reduction(300, ("Tobacco",))]) == [Share(Fraction(1000))]


def test_a_bonus_of_a_coupon_is_one_line() -> None:
    bonus = Grant("coupon", "Birthday", points=30)
    lines = points_for_sale([Share(Fraction(100))], settings=ShopSettings(), grants=[bonus])
    assert total_points(lines) == 31


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=5), st.data())
def test_reductions_take_exactly_what_they_say(amounts: list[int], data: st.DataObject) -> None:
    lines = [SaleLine(amount) for amount in amounts]
    first = data.draw(st.integers(0, sum(amounts)))
    second = data.draw(st.integers(0, sum(amounts) - first))
    left = rests(lines, [Reduction(first), Reduction(second)])
    assert sum(left) == sum(amounts) - first - second
    assert all(rest >= 0 for rest in left)
