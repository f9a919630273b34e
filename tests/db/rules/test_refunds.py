"""Refunds: the sale's own rules on the money that remains, and nothing given back twice."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadAmount, RefundTooLarge
from db.rules.kept_sales import KeptSale
from db.rules.lots import Lot, Taken
from db.rules.points import Grant, Rate, Reduction, SaleLine
from db.rules.refunds import GivenBack, RefundReckoning, last_taken_first, reckon_refund
from db.rules.shop import NEVER, ShopSettings

YEN = ShopSettings()
ONE_PER_TEN = ShopSettings(earn_per=10)
GOLD = Grant("tier", "Gold", factor=Fraction("1.5"))
NOTHING_YET = GivenBack()
DOUBLE = Grant("promotion", "Double", factor=Fraction(2), promotion="p1", version="1-1")


def kept(total: int = 1780, *, used: int = 0, points: int = 42, **more: object) -> KeptSale:
    fields: dict[str, Any] = {
        "total": total,
        "paid": total - used,
        "points": points,
        "points_used": used,
        "settings": 0,
        "lines": (SaleLine(total),),
        "reductions": (),
        "grants": (GOLD, DOUBLE),
        "earned_today": 0,
        "promotions": {"p1": 17},
    }
    return KeptSale(**{**fields, **more})


def back(
    sale: KeptSale,
    amount: int | None,
    before: GivenBack = NOTHING_YET,
    settings: ShopSettings = YEN,
    expired: int = 0,
) -> RefundReckoning:
    return reckon_refund(sale, before, sale="s", amount=amount, settings=settings, expired=expired)


def test_points_are_worked_out_again_on_the_money_that_remains() -> None:
    refund = back(kept(), 1000)
    assert (refund.money_back, refund.points_reversed, refund.whole) == (1000, 25, False)
    assert refund.promotions == {"p1": 10}  # back into its budget


def test_a_full_refund_reverses_all() -> None:
    refund = back(kept(), None)
    assert (refund.money_back, refund.points_reversed, refund.whole) == (1780, 42, True)
    assert refund.promotions == {"p1": 17}


def test_points_used_come_back_in_proportion_and_the_rest_is_money() -> None:
    sale = kept(850, used=150, points=70, grants=(), promotions={})
    refund = back(sale, 425, settings=ONE_PER_TEN)
    assert (refund.points_returned, refund.money_back, refund.points_reversed) == (75, 350, 35)


def test_two_refunds_come_to_what_one_would_have_come_to() -> None:
    first = back(kept(), 700)
    before = GivenBack(
        1,
        first.amount,
        first.money_back,
        0,
        first.points_reversed,
        first.points_less,
        first.promotions,
    )
    second = back(kept(), 300, before)
    assert first.points_reversed + second.points_reversed == 25
    assert first.promotions["p1"] + second.promotions["p1"] == 10


def test_own_points_that_have_expired_count_as_reversed() -> None:
    assert back(kept(), None, expired=42).points_reversed == 0
    assert back(kept(), None, expired=12).points_reversed == 30


def test_more_than_is_left_is_refused_with_what_is_left() -> None:
    with pytest.raises(RefundTooLarge) as refused:
        back(kept(), 1001, GivenBack(1, 780, 780))
    assert refused.value.max == 1000
    with pytest.raises(RefundTooLarge) as refused:
        back(kept(), None, GivenBack(1, 1780, 1780))
    assert refused.value.max == 0


def test_a_refund_of_nothing_is_no_amount() -> None:
    with pytest.raises(BadAmount):
        back(kept(), 0)


def test_a_sale_of_nothing_is_given_back_once() -> None:
    nothing = kept(0, points=0, grants=(), promotions={})
    assert back(nothing, None).whole
    assert back(nothing, 0).whole
    with pytest.raises(RefundTooLarge):
        back(nothing, None, GivenBack(refunds=1))


def test_a_promotion_whose_minimum_is_no_longer_met_gives_nothing() -> None:
    from_1500 = Grant("promotion", "Big", points=50, minimum=1500, promotion="p1")
    sale = kept(1780, points=67, grants=(from_1500,), promotions={"p1": 50})
    assert back(sale, 280).points_reversed == 2  # 1500 remain: 15 of the 17, and the bonus
    assert back(sale, 281).points_reversed == 67 - 14


def test_lines_discounts_and_rates_are_those_of_the_sale() -> None:
    beans = SaleLine(1000, "Beans", rate=Rate(100, 3))
    tobacco = SaleLine(500, "Tobacco", earns=False)
    sale = kept(
        1300,
        points=24,
        lines=(beans, tobacco),
        reductions=(Reduction(200, ("Beans",)),),
        grants=(),
        promotions={},
    )
    # 800 of beans at 3 per 100 are 24; half of the 1,300 leaves 400, which are 12
    assert back(sale, 650).points_reversed == 12


def test_a_point_worth_more_than_a_unit_never_makes_anybody_pay_for_a_refund() -> None:
    ten = ShopSettings(point_value=10)
    sale = kept(100, used=10, points=0, paid=0, grants=(), promotions={})
    first = back(sale, 9, settings=ten)
    assert (first.money_back, first.points_returned) == (0, 0)
    second = back(sale, 91, GivenBack(1, 9, 0, 0, 0), settings=ten)
    assert (second.money_back, second.points_returned) == (0, 10)


@given(
    total=st.integers(1, 3000),
    value=st.integers(1, 12),
    share=st.integers(0, 100),
    parts=st.lists(st.integers(1, 900), max_size=6),
)
def test_refunds_in_any_parts_give_back_all_and_no_more(
    total: int, value: int, share: int, parts: list[int]
) -> None:
    settings = ShopSettings(point_value=value)
    used = total * share // 100 // value
    paid = total - used * value
    sale = kept(total, used=used, paid=paid, points=paid // 100, grants=(), promotions={})
    before = GivenBack()
    for amount in [*parts, None]:
        left = total - before.amount
        if left == 0:
            break
        asked = None if amount is None else min(amount, left)
        refund = back(sale, asked, before, settings)
        assert refund.money_back >= 0
        assert refund.points_returned >= 0
        assert refund.points_reversed >= 0
        before = GivenBack(
            before.refunds + 1,
            before.amount + refund.amount,
            before.money + refund.money_back,
            before.points_returned + refund.points_returned,
            before.points_reversed + refund.points_reversed,
        )
        assert before.money <= paid
        assert before.points_returned <= used
    assert (before.amount, before.money) == (total, paid)
    assert (before.points_returned, before.points_reversed) == (used, paid // 100)


def test_what_was_taken_last_comes_back_first() -> None:
    lots = [Lot(name, date(2026, 1, 1), date(2026, 1, 1), None, NEVER, 100, 0) for name in "abc"]
    takings = [Taken(lot, points) for lot, points in zip(lots, (50, 60, 40), strict=True)]

    def names(points: int, before: int) -> list[tuple[str, int]]:
        found = last_taken_first(takings, points=points, returned_before=before)
        return [(taken.lot.id, points) for taken, points in found]

    assert names(75, 0) == [("c", 40), ("b", 35)]
    assert names(75, 75) == [("b", 25), ("a", 50)]
