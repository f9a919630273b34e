"""Histories: periods bought in and ends at which somebody was active, against plain sets."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.histories import Calendar, History, Pasts, histories_until
from db.rules.periods import whole_months
from db.rules.retention import CustomersHeld
from db.rules.spans import KINDS, Period, PeriodKind, period_of

JANUARY, JUNE_END = date(2026, 1, 1), date(2026, 6, 30)
DAYS = st.integers(JANUARY.toordinal(), JUNE_END.toordinal())
SHOPS = st.lists(st.lists(DAYS, min_size=1, max_size=6).map(sorted), max_size=12)


def pasts_of(shop: list[list[int]], active_days: int, kind: PeriodKind = "month") -> Pasts:
    calendar = Calendar(period_of(kind, JANUARY), period_of(kind, JUNE_END), active_days)
    return Pasts.of([History(days, [0] * len(days)) for days in shop], calendar)


def active(shop: list[list[int]], on: date, active_days: int) -> set[int]:
    first = on.toordinal() - active_days + 1
    return {who for who, days in enumerate(shop) if any(first <= d <= on.toordinal() for d in days)}


@given(
    shop=SHOPS,
    active_days=st.sampled_from([1, 7, 28, 31, 59, 90, 200]),
    kind=st.sampled_from(KINDS),
)
def test_whom_each_period_held_is_what_sets_say(
    shop: list[list[int]], active_days: int, kind: PeriodKind
) -> None:
    pasts = pasts_of(shop, active_days, kind)
    for period in period_of(kind, JUNE_END).latest(6 if kind != "year" else 1):
        day_before = period.before.last
        start, end = active(shop, day_before, active_days), active(shop, period.last, active_days)
        first_time = {who for who in end - start if shop[who][0] >= period.first.toordinal()}
        assert pasts.held(period) == CustomersHeld(
            len(start), len(end), len(first_time), len(end - start - first_time)
        )
        new = {who for who in start if whole_months(date.fromordinal(shop[who][0]), day_before) < 3}
        assert pasts.newcomers_held(period) == CustomersHeld(len(new), len(new & end))


def test_who_bought_in_each_of_several_months() -> None:
    shop = [
        [date(2026, 5, 31).toordinal(), date(2026, 6, 1).toordinal()],
        [date(2026, 5, 31).toordinal()],
    ]
    pasts, june = pasts_of(shop, 90), period_of("month", JUNE_END)
    assert pasts.buyers(june.before) == 2
    assert pasts.buyers(june) == 1
    assert pasts.buyers(june.before, june) == 1
    before_the_book = period_of("month", date(2025, 12, 1))
    assert pasts.buyers(before_the_book) == 0
    assert pasts.held(before_the_book) == pasts.newcomers_held(before_the_book) == CustomersHeld()


@pytest.mark.parametrize(("until", "net", "sales"), [(9, None, 0), (10, 500, 1), (25, 350, 2)])
def test_a_past_is_cut_with_what_was_handed_back_by_then(
    until: int, net: int | None, sales: int
) -> None:
    whole = {"a": History([10, 20, 30], [500, 200, 100], ((25, 350), (31, 1)))}
    cut = histories_until(whole.values(), date.fromordinal(until))
    assert [len(past.days) for past in cut] == ([sales] if sales else [])
    assert [past.net for past in cut] == ([] if net is None else [net])


def test_a_period_of_another_kind_is_not_asked_for() -> None:
    week = Period("week", date(2026, 6, 29), date(2026, 7, 5))
    assert pasts_of([[JUNE_END.toordinal()]], 90, "week").held(week).end == 1


@given(
    shop=SHOPS,
    active_days=st.sampled_from([1, 31, 90, 200]),
    kind=st.sampled_from(("month", "week")),
)
def test_a_calendar_that_begins_later_tells_its_periods_alike(
    shop: list[list[int]], active_days: int, kind: PeriodKind
) -> None:
    last = period_of(kind, JUNE_END)
    late = Calendar(last.latest(4)[0], last, active_days)
    few = Pasts.of([History(days, [0] * len(days)) for days in shop], late)
    whole = pasts_of(shop, active_days, kind)
    for period in last.latest(3):
        assert few.held(period) == whole.held(period)
        assert few.newcomers_held(period) == whole.newcomers_held(period)
        assert few.buyers(period) == whole.buyers(period)
    assert few.buyers(last.before, last) == whole.buyers(last.before, last)
