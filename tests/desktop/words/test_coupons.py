"""What is said of coupons and batches, in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from db.queries.batches import Batch, BatchReturns
from db.queries.coupon_list import CouponLife, CouponUse, ListedCoupon
from db.rules.coupons import Coupon
from db.rules.rewards import Terms
from db.rules.shop import ShopSettings
from desktop.i18n import speaking
from desktop.printing.coupon import COUPON_PAPERS
from desktop.words.coupons import (
    batch_came_back,
    batch_chip,
    batch_facts,
    batch_line,
    bought_with_points,
    coupon_facts,
    coupon_papers,
    for_whom,
    issue_story,
    joins_words,
    last_day,
    made_words,
    name_of,
    returns_facts,
    state_chip,
    states,
    use_said,
    void_question,
    voided_words,
)

YEN = ShopSettings()
TODAY = date(2026, 11, 22)
TERMS = Terms("amount_off", 200, "Tea", minimum=1000, categories=("Drinks",), combinable=True)
COUPON = Coupon("C7K29QXM4T8D", TERMS, None, TODAY, date(2026, 12, 31), uses=1, used=0)
BATCH = Batch(
    "Flyer", 500, 61, 9, 0, 430, 61, 12_200, date(2026, 9, 20), date(2026, 9, 20),
    date(2026, 12, 31), "¥200 off",
)  # fmt: skip


@pytest.mark.parametrize(
    ("coupon", "words"),
    [
        (COUPON, ("Still good", "good")),
        (replace(COUPON, valid_from=date(2026, 12, 3)), ("From 3 Dec", "gold")),
        (replace(COUPON, used=1), ("Used", "info")),
        (replace(COUPON, valid_until=date(2026, 11, 21)), ("Expired", "plain")),
        (replace(COUPON, voided_on=TODAY), ("Void", "warn")),
        (replace(COUPON, voided_on=TODAY, replaced_by="X"), ("Replaced", "warn")),
    ],
)
def test_a_state_is_a_word_and_a_tone(coupon: Coupon, words: tuple[str, str]) -> None:
    with speaking("en"):
        assert state_chip(coupon, TODAY) == words


def test_states_begin_with_what_can_be_used() -> None:
    with speaking("en"):
        assert [state for state, _ in states()] == ["issued", "", "used", "expired", "voided"]


def test_every_paper_that_is_drawn_can_be_chosen() -> None:
    offered = {paper for paper, _ in coupon_papers()}
    assert offered - {"page"} == set(COUPON_PAPERS) - {"a4", "letter"}


def test_a_row_says_whose_a_coupon_is() -> None:
    listed = ListedCoupon(COUPON, 1, "Misaki", TODAY, "")
    with speaking("en"):
        assert for_whom(listed) == "Misaki"
        assert for_whom(replace(listed, owner="")) == "whoever brings it"
        flyer = replace(COUPON, batch="Flyer")
        assert for_whom(replace(listed, owner="", coupon=flyer)) == "Flyer"
        assert last_day(replace(COUPON, valid_until=None)) == "no last day"
        assert name_of(replace(TERMS, name=""), YEN) == "¥200 off"


def test_all_there_is_to_know_of_a_coupon_is_said() -> None:
    coupon = replace(
        COUPON, uses=3, used=1, batch="Flyer", voided_on=TODAY, void_reason="misprint"
    )  # fmt: skip
    life = CouponLife(coupon, TODAY, "next_visit", "mio", (), "ken")
    with speaking("en"):
        said = {each.words: each.value for each in coupon_facts(life, YEN)}
    assert said == {
        "Valid": "22 Nov 2026 – 31 Dec 2026",
        "Conditions": "from ¥1,000 · for Drinks · goes with others",
        "Uses": "1 of 3 used",
        "Batch": "Flyer",
        "Made": "22 Nov 2026 · for the next visit · mio",
        "Void": "22 Nov 2026 · misprint · ken",
    }
    lost = replace(COUPON, voided_on=TODAY, void_reason="replaced", replaced_by="A" * 12)
    new = CouponLife(COUPON, TODAY, "replaced", None, (), replaces="B" * 12)
    with speaking("en"):
        ends = [
            coupon_facts(CouponLife(each, TODAY, "", None, (), "ken"), YEN)[-1]
            for each in (lost, replace(COUPON, voided_on=TODAY, void_reason="refund"))
        ]
        begins = coupon_facts(new, YEN)[-1]
    assert [(each.words, each.value) for each in (*ends, begins)] == [
        ("Replaced", "22 Nov 2026 · AAAA-AAAA-AAAA · ken"),
        ("Void", "22 Nov 2026 · its sale was refunded · ken"),
        ("Instead of", "BBBB-BBBB-BBBB"),
    ]
    use = CouponUse(TODAY, 200, "1-7", "mio", returned=True)
    with speaking("en"):
        told = use_said(use, YEN)
    assert (told.words, told.value) == ("Used on 22 Nov 2026", "¥200 off · mio · refunded since")


def test_points_are_given_back_only_where_they_were_paid() -> None:
    mine = replace(COUPON, customer_id="c")
    assert bought_with_points(CouponLife(mine, TODAY, "redeem", None, ()))
    assert not bought_with_points(CouponLife(mine, TODAY, "birthday", None, ()))


def test_a_batch_says_what_came_of_it() -> None:
    returns = BatchReturns(61, 147_010, 40, 12, 6)
    with speaking("en"):
        assert batch_line(BATCH) == (
            "¥200 off · 500 coupons, made on 20 Sep 2026 · until 31 Dec 2026"
        )
        assert batch_came_back(BATCH, YEN) == "61 used (12.2 %), ¥12,200 off so far"
        assert batch_chip(BATCH) == ("430 still good", "good")
        facts = {each.words: each.value for each in batch_facts(BATCH)}
        back = {each.words: each.value for each in returns_facts(BATCH, returns, YEN)}
    assert facts == {
        "Made": "500", "Used": "61 (12.2 %)", "Still good": "430", "Expired": "0", "Void": "9",
    }  # fmt: skip
    assert back == {
        "Discount given": "¥12,200", "Sales with one": "61", "Paid on them": "¥147,010",
        "Customers": "40", "Here for the first time": "12", "Came again later": "6 (15.0 %)",
    }  # fmt: skip


def test_a_batch_of_which_nothing_came_says_so_without_shares_of_nothing() -> None:
    quiet = replace(BATCH, used=0, times_used=0, still_open=0, valid_from=date(2026, 10, 1))
    with speaking("en"):
        assert batch_came_back(quiet, YEN) == "None was used so far."
        assert batch_chip(quiet) == ("Over", "plain")
        assert "from 1 Oct 2026 on" in batch_line(quiet)
        told = returns_facts(quiet, BatchReturns(0, 0, 0, 0, 0), YEN)
        several = batch_facts(replace(BATCH, times_used=90))
        often = batch_came_back(replace(BATCH, used=0, times_used=90), YEN)
    assert told[-1].value == "0"
    assert often == "used 90 times, ¥12,200 off so far"
    assert ("Times used", "90") in [(each.words, each.value) for each in several]


def test_what_is_about_to_be_made_is_told_in_sentences() -> None:
    with speaking("en"):
        assert issue_story(
            "Tea", count=1, first=None, until=None, uses=1, whose="Misaki"
        ) == "One coupon for Misaki: Tea. There is no last day."  # fmt: skip
        story = issue_story(
            "Tea", count=500, first=TODAY, until=date(2026, 12, 31), uses=2, whose=""
        )
        assert story == (
            "500 coupons “Tea”, each for whoever brings it. It is good from 22 Nov 2026 on. "
            "The last day is 31 Dec 2026. Each can be used 2 times."
        )
        assert joins_words("Flyer") == " They join the coupons of “Flyer”."
        assert made_words(500, "Flyer") == "500 coupons were made: “Flyer”."
        assert void_question(1).startswith("1 coupon can still be used.")
        assert voided_words("Flyer", 7) == "“Flyer”: 7 coupons are void now."
    with speaking("ja"):
        assert joins_words("チラシ") == "すでにある「チラシ」に加わります。"
