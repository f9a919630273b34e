"""Days and months the way a shop counts them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadDate
from db.rules.periods import (
    add_months,
    anniversary_in,
    business_date,
    end_of_business_date,
    next_yearly,
    parse_birthday,
    parse_business_date,
    parse_day,
    parse_instant,
    parse_month,
    whole_months,
)

TOKYO, BERLIN = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    "text",
    ["1999-13-45", "2026-02-29", "26-1-1", "2026/01/01", "", "٢٠٢٦-٠١-٠١", "2026-01-01T00:00"],
)
def test_a_day_that_the_calendar_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        parse_day(text)


@pytest.mark.parametrize("text", ["2026-13", "2026", "2026-1", "10-2026"])
def test_a_month_is_written_with_its_year(text: str) -> None:
    with pytest.raises(BadDate) as refused:
        parse_month(text)
    assert refused.value.text == text


def test_no_shop_trades_where_the_calendar_ends() -> None:
    for month, day in (("0001-01", "0001-01-01"), ("1899-12", "1899-12-31"), ("9999-12", "9999-12-31")):  # noqa: E501  # fmt: skip
        with pytest.raises(BadDate):
            parse_month(month)
        with pytest.raises(BadDate):
            parse_business_date(day)
        with pytest.raises(BadDate):
            parse_instant(f"{day}T10:00", zone=TOKYO)
        assert parse_day(day).isoformat() == day, "a last day may stand for ever"
    assert parse_business_date("2999-12-31") == date(2999, 12, 31)


def test_a_birthday_may_leave_the_year_untold() -> None:
    assert parse_birthday("--02-29") == "--02-29"
    assert parse_birthday("1953-04-23") == "1953-04-23"
    with pytest.raises(BadDate):
        parse_birthday("--02-30")


def test_a_time_without_an_offset_is_the_shops_own() -> None:
    assert parse_instant("2026-11-22T10:14", zone=TOKYO) == datetime(
        2026, 11, 22, 1, 14, tzinfo=UTC
    )
    assert parse_instant("2026-11-22T10:14Z", zone=TOKYO) == datetime(
        2026, 11, 22, 10, 14, tzinfo=UTC
    )


def test_a_time_that_the_clocks_skipped_is_read_with_the_offset_from_before() -> None:
    skipped = parse_instant("2026-03-29T02:30", zone=BERLIN)
    assert skipped == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["yesterday", "2026-11-22T25:00", "0001-01-01T00:00", ""])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        parse_instant(text, zone=TOKYO)


def test_a_bars_night_belongs_to_the_day_before() -> None:
    at_three = datetime(2026, 11, 23, 3, 59, tzinfo=TOKYO)
    assert business_date(at_three, zone=TOKYO, day_starts=time(4)) == date(2026, 11, 22)
    at_four = datetime(2026, 11, 23, 4, 0, tzinfo=TOKYO)
    assert business_date(at_four, zone=TOKYO, day_starts=time(4)) == date(2026, 11, 23)


def test_the_end_of_a_day_is_where_the_next_begins() -> None:
    end = end_of_business_date(date(2026, 11, 22), zone=TOKYO, day_starts=time(4))
    assert business_date(end, zone=TOKYO, day_starts=time(4)) == date(2026, 11, 23)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 600))
def test_months_added_are_whole_months(day: date, months: int) -> None:
    assert whole_months(day, add_months(day, months)) == months


def test_the_next_29_february_is_the_28th_in_common_years() -> None:
    assert next_yearly("02-29", on_or_after=date(2026, 3, 1)) == date(2027, 2, 28)
    assert next_yearly("02-29", on_or_after=date(2028, 1, 1)) == date(2028, 2, 29)


def test_a_birthday_within_a_week_is_seen_across_the_years_end() -> None:
    assert anniversary_in("01-02", first=date(2026, 12, 28), days=7) == date(2027, 1, 2)
    assert anniversary_in("01-05", first=date(2026, 12, 28), days=7) is None
