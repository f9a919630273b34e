"""Which days a trial looks at, and what its sums say."""

from datetime import date
from fractions import Fraction

import pytest

from db.rules.promotions import ALWAYS, Conditions
from db.rules.trials import TrialSums, last_whole_months, looks_back, season_before

TODAY = date(2026, 11, 22)


def test_the_last_twelve_whole_months_end_before_this_one() -> None:
    assert last_whole_months(TODAY) == (date(2025, 11, 1), date(2026, 10, 31))
    assert last_whole_months(date(2026, 3, 1)) == (date(2025, 3, 1), date(2026, 2, 28))
    assert last_whole_months(TODAY, 3) == (date(2026, 8, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("first", "last", "season"),
    [
        ("2026-12-01", "2026-12-24", ("2025-12-01", "2025-12-24")),  # to come
        ("2026-11-01", "2026-11-30", ("2025-11-01", "2025-11-30")),  # under way
        ("2026-11-01", "2026-11-22", ("2025-11-01", "2025-11-22")),  # its last day is today
        ("2026-11-01", "2026-11-21", ("2026-11-01", "2026-11-21")),  # over
        ("2028-02-20", "2028-02-29", ("2026-02-20", "2026-02-28")),
        ("2026-12-20", "2027-01-10", ("2025-12-20", "2026-01-10")),
    ],
)
def test_what_has_both_dates_is_tried_on_the_same_days_when_they_were_last_over(
    first: str, last: str, season: tuple[str, str]
) -> None:
    conditions = Conditions(first_day=date.fromisoformat(first), last_day=date.fromisoformat(last))
    found = season_before(conditions, TODAY)
    assert found is not None
    assert tuple(day.isoformat() for day in found) == season


def test_what_has_no_end_or_lasts_for_years_has_no_season() -> None:
    assert season_before(ALWAYS, TODAY) is None
    assert season_before(Conditions(first_day=TODAY), TODAY) is None
    years = Conditions(first_day=date(2026, 1, 1), last_day=date(2028, 1, 1))
    assert season_before(years, TODAY) is None


@pytest.mark.parametrize(
    "conditions",
    [
        Conditions(first_sale=True),
        Conditions(nth_visit=10),
        Conditions(days_since_last_visit=0),
    ],
)
def test_what_asks_for_earlier_visits_looks_back(conditions: Conditions) -> None:
    assert looks_back(conditions)
    assert not looks_back(Conditions(weekdays=("mon",), birthday="day"))


def test_shares_are_exact_and_nothing_has_none() -> None:
    sums = TrialSums(touched=3, before=100, points=50, worth=50, revenue=9000, touched_revenue=3000)
    assert sums.after == 150
    assert sums.points_per_sale == Fraction(50, 3)
    assert sums.percent_of_revenue == Fraction(5, 9)
    assert sums.percent_of_touched == Fraction(5, 3)
    assert TrialSums().points_per_sale is None
    assert TrialSums().percent_of_touched is None
