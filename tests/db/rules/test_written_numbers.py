"""Numbers and amounts as people and spreadsheets write them."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadAmount, BadRequest
from db.rules.written_numbers import (
    Mark,
    mark_written,
    minor_units,
    read_amount,
    read_number,
    read_points,
)


def amount(text: str, currency: str = "JPY", digits: int = 0, mark: Mark = ".") -> int:
    return minor_units(
        read_amount(text, currency=currency, digits=digits, mark=mark), text=text, digits=digits
    )


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("2,027", 2027),
        ("１，９８０円", 1980),
        ("¥1,980", 1980),
        ("￥1,980-", 1980),
        ("1980.00", 1980),
        ("JPY 500", 500),
        ("12,34,567", 1234567),
        ("0", 0),
        ("▲300", -300),
        ("△300", -300),
        ("−300", -300),
        ("(500)", -500),
        ("500-", -500),
        ("-¥5", -5),
    ],
)
def test_yen_are_read_as_shops_write_them(text: str, minor: int) -> None:
    assert amount(text) == minor


@pytest.mark.parametrize(
    ("text", "minor"),
    [("$2249.91", 224991), ("-$5.00", -500), ("US$5", 500), ("5.00 USD", 500), (".50", 50)],
)
def test_cents_are_read_exactly(text: str, minor: int) -> None:
    assert amount(text, "USD", 2) == minor


@pytest.mark.parametrize(
    ("text", "minor"), [("1.234,50", 123450), ("12,5", 1250), ("12,50 €", 1250), ("1.234", 123400)]
)
def test_a_comma_before_the_decimals_is_read(text: str, minor: int) -> None:
    assert amount(text, "EUR", 2, ",") == minor


@pytest.mark.parametrize(
    "text", ["", "-", ".", "1e3", "1,2x0", "1,23", "1980.5", "12-34", "1.2.3", "free", "9" * 20]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadAmount):
        amount(text)


@pytest.mark.parametrize(
    ("text", "currency"), [("$5", "JPY"), ("5 USD", "JPY"), ("€5", "USD"), ("500円", "EUR")]
)
def test_another_currency_is_not_taken_for_the_shops_own(text: str, currency: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        amount(text, currency, 2)
    assert refusal.value.problem == "currency"


def test_a_column_proves_what_stands_before_its_decimals() -> None:
    assert mark_written(["1.234,50", "3"], country="US", digits=2) == ","
    assert mark_written(["12.50", "1,234"], country="DE", digits=2) == "."
    assert mark_written(["1,234"], country="DE", digits=2) == "."
    assert mark_written(["€ 1.234"], country="US", digits=2) == ","


def test_a_slip_in_one_row_does_not_turn_the_column() -> None:
    assert mark_written(["1,2x0", "2,027", "1,574"], country="JP", digits=0) == "."


def test_where_nothing_is_proved_the_country_decides() -> None:
    assert mark_written(["12", "5"], country="DE", digits=2) == ","
    assert mark_written(["12", "5"], country="US", digits=2) == "."


@pytest.mark.parametrize(
    ("text", "points"),
    [
        *(("2,027", 2027), ("-120", -120), ("1204.0", 1204), ("１２０", 120), ("1,204pt", 1204)),
        *(("500ポイント", 500), ("50P", 50)),
    ],
)
def test_points_are_whole_numbers_with_their_unit_or_without(text: str, points: int) -> None:
    assert read_points(text) == points


@pytest.mark.parametrize("text", ["1,2x0", "12.5", "many", "pt"])
def test_what_is_no_number_of_points_is_refused(text: str) -> None:
    with pytest.raises(BadAmount):
        read_points(text)


@given(st.integers(-(10**10), 10**10), st.integers(0, 3))
def test_every_amount_reads_back(minor: int, digits: int) -> None:
    units, rest = divmod(abs(minor), 10**digits)
    decimals = f".{rest:0{digits}d}" if digits else ""
    for written in (f"{units}{decimals}", f"{units:,}{decimals}"):
        text = f"-{written}" if minor < 0 else written
        assert amount(text, "USD", digits) == minor


@given(st.text(max_size=20))
def test_no_text_does_anything_but_be_read_or_refused(text: str) -> None:
    with suppress(BadAmount):
        assert isinstance(read_number(text), Fraction)
