"""Days and times as people and spreadsheets write them."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadDate
from db.rules.written_dates import order_written, read_birthday, read_day, read_moment

TODAY = date(2026, 11, 22)


def _naive(*parts: int) -> datetime:
    """Return a time as files tell it, without a zone."""
    year, month, day, hour, minute, second = (*parts, 0, 0, 0)[:6]
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019/2/5", "2019-02-05"),
        ("1953-04-23", "1953-04-23"),
        ("２０１９／２／５", "2019-02-05"),
        ("2019年2月5日", "2019-02-05"),
        ("2026年5月3日(日)", "2026-05-03"),
        ("2026年5月3日（日曜日）", "2026-05-03"),
        ("昭和51年12月7日", "1976-12-07"),
        ("㍼51年12月7日", "1976-12-07"),
        ("S51/12/7", "1976-12-07"),
        ("S.51.12.7", "1976-12-07"),
        ("R4.9.22", "2022-09-22"),
        ("Ｒ８.8.5", "2026-08-05"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("大正15年1月2日", "1926-01-02"),
        ("02/13/1993", "1993-02-13"),
        ("2/13/93", "1993-02-13"),
        ("13.2.1993", "1993-02-13"),
        ("13 Feb 1993", "1993-02-13"),
        ("13-Feb-93", "1993-02-13"),
        ("Feb 13, 1993", "1993-02-13"),
        ("Sat, February 13th 1993", "1993-02-13"),
        ("19930213", "1993-02-13"),
        ("28106", "1976-12-12"),
        ("2025-07-19T03:00:00Z", "2025-07-19"),
        ("2025-07-19 00:00:00", "2025-07-19"),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str, day: str) -> None:
    assert read_day(text, order="mdy", today=TODAY).isoformat() == day


@pytest.mark.parametrize(
    "text",
    [
        *("1999/13/45", "2001/2/29", "13/02/1993", "0/1/2000", "1953", "8月16日", "tomorrow", ""),
        *("2019/2/5 and more", "1999-01-01x", "99999999", "昭和51年13月1日", "R0.1.1"),
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        read_day(text, order="mdy", today=TODAY)


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("8月16日", "--08-16"),
        ("８月１６日", "--08-16"),
        ("8/16", "--08-16"),
        ("--08-16", "--08-16"),
        ("Aug 16", "--08-16"),
        ("16 August", "--08-16"),
        ("2月29日", "--02-29"),
        ("昭和38年7月20日", "1963-07-20"),
    ],
)
def test_a_birthday_may_have_no_year(text: str, birthday: str) -> None:
    assert read_birthday(text, order="mdy", today=TODAY) == birthday


def test_a_birthday_without_a_year_follows_the_order_of_its_column() -> None:
    assert read_birthday("16/8", order="dmy", today=TODAY) == "--08-16"


@pytest.mark.parametrize("text", ["2月30日", "13月1日", "soon", ""])
def test_what_is_no_birthday_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        read_birthday(text, order="mdy", today=TODAY)


def test_one_value_proves_the_order_of_a_whole_column() -> None:
    assert order_written(["02/03/1993", "02/13/1993"], country="GB") == "mdy"
    assert order_written(["02/03/1993", "13/02/1993"], country="US") == "dmy"
    assert order_written(["12/31/99", "01/02/03"], country="JP") == "mdy"


@pytest.mark.parametrize(
    ("country", "day"), [("US", "2003-02-01"), ("GB", "2003-01-02"), ("JP", "2001-02-03")]
)
def test_where_nothing_is_proved_the_country_decides(country: str, day: str) -> None:
    order = order_written(["02/01/03", "01/02/03"], country=country)
    text = {"US": "02/01/03", "GB": "02/01/03", "JP": "01/02/03"}[country]
    assert read_day(text, order=order, today=TODAY).isoformat() == day


def test_a_full_year_at_the_end_is_no_year_at_the_front() -> None:
    assert order_written(["02/03/1993"], country="JP") == "ymd"
    assert read_day("02/03/1993", order="ymd", today=TODAY) == date(1993, 2, 3)


def test_two_digits_are_the_latest_year_that_has_come() -> None:
    assert read_day("1/2/26", order="mdy", today=TODAY).year == 2026
    assert read_day("1/2/27", order="mdy", today=TODAY).year == 1927


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("12/1/2010 8:26", _naive(2010, 12, 1, 8, 26)),
        ("2010-12-01 08:26:00", _naive(2010, 12, 1, 8, 26)),
        ("2010-12-01T08:26:59.123", _naive(2010, 12, 1, 8, 26, 59)),
        ("2026年5月3日 14時05分", _naive(2026, 5, 3, 14, 5)),
        ("2026/5/3 午後2:05", _naive(2026, 5, 3, 14, 5)),
        ("2026-05-03 2:05 PM", _naive(2026, 5, 3, 14, 5)),
        ("2026-05-03 12:05 a.m.", _naive(2026, 5, 3, 0, 5)),
        ("Jan 3, 2026 2:05:09 PM", _naive(2026, 1, 3, 14, 5, 9)),
        ("20101201082600", _naive(2010, 12, 1, 8, 26)),
        ("20101201 0826", _naive(2010, 12, 1, 8, 26)),
        ("40513.351388889", _naive(2010, 12, 1, 8, 26)),
    ],
)
def test_a_time_behind_a_day_is_read(text: str, moment: datetime) -> None:
    assert read_moment(text, order="mdy", today=TODAY) == (moment, True)


def test_an_offset_is_kept() -> None:
    tokyo = timezone(timedelta(hours=9))
    told, _ = read_moment("2010-12-01T08:26:00+09:00", order="mdy", today=TODAY)
    assert told == datetime(2010, 12, 1, 8, 26, tzinfo=tokyo)
    told, _ = read_moment("2010-12-01 08:26:00Z", order="mdy", today=TODAY)
    assert told == datetime(2010, 12, 1, 8, 26, tzinfo=UTC)


def test_a_time_may_stand_in_a_cell_of_its_own() -> None:
    for clock in ("14:05:00", "2:05 PM", "1899-12-30 14:05:00"):
        told, timed = read_moment("2026/1/2", order="ymd", today=TODAY, clock_text=clock)
        assert (told, timed) == (_naive(2026, 1, 2, 14, 5), True)


def test_a_day_alone_has_no_time() -> None:
    assert read_moment("1997-01-01", order="mdy", today=TODAY) == (_naive(1997, 1, 1), False)


@pytest.mark.parametrize("text", ["2010-12-01 25:00", "2010-12-01 08:61", "2010-12-01 noon"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        read_moment(text, order="mdy", today=TODAY)


@given(st.dates(date(1868, 1, 1), date(2099, 12, 31)))
def test_every_day_reads_back_from_the_ways_it_is_written(day: date) -> None:
    year_month_day = f"{day.year}/{day.month}/{day.day}"
    for text in (day.isoformat(), year_month_day, f"{day.year}年{day.month}月{day.day}日"):
        assert read_day(text, order="dmy", today=TODAY) == day
    assert read_day(f"{day:%d/%m/%Y}", order="dmy", today=TODAY) == day
    assert read_day(f"{day:%m/%d/%Y}", order="mdy", today=TODAY) == day
    assert read_birthday(f"{day.month}月{day.day}日", order="dmy", today=TODAY) == f"--{day:%m-%d}"


@given(st.text(max_size=30))
def test_no_text_does_anything_but_be_read_or_refused(text: str) -> None:
    for read in (read_day, read_birthday, read_moment):
        with suppress(BadDate):
            read(text, order="ymd", today=TODAY)
