"""Amounts, numbers and days are written as people of the shop's language read them."""

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from desktop import formats
from desktop.i18n import speaking

DAY = date(2026, 1, 5)
MOMENT = datetime(2026, 11, 10, 16, 20, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture(params=["en", "ja"], autouse=True)
def language(request: pytest.FixtureRequest) -> object:
    with speaking(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("value", "text", "signed"),
    [(0, "0", "0"), (42, "42", "+42"), (1240, "1,240", "+1,240"), (-300, "−300", "−300"),
     (-1_234_567, "−1,234,567", "−1,234,567")],
)  # fmt: skip
def test_numbers_keep_their_thousands_apart(value: int, text: str, signed: str) -> None:
    assert (formats.number(value), formats.signed(value)) == (text, signed)


@pytest.mark.parametrize(
    ("amount", "currency", "digits", "text"),
    [
        (1980, "JPY", 0, "¥1,980"),
        (-1980, "JPY", 0, "−¥1,980"),
        (0, "JPY", 0, "¥0"),
        (198000, "USD", 2, "$1,980.00"),
        (5, "USD", 2, "$0.05"),
        (-5, "EUR", 2, "−€0.05"),
        (1234567, "KWD", 3, "KWD1,234.567"),
        (10**15, "JPY", 0, "¥1,000,000,000,000,000"),
        (10**17 + 1, "USD", 2, "$1,000,000,000,000,000.01"),
    ],
)
def test_money_has_its_sign_and_every_decimal(
    amount: int, currency: str, digits: int, text: str
) -> None:
    assert formats.money(amount, currency=currency, digits=digits).replace("\xa0", "") == text


def test_money_may_stand_without_its_sign() -> None:
    assert formats.money_bare(198000, digits=2) == "1,980.00"
    assert formats.money_bare(1980, digits=0) == "1,980"
    assert formats.currency_sign("JPY") == "¥"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (Fraction(0), "0.0 %"),
        (Fraction(100), "100.0 %"),
        (Fraction(43800, 538), "81.4 %"),
        (Fraction(25, 100), "0.2 %"),  # half to even
        (Fraction(35, 100), "0.4 %"),
        (Fraction(-12, 10), "−1.2 %"),
        (Fraction(-1, 100), "0.0 %"),  # no minus before nothing
        (Fraction(123456), "123,456.0 %"),
    ],
)
def test_percentages_are_rounded_half_even(value: Fraction | None, text: str) -> None:
    assert formats.percent(value) == text


def test_percentages_may_have_other_places() -> None:
    assert formats.percent(Fraction(1, 3), places=4) == "0.3333 %"
    assert formats.percent_bare(Fraction(5, 2), places=0) == "2"


@pytest.mark.parametrize(
    ("write", "english", "japanese"),
    [
        (formats.day, "5 Jan 2026", "2026年1月5日"),
        (formats.day_short, "5 Jan", "1月5日"),
        (formats.day_long, "Mon 5 Jan 2026", "2026年1月5日(月)"),
        (formats.month, "January 2026", "2026年1月"),
        (formats.month_short, "Jan", "1月"),
        (formats.month_year, "Jan 2026", "2026年1月"),
    ],
)
def test_days_are_written_in_the_language(
    language: str, write: Callable[[date], str], english: str, japanese: str
) -> None:
    assert write(DAY) == {"en": english, "ja": japanese}[language]


def test_a_year_is_the_calendar_s_and_not_the_week_s() -> None:
    assert "2027" in formats.day(date(2027, 1, 1))  # in the 53rd week of 2026
    assert "2026" in formats.month(date(2026, 12, 31))


def test_moments_are_written_in_the_zone_they_carry(language: str) -> None:
    short = {"en": "10 Nov 16:20", "ja": "11月10日 16:20"}[language]
    full = {"en": "10 Nov 2026 16:20", "ja": "2026年11月10日 16:20"}[language]
    assert (formats.moment(MOMENT), formats.moment_full(MOMENT)) == (short, full)


def test_a_member_number_stands_in_groups_that_can_be_read_aloud() -> None:
    assert formats.member_number("2000004128739") == "2000 0041 2873 9"
    assert formats.member_number("") == ""


def test_weekdays_are_written_whole_or_in_little_room(language: str) -> None:
    whole, short = {"en": ("Monday", "Mon"), "ja": ("月曜日", "月")}[language]
    assert (formats.weekday(DAY), formats.weekday_short(DAY)) == (whole, short)
