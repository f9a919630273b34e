"""One sale, worked out whole before anything is written."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadRequest, CouponMinimum
from db.rules.coupons import Coupon
from db.rules.points import EarningLine, Grant, SaleLine
from db.rules.rewards import RewardKind, Terms
from db.rules.sales import Buyer, SaleReckoning, reckon
from db.rules.shop import ShopSettings

GOLD = Grant("tier", "Gold", factor=Fraction("1.5"))


def buyer(usable: int = 0, *multipliers: Grant, plan_percent: int = 0) -> Buyer:
    return Buyer(usable, multipliers, "Club" if plan_percent else "", plan_percent, 0)


def coupon(kind: RewardKind, value: int, minimum: int = 0) -> Coupon:
    terms = Terms(kind, value, name="a coupon", minimum=minimum)
    return Coupon(kind.upper(), terms, None, date(2026, 1, 1), None, uses=1, used=0)


def reckoned(
    amount: int, who: Buyer | None, *coupons: Coupon, points_used: int = 0
) -> SaleReckoning:
    return reckon(
        [SaleLine(amount)],
        buyer=who,
        coupons=coupons,
        points_used=points_used,
        settings=ShopSettings(coupons_per_sale=3),
        label=lambda line, _: f"<{line.rule}>",
    )


def test_discounts_come_first_then_points_used_and_the_rest_earns() -> None:
    sale = reckoned(1980, buyer(500, GOLD), coupon("amount_off", 200), points_used=80)
    assert (sale.amount, sale.total, sale.points_value, sale.paid) == (1980, 1780, 80, 1700)
    assert [(line.label, line.points) for line in sale.breakdown] == [("<base>", 17), ("<tier>", 8)]


def test_without_a_customer_nothing_is_earned_and_no_points_are_used() -> None:
    assert reckoned(1980, None).points == 0
    with pytest.raises(BadRequest):
        reckoned(1980, None, points_used=1)
    with pytest.raises(BadRequest):
        reckoned(1980, None, coupon("points", 50))


def test_a_coupon_of_points_adds_them_as_a_line() -> None:
    assert reckoned(100, buyer(), coupon("points", 50)).points == 51


def test_a_plans_own_percentage_is_taken_off() -> None:
    assert reckoned(1000, buyer(plan_percent=10)).paid == 900


def test_a_coupon_that_is_no_money_is_not_for_sales() -> None:
    with pytest.raises(BadRequest):
        reckoned(1000, buyer(), coupon("free_months", 1))


def test_the_minimum_is_asked_before_anything_is_worked_out() -> None:
    with pytest.raises(CouponMinimum):
        reckoned(999, buyer(), coupon("amount_off", 200, minimum=1000))


@given(st.integers(0, 10_000), st.integers(0, 100), st.integers(0, 500))
def test_a_sale_is_never_negative_and_adds_up(amount: int, percent: int, off: int) -> None:
    sale = reckoned(amount, buyer(), coupon("percent_off", percent), coupon("amount_off", off))
    assert sale.total == sale.amount - sum(found.amount for found in sale.discounts)
    assert 0 <= sale.paid <= amount
    assert sale.points == sum(line.points for line in sale.breakdown)
    assert isinstance(sale.breakdown[0], EarningLine)
