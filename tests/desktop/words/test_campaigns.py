"""What is said of a campaign: plain, and never more than chance allows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from db.queries.campaigns import CampaignResult
from db.rules.campaigns import Arm, Campaign, Interval, LeftOut, Measured
from db.rules.segments import Segment
from db.rules.shop import Gift, ShopSettings
from desktop.i18n import speaking
from desktop.words.campaigns import (
    interval_words,
    more_words,
    offer_words,
    result_story,
    result_words,
    state_words,
)

SHOP = ShopSettings()
LETTER = Campaign(
    id="c", name="Autumn", segment=Segment(), offer=Gift(reward="Tea"), channel="letter",
    message=None, first_day=date(2026, 11, 1), last_day=date(2026, 11, 30), holdout_percent=20,
    cost_each=90, added_on=date(2026, 11, 1), started_on=date(2026, 11, 1),
)  # fmt: skip


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def result(treated: Arm, held: Arm, **more: int) -> CampaignResult:
    return CampaignResult(
        LETTER, Measured(treated, held), 75, LeftOut(), LETTER.first_day, LETTER.last_day, **more
    )


def test_a_result_is_one_line() -> None:
    few = result(Arm(60, 12), Arm(15, 4))
    assert result_words(few, "over") == (
        "12 of 60 came back, 4 of 15 without the letter: too few to say"
    )
    assert result_words(few, "running").endswith(": too early to say")
    many = result(Arm(600, 180), Arm(150, 20))
    assert result_words(many, "over").endswith(": more came back because of it")
    nobody_held = result(Arm(60, 12), Arm())
    assert result_words(nobody_held, "over") == (
        "12 of 60 came back: nobody was kept aside, so nobody can say what it did"
    )


def test_the_whole_story_names_money_and_doubt() -> None:
    few = result(Arm(60, 12, 72_000), Arm(15, 4, 9_000), discounts=3_000, cost=5_400)
    assert result_story(few, "over", SHOP) == [
        "12 of 60 came back, 4 of 15 without the letter: too few to say",
        "Of 100 people, anything from 33 fewer to 13 more may be its doing.",
        "To notice 10 more of 100 coming back, about 1,200 more customers would be needed.",
        "Each brought ¥1,200, those kept aside ¥600: ¥36,000 more in all.",
        (
            "Spent ¥8,400: coupons ¥3,000, points ¥0, writing ¥5,400. For each ¥1 spent, ¥4.29 "
            "more came in."
        ),
        "As long as it is too few to say, the money can be chance as well.",
    ]
    enough = result(Arm(8000, 1600), Arm(2000, 400))
    assert more_words(enough.measured).startswith("There were enough people")
    planned = replace(few, campaign=replace(LETTER, started_on=None))
    assert result_story(planned, "planned", SHOP) == ["Planned"]


def test_an_interval_is_told_in_people_of_a_hundred() -> None:
    def words(low: int, high: int) -> str:
        return interval_words(Interval(Fraction(low, 1000), Fraction(high, 1000)))

    assert words(52, 334) == "Of 100 people, it brought between 5 and 33 more."
    assert words(-334, -52) == "Of 100 people, it kept between 5 and 33 from coming."


def test_states_and_offers_are_named() -> None:
    assert state_words(LETTER, "running") == "Running until 30 Nov 2026"
    stopped = replace(LETTER, stopped_on=date(2026, 11, 9))
    assert state_words(stopped, "stopped") == "Stopped on 9 Nov 2026"
    assert [offer_words(each) for each in (None, Gift(50), Gift(reward="Tea"))] == [
        "Words alone", "50 points", "Tea",
    ]  # fmt: skip
