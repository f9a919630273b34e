"""Whether a plan pays: the members before and since, and a customer's visits, in round numbers."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from db.rules.plan_worth import Compared, Past, PlanCosts, compare, plan_for
from db.rules.rewards import Terms as CouponTerms
from db.rules.shop import ShopSettings
from db.rules.subscriptions import Terms

TODAY = date(2026, 11, 22)
CLUB = Terms("p", "Club", 980, "month", 7, Fraction(1), 10, 0, None)


def visits(count: int, amount: int = 1200, *, every: int = 7) -> list[tuple[date, int]]:
    return [(TODAY - timedelta(days=every * number), amount) for number in range(count)]


def test_costs_are_discounts_points_at_their_value_coupons_and_free_months() -> None:
    costs = PlanCosts(500, 20, 100, 30, 200, 980, point_value=2)
    assert (costs.points, costs.total) == (300, 500 + 300 + 200 + 980)


def test_it_pays_from_the_visit_at_which_it_has_brought_its_price() -> None:
    told = plan_for(CLUB, visits(14), coupon=None, today=TODAY, settings=ShopSettings())
    # ¥120 off a usual ¥1,200, and 10 points instead of 12.
    assert (told.usual, told.each_visit, told.each_period) == (1200, 118, 0)
    assert told.pays_from == 9  # 8 × 118 = 944, 9 × 118 = 1,062
    assert (told.comes, told.pays) == (4, False)


def test_a_price_that_is_met_exactly_is_met() -> None:
    told = plan_for(
        replace(CLUB, price=944), visits(14), coupon=None, today=TODAY, settings=ShopSettings()
    )
    assert told.pays_from == 8


def test_what_each_period_brings_counts_before_any_visit() -> None:
    terms = replace(CLUB, points_each_period=300)
    coupon = CouponTerms("amount_off", 350, "Coffee")
    told = plan_for(terms, visits(14), coupon=coupon, today=TODAY, settings=ShopSettings())
    assert (told.each_period, told.pays_from, told.pays) == (650, 3, True)
    free = replace(terms, points_each_period=980)
    told = plan_for(free, visits(14), coupon=None, today=TODAY, settings=ShopSettings())
    assert (told.pays_from, told.pays) == (0, True)


@pytest.mark.parametrize(
    ("coupon", "worth"),
    [
        (CouponTerms("percent_off", 50, "Half", max_discount=500), 500),
        (CouponTerms("free_item", 5000, "Cake"), 1200),
        (CouponTerms("points", 70, "Points"), 70),
        (CouponTerms("amount_off", 300, "Large", minimum=1201), 0),
    ],
)
def test_a_coupon_is_worth_what_it_takes_off_a_usual_purchase(
    coupon: CouponTerms, worth: int
) -> None:
    told = plan_for(CLUB, visits(14), coupon=coupon, today=TODAY, settings=ShopSettings())
    assert told.each_period == worth


def test_more_points_count_at_their_value_and_a_plan_that_brings_nothing_never_pays() -> None:
    twice = replace(CLUB, discount_percent=0, multiplier=Fraction(2))
    told = plan_for(twice, visits(14), coupon=None, today=TODAY, settings=ShopSettings())
    assert told.each_visit == 12
    nothing = replace(CLUB, discount_percent=0)
    told = plan_for(nothing, visits(14), coupon=None, today=TODAY, settings=ShopSettings())
    assert (told.pays_from, told.pays) == (None, False)


def test_how_often_somebody_comes_is_told_by_the_last_ninety_days_or_by_a_year() -> None:
    weekly = visits(60)[::-1]
    told = plan_for(CLUB, weekly, coupon=None, today=TODAY, settings=ShopSettings())
    assert told.comes == 4  # 13 in 90 days are 4.4 a month
    year = replace(CLUB, every="year", price=9800)
    assert plan_for(year, weekly, coupon=None, today=TODAY, settings=ShopSettings()).comes == 53
    new = visits(3, every=5)  # known for eleven days: as if for thirty
    assert plan_for(CLUB, new, coupon=None, today=TODAY, settings=ShopSettings()).comes == 3


def test_the_usual_purchase_is_the_middle_one() -> None:
    bought = [(TODAY, amount) for amount in (300, 1000, 50_000, 1101)]
    told = plan_for(CLUB, bought, coupon=None, today=TODAY, settings=ShopSettings())
    assert (told.usual, told.visits, told.is_known) == (1050, 1, False)
    nobody = plan_for(CLUB, [], coupon=None, today=TODAY, settings=ShopSettings())
    assert (nobody.usual, nobody.comes, nobody.is_known) == (0, 0, False)


def test_members_are_compared_over_the_same_time_before_and_since() -> None:
    joined = date(2026, 6, 1)

    def on(*days: int, spent: int = 100) -> list[tuple[date, int]]:
        return [(joined + timedelta(days=day), spent) for day in days]

    known_long = Past(joined, joined + timedelta(days=39), on(-200, -40, -1, 0, 10, 39, 40))
    known_short = Past(joined, joined + timedelta(days=300), on(-50, 0, 49, 50))
    too_new = Past(joined, joined + timedelta(days=300), on(-29, 0, 20))
    left_at_once = Past(joined, joined + timedelta(days=28), on(-200, 0, 20))
    told = compare([known_long, known_short, too_new, left_at_once])
    assert told == Compared(2, 90, 3, 5, 300, 500)
    assert not told.is_enough
    assert told.monthly(5) == 5 / (Fraction(90 * 48, 1461))
    assert compare([known_long] * 8).is_enough
    assert compare([]).monthly(0) == 0
