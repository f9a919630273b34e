"""Stamps: what a sale is worth in them, when cards are full, and what a refund leaves."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.kept_sales import KeptSale
from db.rules.points import Reduction, SaleLine
from db.rules.stamps import (
    Fill,
    StampTerms,
    cards_emptied,
    counts,
    full_cards,
    goods_bought,
    goods_kept,
    read_terms,
    stamps_for,
    terms_doc,
)

VISIT, SPEND = StampTerms(), StampTerms("spend", 500)
COFFEES, DRINKS = StampTerms("item", 1, "Coffee"), StampTerms("spend", 500, "Coffee")
COFFEE, CAKE = SaleLine(900, "Coffee", count=2), SaleLine(1100, "Cake", count=3)


def kept_sale(*lines: SaleLine, off: int = 0, used: int = 0) -> KeptSale:
    total = sum(line.amount for line in lines) - off
    reductions = (Reduction(off),) if off else ()
    return KeptSale(total, total - used, 0, used, 0, lines, reductions, (), 0, {})


def test_a_visit_is_worth_one_stamp_whatever_was_bought() -> None:
    goods = goods_bought([SaleLine(0)], [])
    assert stamps_for(VISIT, goods, is_visit=True) == 1
    assert stamps_for(VISIT, goods, is_visit=False) == 0


@pytest.mark.parametrize(("paid", "stamps"), [(0, 0), (499, 0), (500, 1), (1499, 2), (1500, 3)])
def test_each_so_much_that_is_paid_is_worth_one_and_the_rest_none(paid: int, stamps: int) -> None:
    goods = goods_bought([SaleLine(2000)], [Reduction(2000 - paid)])
    assert stamps_for(SPEND, goods, is_visit=True) == stamps


def test_of_a_category_only_its_share_of_what_is_paid_counts() -> None:
    # Of ¥2,000 a quarter was taken off everything: ¥675 of the coffee are paid.
    goods = goods_bought([COFFEE, CAKE], [Reduction(500)])
    assert stamps_for(DRINKS, goods, is_visit=True) == 1
    assert stamps_for(SPEND, goods, is_visit=True) == 3


def test_a_share_is_exact() -> None:
    thirds = [SaleLine(1, "Coffee"), SaleLine(2, "Cake")]
    one_yen = StampTerms("spend", 1, "Coffee")
    assert stamps_for(one_yen, goods_bought(thirds, []), is_visit=True) == 1
    assert stamps_for(one_yen, goods_bought(thirds, [Reduction(1)]), is_visit=True) == 0


@pytest.mark.parametrize(("each", "stamps"), [(1, 2), (2, 1), (3, 0)])
def test_items_of_the_category_are_counted(each: int, stamps: int) -> None:
    goods = goods_bought([COFFEE, CAKE], [Reduction(2000)])  # for nothing, but they are there
    assert stamps_for(StampTerms("item", each, "Coffee"), goods, is_visit=True) == stamps


def test_a_card_could_count_a_sale_that_has_goods_of_its_category() -> None:
    assert counts(VISIT, [CAKE])
    assert counts(SPEND, [CAKE])
    assert not counts(COFFEES, [CAKE])
    assert counts(COFFEES, [CAKE, COFFEE])


def test_what_is_given_back_is_given_back_of_all_goods_alike() -> None:
    kept = kept_sale(SaleLine(1500, "Coffee", count=3))
    goods = goods_kept(kept, refunded=500, money_left=1000)
    assert stamps_for(COFFEES, goods, is_visit=True) == 2
    assert stamps_for(DRINKS, goods, is_visit=True) == 2
    assert stamps_for(SPEND, goods, is_visit=True) == 2


def test_a_sale_that_cost_nothing_keeps_its_items_until_it_is_refunded() -> None:
    kept = kept_sale(COFFEE, off=900)
    goods = goods_kept(kept, refunded=0, money_left=0)
    assert goods.left == Fraction(1)
    assert stamps_for(COFFEES, goods, is_visit=True) == 2


def test_points_used_lower_what_is_paid_of_each_line() -> None:
    kept = kept_sale(COFFEE, CAKE, used=1000)
    assert stamps_for(SPEND, goods_kept(kept, refunded=0, money_left=1000), is_visit=True) == 2
    assert stamps_for(DRINKS, goods_kept(kept, refunded=0, money_left=1000), is_visit=True) == 0


@pytest.mark.parametrize(
    ("stamps", "filled"), [(9, (0, 9)), (10, (1, 0)), (13, (1, 3)), (25, (2, 5)), (-3, (0, -3))]
)
def test_a_full_card_begins_the_next_with_the_surplus(stamps: int, filled: tuple[int, int]) -> None:
    assert full_cards(stamps, needed=10) == filled


def test_beyond_a_thousand_full_cards_at_once_stamps_carry_over() -> None:
    assert full_cards(5_000_003, needed=10) == (1000, 4_990_003)


def test_a_card_is_emptied_only_where_stamps_are_missing_and_the_latest_first() -> None:
    latest, older = Fill("LATEST", 10), Fill("OLDER", 5)
    assert cards_emptied(0, [latest, older]) == ([], 0)
    assert cards_emptied(-1, [latest, older]) == ([latest], 9)
    assert cards_emptied(-12, [latest, older]) == ([latest, older], 3)
    assert cards_emptied(-3, []) == ([], -3)


@given(
    held=st.integers(-20, 20), given_=st.integers(1, 60), needed=st.integers(1, 12),
)  # fmt: skip
def test_taking_back_what_filled_cards_leaves_what_was_held(
    held: int, given_: int, needed: int
) -> None:
    held = min(held, needed - 1)
    fills, left = full_cards(held + given_, needed=needed)
    emptied, back = cards_emptied(left - given_, [Fill(str(n), needed) for n in range(fills)])
    # As many stamps as before, or a full card more with as many fewer stamps.
    assert back + needed * (fills - len(emptied)) == held
    assert back >= 0 or len(emptied) == fills


@pytest.mark.parametrize("terms", [VISIT, SPEND, COFFEES, DRINKS, StampTerms("item", 3, "Cake")])
def test_terms_are_read_as_they_were_kept(terms: StampTerms) -> None:
    assert read_terms(terms_doc(terms)) == terms
