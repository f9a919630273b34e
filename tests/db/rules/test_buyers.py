"""Buyers: second visits, rhythms, stages and scores."""

from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.buyers import (
    buyer_of,
    days_late,
    groups_of,
    loyal_since,
    scores,
    second_visit_period,
    stages_of,
    top_buyers,
    twice_rhythm,
)
from db.rules.histories import History
from db.rules.periods import whole_months
from db.rules.spans import period_of

OCTOBER_END = date(2026, 10, 31)


def history(*days: int) -> History:
    return History(days, [0] * len(days))


@pytest.mark.parametrize(
    ("month", "looked_at"),
    [
        ("2026-10-01", "2026-08-01"),  # 31 August + 60 days = 30 October
        ("2026-11-01", "2026-09-01"),
        ("2027-02-01", "2026-11-01"),  # 31 December + 60 days = 1 March
        ("2028-02-01", "2027-12-01"),  # … = 29 February in a leap year
        ("2027-03-01", "2026-12-01"),
        ("2027-04-01", "2027-02-01"),
    ],
)
def test_newcomers_are_looked_at_when_each_has_had_sixty_days(month: str, looked_at: str) -> None:
    asked = period_of("month", date.fromisoformat(month))
    assert second_visit_period(asked).first == date.fromisoformat(looked_at)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=30).map(sorted))
def test_a_rhythm_is_the_median_gap_between_visit_days(days: list[int]) -> None:
    visits = sorted(set(days))
    if len(visits) < 3:
        assert twice_rhythm(days) is None
    else:
        gaps = [later - sooner for sooner, later in pairwise(visits)]
        assert twice_rhythm(days) == 2 * median(gaps)


def test_somebody_is_late_the_day_after_the_rhythm() -> None:
    def on_time(last_visit: date) -> int:
        days = [last_visit.toordinal() - 20, last_visit.toordinal() - 10, last_visit.toordinal()]
        stages = stages_of([history(OCTOBER_END.toordinal() - 120, *days)], last_day=OCTOBER_END)
        assert stages.settling_with_rhythm == 1
        return stages.settling_on_time

    assert on_time(OCTOBER_END - timedelta(days=10)) == 1
    assert on_time(OCTOBER_END - timedelta(days=11)) == 0


@given(
    first=st.dates(date(2020, 1, 1), date(2024, 2, 29)),
    end=st.dates(date(2024, 3, 1), date(2026, 2, 28)),
)
def test_stages_go_by_whole_months_month_ends_clamped(first: date, end: date) -> None:
    stages = stages_of([history(first.toordinal())], last_day=end)
    months = whole_months(first, end)
    expected = (1, 0, 0) if months < 3 else (0, 1, 0) if months < 18 else (0, 0, 1)
    assert (stages.new, stages.settling, stages.loyal) == expected
    assert (first <= loyal_since(end)) == (months >= 18)


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=40))
def test_a_score_follows_from_how_many_are_worse(values: list[int]) -> None:
    score = scores(values)
    for value in values:
        rank = 1 + sum(other < value for other in values)
        assert score[value] == (rank - 1) * 5 // len(values) + 1
    assert all(1 <= each <= 5 for each in score.values())


def test_five_different_customers_score_one_to_five() -> None:
    histories = [History([day] * (day + 1), [100] * (day + 1)) for day in range(5)]
    assert groups_of(histories) == {"111": 1, "222": 1, "333": 1, "444": 1, "555": 1}


def test_a_fifth_of_nobody_is_nobody() -> None:
    assert top_buyers([]).count == 0
    assert top_buyers([buyer_of(History([1], [7]), 1)]).count == 1


@given(st.lists(st.integers(0, 300), min_size=1, max_size=9).map(sorted), st.integers(0, 200))
def test_late_is_the_days_beyond_the_rhythm(days: list[int], more: int) -> None:
    visits = sorted(set(days))
    on = days[-1] + more
    if len(visits) < 3:
        assert days_late(days, on=on) is None
    else:
        rhythm = median(later - sooner for sooner, later in pairwise(visits))
        assert days_late(days, on=on) == max(0, ceil(more - rhythm))


def test_what_the_loyal_spent_in_two_years_is_net_and_without_a_gap() -> None:
    def day(text: str) -> int:
        return date.fromisoformat(text).toordinal()

    sales = {
        "2024-10-31": 1, "2024-11-01": 20, "2025-10-31": 300, "2025-11-01": 4000,
        "2026-10-31": 50_000,
    }  # fmt: skip
    back = ((day("2024-10-31"), 5), (day("2025-10-31"), 2), (day("2026-10-31"), 7))
    loyal = History([day(each) for each in sales], list(sales.values()), back)
    new = History([day("2025-05-02")], [9_000_000])
    stages = stages_of([loyal, new], last_day=OCTOBER_END)
    assert (stages.loyal_spent, stages.loyal_spent_before) == (53_993, 318)
