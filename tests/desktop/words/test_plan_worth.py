"""Whether a plan pays, in honest sentences."""

from dataclasses import replace
from datetime import date

import pytest

from db.rules.plan_worth import Compared, PlanCosts, PlanForCustomer, PlanWorth
from db.rules.shop import ShopSettings
from desktop.i18n import use_language
from desktop.words.plan_worth import compared_sentences, ordinal, pays_sentence, worth_rows

TOLD = PlanForCustomer(
    "Club", 980, "month", usual=1200, each_visit=300, each_period=0, visits=9, comes=5
)
WORTH = PlanWorth(
    "Club", date(2026, 1, 1), date(2026, 10, 31), 9800,
    PlanCosts(discounts=500, more_points=20, free_months=980),
    Compared(8, 487 * 3, 48, 96, 48_000, 72_000),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def said(**changes: object) -> str:
    return pays_sentence(replace(TOLD, **changes), ShopSettings())  # type: ignore[arg-type]


def test_the_sentence_for_the_counter_is_honest() -> None:
    assert said() == (
        "At your usual ¥1,200 it pays from the 4th visit in a month; you come about 5 times."
    )
    assert said(comes=3) == (
        "At your usual ¥1,200 it pays only from the 4th visit in a month; you come about 3 times, "
        "so it would not pay for you."
    )
    assert "in a year" in said(every="year", comes=1)
    assert "about once" in said(comes=1)
    assert "you come less than once" in said(comes=0)
    assert said(each_visit=0) == "At your usual ¥1,200 Club brings less than it costs."
    assert said(each_period=980) == "Club brings more than it costs, however often you come."
    assert said(visits=2) == "Too few visits so far to say whether Club pays."


def test_numbers_count_as_they_are_said() -> None:
    told = [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111)]
    assert told == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "101st", "111th",
    ]  # fmt: skip


def test_what_it_brought_and_cost_is_told_line_by_line() -> None:
    assert worth_rows(WORTH, ShopSettings()) == [
        ("Paid for the plan", "¥9,800", False),
        ("Discounts of the plan", "−¥500", False),
        ("More points: 20", "−¥20", False),
        ("Free months, at their price", "−¥980", False),
        ("What is left", "¥8,300", True),
    ]


def test_members_are_compared_only_where_there_are_enough() -> None:
    first, caution = compared_sentences(WORTH, ShopSettings())
    assert first == (
        "8 members, in the same length of time: before joining 1.0 visits and ¥1,000 a month each, "
        "since then 2.0 visits and ¥1,500."
    )
    assert caution.startswith("That is no proof")
    (few,) = compared_sentences(
        replace(WORTH, compared=replace(WORTH.compared, members=7)), ShopSettings()
    )
    assert few.startswith("Too few to say")
