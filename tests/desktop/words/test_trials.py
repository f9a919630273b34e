"""The answer to "What would it have cost?" in a sentence, and what it takes for granted."""

from dataclasses import replace
from datetime import date

import pytest

from db.rules.shop import ShopSettings
from db.rules.trials import Assumption, Kind, Trial, TrialMonth, TrialSums
from desktop.i18n import speaking
from desktop.words.trials import assumption_lines, trial_notes, trial_sentence

YEAR = (date(2025, 11, 1), date(2026, 10, 31))
SUMS = TrialSums(
    sales=5400,
    touched=1203,
    given=90120,
    before=90120,
    points=18240,
    worth=18240,
    revenue=9_000_000,
    touched_revenue=868_571,
)


def a_trial(
    sums: TrialSums = SUMS,
    *,
    kind: Kind = "promotion",
    days: tuple[date, date] = YEAR,
    months: tuple[TrialMonth, ...] = (),
    assumptions: tuple[Assumption, ...] = ("rates",),
) -> Trial:
    return Trial(kind, *days, sums, months, 402, (), assumptions)


def sentence(trial: Trial, language: str = "en") -> str:
    with speaking(language):
        return trial_sentence(trial, ShopSettings())


def test_a_promotion_is_told_by_points_worth_sales_and_share() -> None:
    assert sentence(a_trial()) == (
        "In the 12 months to October 2026, this would have given 18,240 points (¥18,240) on "
        "1,203 sales, 2.1 % of what those sales brought."
    )
    assert sentence(a_trial(), "ja") == (
        "2026年10月までの12か月に当てはめると、1,203件の会計で18,240ポイント（¥18,240相当）。"
        "その会計の売上の2.1 %にあたります。"
    )


def test_days_that_are_no_whole_months_are_told_by_their_ends() -> None:
    days = (date(2025, 12, 1), date(2025, 12, 24))
    assert sentence(a_trial(days=days)).startswith("From 1 Dec 2025 to 24 Dec 2025, this")
    october = (date(2026, 10, 1), date(2026, 10, 31))
    assert sentence(a_trial(days=october)).startswith("In October 2026, this would")


def test_a_young_book_is_not_said_to_have_a_year() -> None:
    months = (TrialMonth(month=date(2026, 9, 1)), TrialMonth(month=date(2026, 10, 1)))
    assert sentence(a_trial(months=months)).startswith("In the 2 months to October 2026, this")


def test_nothing_is_said_as_nothing() -> None:
    assert sentence(a_trial(TrialSums())).endswith("there were no sales with a customer.")
    untouched = TrialSums(sales=5400)
    assert sentence(a_trial(untouched)).endswith("nothing on any of 5,400 sales.")


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (9000, "99,120 points instead of 90,120: 9,000 more (¥9,000), 0.1 % of what was paid."),
        (-9000, "81,120 points instead of 90,120: 9,000 fewer (¥9,000), 0.1 % of what was paid."),
        (0, "as many points as today's rules: 90,120."),
    ],
)
def test_a_rate_is_held_against_that_of_today(points: int, said: str) -> None:
    sums = replace(SUMS, points=points, worth=points)
    assert sentence(a_trial(sums, kind="earning")).endswith(said)


CUSTOMERS_WON = (
    "402 customers would have got something: 15.2 points on each of these sales, on average."
)


def test_notes_tell_whom_it_reaches_and_what_was_given() -> None:
    with speaking("en"):
        assert trial_notes(a_trial()) == [
            CUSTOMERS_WON,
            "The rules of that time gave 90,120 points.",
        ]
        assert trial_notes(a_trial(kind="earning")) == []
        assert trial_notes(a_trial(replace(SUMS, given=80000), kind="earning")) == [
            "The rules of that time gave 80,000 points."
        ]
        assert trial_notes(a_trial(TrialSums())) == []


def test_every_assumption_has_a_sentence() -> None:
    every: tuple[Assumption, ...] = ("rates", "levels", "tags", "called", "dates")
    with speaking("en"):
        lines = assumption_lines(a_trial(assumptions=every))
    assert len(set(lines)) == len(every)
