"""Histories: months bought in and month ends at which somebody was active, against plain sets."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.rules.histories import Calendar, History, Pasts
from db.rules.periods import add_months, last_day_of_month
from db.rules.retention import CustomersHeld

JANUARY = date(2026, 1, 1)
LAST = date(2026, 6, 1)
DAYS = st.integers(JANUARY.toordinal(), last_day_of_month(LAST).toordinal())
SHOPS = st.lists(st.lists(DAYS, min_size=1, max_size=6).map(sorted), max_size=12)


def pasts_of(shop: list[list[int]], active_days: int) -> Pasts:
    return Pasts.of([History(days, 0) for days in shop], Calendar(JANUARY, LAST, active_days))


def active(shop: list[list[int]], on: date, active_days: int) -> set[int]:
    first = on.toordinal() - active_days + 1
    return {who for who, days in enumerate(shop) if any(first <= d <= on.toordinal() for d in days)}


@given(shop=SHOPS, active_days=st.sampled_from([1, 7, 28, 31, 59, 90, 200]))
def test_whom_each_month_held_is_what_sets_say(shop: list[list[int]], active_days: int) -> None:
    pasts = pasts_of(shop, active_days)
    for back in range(6):
        month = add_months(LAST, -back)
        start = active(shop, month - timedelta(days=1), active_days)
        end = active(shop, last_day_of_month(month), active_days)
        first_time = {who for who in end - start if shop[who][0] >= month.toordinal()}
        assert pasts.held(month) == CustomersHeld(
            len(start), len(end), len(first_time), len(end - start - first_time)
        )


@given(shop=SHOPS)
def test_cohorts_count_everybody_once_in_their_first_month(shop: list[list[int]]) -> None:
    cohorts = pasts_of(shop, 90).cohorts()
    assert sum(cohort.size for cohort in cohorts) == len(shop)
    assert all(cohort.active[0] == cohort.size > 0 for cohort in cohorts)
    assert all(add_months(cohort.month, len(cohort.active) - 1) == LAST for cohort in cohorts)


def test_who_bought_in_each_of_several_months() -> None:
    shop = [
        [date(2026, 5, 31).toordinal(), date(2026, 6, 1).toordinal()],
        [date(2026, 5, 31).toordinal()],
    ]
    pasts = pasts_of(shop, 90)
    assert pasts.buyers(date(2026, 5, 1)) == 2
    assert pasts.buyers(date(2026, 6, 1)) == 1
    assert pasts.buyers(date(2026, 5, 1), date(2026, 6, 1)) == 1
    assert pasts.buyers(date(2025, 12, 1)) == 0  # before the book begins
    assert pasts.held(date(2025, 12, 1)) == CustomersHeld()


def test_months_to_come_are_absent_from_a_cohort_and_quiet_ones_are_nothing() -> None:
    shop = [[date(2026, 3, 5).toordinal(), date(2026, 5, 5).toordinal()]]
    (cohort,) = pasts_of(shop, 90).cohorts()
    assert (cohort.month, cohort.active) == (date(2026, 3, 1), (1, 0, 1, 0))
