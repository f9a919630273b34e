"""Cohorts: everybody once, in the month of the first sale; months later, people and money."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from db.rules.cohorts import cohorts_of
from db.rules.histories import History
from db.rules.periods import add_months

JANUARY, JUNE_END = date(2026, 1, 1), date(2026, 6, 30)
DAYS = st.integers(JANUARY.toordinal(), JUNE_END.toordinal())
SHOPS = st.lists(st.lists(DAYS, min_size=1, max_size=6).map(sorted), max_size=12)


@given(shop=SHOPS)
def test_cohorts_count_everybody_and_all_they_paid_once(shop: list[list[int]]) -> None:
    cohorts = cohorts_of([History(days, range(len(days))) for days in shop], until=JUNE_END)
    assert sum(cohort.size for cohort in cohorts) == len(shop)
    assert sum(sum(cohort.revenue) for cohort in cohorts) == sum(
        sum(range(len(days))) for days in shop
    )
    for cohort in cohorts:
        assert cohort.active[0] == cohort.size > 0
        assert len(cohort.active) == len(cohort.revenue)
        assert add_months(cohort.month, len(cohort.active) - 1) == date(2026, 6, 1)


def test_months_to_come_are_absent_from_a_cohort_and_quiet_ones_are_nothing() -> None:
    days = [date(2026, 3, 5), date(2026, 3, 9), date(2026, 5, 5)]
    bought = History([day.toordinal() for day in days], [100, 300, 200])
    (cohort,) = cohorts_of([bought], until=JUNE_END)
    assert (cohort.month, cohort.active) == (date(2026, 3, 1), (1, 0, 1, 0))
    assert cohort.revenue == (400, 0, 200, 0)
    assert cohort.share_percent(2) == 100
    assert cohort.revenue_percent(2) == 50
