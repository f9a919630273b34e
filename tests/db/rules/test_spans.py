"""Periods: each day in exactly one of a kind, read and written by one name, in an unbroken row."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadDate
from db.rules.periods import whole_months
from db.rules.spans import KINDS, Period, PeriodKind, months_back, parse_period, period_of

DAYS = st.dates(date(1901, 1, 1), date(2998, 12, 31))


@given(kind=st.sampled_from(KINDS), day=DAYS)
def test_each_day_lies_in_one_period_of_a_kind_which_its_name_brings_back(
    kind: PeriodKind, day: date
) -> None:
    period = period_of(kind, day)
    assert period.holds(day)
    assert parse_period(period.name) == period
    assert (period_of(kind, period.first), period_of(kind, period.last)) == (period, period)
    assert period.after.before == period
    assert period.after.first == period.last + timedelta(days=1)
    assert period.after.number == period.number + 1
    assert period.latest(12)[-1] == period
    assert len(period.latest(12)) == 12


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026-W47", "2026-11-16", "2026-11-22"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2026-W53", "2026-12-28", "2027-01-03"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_name_means_its_days(name: str, first: str, last: str) -> None:
    period = parse_period(name)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert period.name == name


@pytest.mark.parametrize(
    "text",
    ["", "2026-13", "2026-W00", "2025-W53", "2026-W54", "2026-Q5", "2026-Q0", "26", "0026", "9999",
     "2026-w47", "２０２６", "2026-10-01", "2026-Q", "3000-W01"],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        parse_period(text)


@given(day=st.dates(date(2020, 1, 1), date(2030, 12, 31)), months=st.sampled_from([1, 3, 12, 18]))
def test_months_back_is_the_last_day_with_so_many_whole_months(day: date, months: int) -> None:
    back = months_back(day, months)
    assert whole_months(back, day) >= months
    assert whole_months(back + timedelta(days=1), day) < months


def test_periods_are_put_in_order_by_their_days() -> None:
    week = Period("week", date(2026, 11, 16), date(2026, 11, 22))
    assert week.before < week < week.after
