"""Coupons: codes that people can read aloud and nobody can invent; discounts in their order."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import (
    CouponExpired,
    CouponMinimum,
    CouponNotCombinable,
    CouponNotYet,
    CouponOtherCustomer,
    CouponUsed,
    CouponVoided,
    ForgedCoupon,
    UnknownCoupon,
)
from db.rules.coupons import (
    ALPHABET,
    Coupon,
    check_coupon,
    check_minimum,
    check_together,
    code_of,
    discount_amount,
    discounts_on,
    read_code,
    spoken_code,
    state_on,
)
from db.rules.points import SaleLine
from db.rules.rewards import RewardKind, Terms

KEY, OTHER_KEY = bytes(range(32)), bytes(32)
TODAY = date(2026, 11, 22)
randoms = st.text(ALPHABET, min_size=8, max_size=8)


def coupon(
    kind: RewardKind = "amount_off",
    value: int = 200,
    *,
    code: str = "A" * 12,
    uses: int = 1,
    used: int = 0,
    valid_from: date = TODAY,
    valid_until: date | None = None,
    customer_id: str | None = None,
    voided_on: date | None = None,
    minimum: int = 0,
    categories: tuple[str, ...] = (),
    max_discount: int | None = None,
    combinable: bool = False,
) -> Coupon:
    terms = Terms(
        kind,
        value,
        minimum=minimum,
        max_discount=max_discount,
        categories=categories,
        combinable=combinable,
    )
    return Coupon(
        code,
        terms,
        customer_id,
        valid_from,
        valid_until,
        uses=uses,
        used=used,
        voided_on=voided_on,
    )


@given(randoms)
def test_a_code_of_the_shop_reads_back_however_it_is_typed(random_part: str) -> None:
    code = code_of(random_part, key=KEY)
    typed = spoken_code(code).lower().replace("1", "l").replace("0", "o").replace("-", " ")
    assert read_code(typed, key=KEY) == code


_HEARD_AS = {"0": "0Oo０Ｏｏ", "1": "1IiLl１ＩｉＬｌ"}
_BETWEEN = ("", "", "", " ", "-", " - ", "　", "－", "–", "‐", "ー", "\t")


@st.composite
def typed_codes(draw: st.DrawFn) -> tuple[str, str]:
    """Return a code of the shop, and one of the ways in which people type it."""
    code = code_of(draw(randoms), key=KEY)
    typed = ""
    for letter in code:
        wide = chr(ord(letter) + 0xFEE0)
        ways = _HEARD_AS.get(letter, letter + letter.lower() + wide + wide.lower())
        typed += draw(st.sampled_from(_BETWEEN)) + draw(st.sampled_from(ways))
    return code, typed


@given(typed_codes())
def test_whatever_is_typed_for_a_letter_is_understood(typed: tuple[str, str]) -> None:
    code, text = typed
    assert read_code(text, key=KEY) == code
    assert read_code(f" {text} ", key=KEY) == code


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_of_the_shop_or_refused(text: str) -> None:
    try:
        code = read_code(text, key=KEY)
    except (ForgedCoupon, UnknownCoupon):
        return
    assert code == code_of(code[:8], key=KEY)


@given(randoms, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_found(random_part: str, place: int, letter: str) -> None:
    code = code_of(random_part, key=KEY)
    wrong = code[:place] + letter + code[place + 1 :]
    if wrong == code:
        assert read_code(wrong, key=KEY) == code
        return
    with pytest.raises(ForgedCoupon):
        read_code(wrong, key=KEY)


@pytest.mark.parametrize("text", ["", "ABC", "U" * 12, "A" * 13, "coupon", "２" * 11, "A-B"])
def test_what_cannot_be_a_code_is_unknown(text: str) -> None:
    with pytest.raises(UnknownCoupon):
        read_code(text, key=KEY)


def test_another_shops_code_is_told_from_ones_own() -> None:
    with pytest.raises(ForgedCoupon):
        read_code(code_of("ABCDEFGH", key=OTHER_KEY), key=KEY)


def test_used_goes_before_voided_and_voided_before_expired() -> None:
    past = date(2026, 1, 1)
    assert state_on(coupon(used=1, voided_on=past, valid_until=past), TODAY) == "used"
    assert state_on(coupon(voided_on=past, valid_until=past), TODAY) == "voided"
    assert state_on(coupon(valid_until=past), TODAY) == "expired"
    assert state_on(coupon(valid_until=TODAY), TODAY) == "issued"
    assert state_on(coupon(uses=2, used=1), TODAY) == "issued"


@pytest.mark.parametrize(
    ("bad", "refusal"),
    [
        (coupon(used=1), CouponUsed),
        (coupon(voided_on=TODAY), CouponVoided),
        (coupon(valid_until=date(2026, 11, 21)), CouponExpired),
        (coupon(valid_from=date(2026, 11, 23)), CouponNotYet),
        (coupon(customer_id="somebody else"), CouponOtherCustomer),
    ],
)
def test_a_coupon_that_does_not_hold_says_why(bad: Coupon, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check_coupon(bad, day=TODAY, customer_id="me")


def test_only_combinable_coupons_go_beyond_the_limit_and_none_goes_twice() -> None:
    one, two = coupon(code="1" * 12), coupon(code="2" * 12)
    free = coupon(code="3" * 12, combinable=True)
    check_together([one, free], limit=1)
    with pytest.raises(CouponNotCombinable):
        check_together([one, two], limit=1)
    with pytest.raises(CouponUsed):
        check_together([free, free], limit=5)


def test_the_minimum_is_that_of_its_own_categories_and_counts_before_discounts() -> None:
    lines = [SaleLine(800, "Drinks"), SaleLine(700, "Beans")]
    check_minimum(coupon(minimum=1500), lines)
    with pytest.raises(CouponMinimum) as refused:
        check_minimum(coupon(minimum=1000, categories=("Drinks",)), lines)
    assert refused.value.missing == 200
    assert refused.value.goods_missing is None
    with pytest.raises(CouponMinimum) as refused:
        check_minimum(coupon(categories=("Cake",)), lines)
    assert refused.value.facts() == {
        "coupon": "AAAA-AAAA-AAAA", "minimum": 0, "missing": 0, "categories": ("Cake",),
        "goods_missing": True,
    }  # fmt: skip


def test_a_refusal_knows_what_a_person_asks_next() -> None:
    day = date(2026, 11, 12)
    used = replace(coupon(uses=3, used=3), used_on=day)
    with pytest.raises(CouponUsed) as spent:
        check_coupon(used, day=TODAY, customer_id=None)
    assert (spent.value.used_on, spent.value.uses) == ("2026-11-12", 3)
    lost = replace(coupon(voided_on=day), void_reason="lost")
    with pytest.raises(CouponVoided) as voided:
        check_coupon(lost, day=TODAY, customer_id=None)
    assert (voided.value.voided_on, voided.value.reason) == ("2026-11-12", "lost")
    for customer, problem in (("me", "other"), (None, "nobody")):
        with pytest.raises(CouponOtherCustomer) as somebody:
            check_coupon(coupon(customer_id="you"), day=TODAY, customer_id=customer)
        assert somebody.value.problem == problem


def test_item_then_plan_then_percent_then_amount_each_on_what_is_left() -> None:
    coupons = [
        coupon("amount_off", 100, code="1" * 12),
        coupon("percent_off", 10, code="2" * 12),
        coupon("free_item", 500, code="3" * 12),
    ]
    found = discounts_on([SaleLine(2000)], coupons, plan_name="Club", plan_percent=20)
    assert [discount.amount for discount in found] == [500, 300, 120, 100]
    assert [discount.code for discount in found] == ["3" * 12, None, "2" * 12, "1" * 12]


def test_a_discount_never_makes_a_sale_negative_and_percent_is_rounded_down() -> None:
    assert discount_amount(Terms("amount_off", 500), Fraction(300)) == 300
    assert discount_amount(Terms("percent_off", 10), Fraction(999)) == 99
    assert discount_amount(Terms("percent_off", 50, max_discount=100), Fraction(999)) == 100


@given(
    st.lists(st.integers(0, 3000), min_size=1, max_size=4),
    st.lists(
        st.tuples(st.sampled_from(["amount_off", "percent_off", "free_item"]), st.integers(0, 100)),
        max_size=4,
    ),
)
def test_all_discounts_together_are_at_most_the_sale(
    amounts: list[int], kinds: list[tuple[RewardKind, int]]
) -> None:
    coupons = [
        coupon(kind, value, code=str(number) * 12) for number, (kind, value) in enumerate(kinds)
    ]
    found = discounts_on([SaleLine(amount) for amount in amounts], coupons)
    assert 0 <= sum(discount.amount for discount in found) <= sum(amounts)


# -- Against a slow second way --------------------------------------------------------------

_GOODS = ("Drinks", "Cakes", None)
_MONEY_KINDS: tuple[RewardKind, ...] = ("free_item", "percent_off", "amount_off", "points")
baskets = st.lists(
    st.builds(SaleLine, st.integers(0, 5_000), st.sampled_from(_GOODS)), min_size=1, max_size=4
)
discount_coupons = st.builds(
    coupon,
    st.sampled_from(_MONEY_KINDS),
    st.integers(0, 100),
    categories=st.sampled_from(((), ("Drinks",), ("Drinks", "Cakes"))),
    max_discount=st.sampled_from((None, 0, 30)),
)


def slow_discounts(
    lines: list[SaleLine], coupons: list[Coupon], plan_percent: int
) -> list[tuple[str, int]]:
    """Take each off the lines it is for, in proportion; the same law, word for word."""
    rests = [Fraction(line.amount) for line in lines]
    told = []
    for kind in ("free_item", "plan", "percent_off", "amount_off"):
        of_kind = [each.terms for each in coupons if each.terms.kind == kind]
        if kind == "plan" and plan_percent:
            of_kind = [Terms("percent_off", plan_percent)]
        for terms in of_kind:
            places = [
                place
                for place, line in enumerate(lines)
                if not terms.categories or line.category in terms.categories
            ]
            there = sum((rests[place] for place in places), Fraction(0))
            off = terms.value if terms.kind != "percent_off" else int(there * terms.value / 100)
            if terms.kind == "percent_off" and terms.max_discount is not None:
                off = min(off, terms.max_discount)
            off = min(off, int(there))
            told.append((kind, off))
            for place in places:
                rests[place] -= rests[place] * off / there if there else 0
    return told


@given(baskets, st.lists(discount_coupons, max_size=4), st.sampled_from((0, 5, 33)), st.randoms())
def test_discounts_are_what_the_law_says_in_whatever_order_they_are_scanned(
    lines: list[SaleLine], coupons: list[Coupon], plan_percent: int, chance: Random
) -> None:
    found = [each.amount for each in discounts_on(lines, coupons, plan_percent=plan_percent)]
    assert found == [off for _, off in slow_discounts(lines, coupons, plan_percent)]
    assert 0 <= sum(found) <= sum(line.amount for line in lines)
    kinds = [each.terms.kind for each in coupons]
    if len(set(kinds)) == len(kinds):  # inside a kind the order of the request counts
        shuffled = chance.sample(coupons, len(coupons))
        again = [each.amount for each in discounts_on(lines, shuffled, plan_percent=plan_percent)]
        assert again == found
