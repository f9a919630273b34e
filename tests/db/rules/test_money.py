"""Amounts: what programs and people may write, and how halves are rounded."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadAmount
from db.rules.money import LARGEST, Rounding, amount_text, parse_amount, parse_typed_amount, rounded


@pytest.mark.parametrize(
    ("text", "digits", "minor"),
    [("1980", 0, 1980), ("0", 0, 0), ("12.50", 2, 1250), ("12.5", 2, 1250), ("12", 2, 1200),
     ("007", 0, 7)],
)  # fmt: skip
def test_a_program_writes_plain_digits(text: str, digits: int, minor: int) -> None:
    assert parse_amount(text, digits=digits) == minor


@pytest.mark.parametrize(
    "text",
    ["-5", "+5", "1e3", "1,980", "１９８０", " 12 ", "", ".", "1.", ".5", "1.2.3", "¥100", "NaN",
     "1980.00", "1.5", "0x10", "1_000", "٣", "9" * 50, str(LARGEST + 1)],
)  # fmt: skip
def test_anything_else_from_a_program_is_refused(text: str) -> None:
    with pytest.raises(BadAmount):
        parse_amount(text, digits=0)


@pytest.mark.parametrize(
    ("text", "digits", "minor"),
    [("１，９８０", 0, 1980), ("¥1,980", 0, 1980), ("1980円", 0, 1980), ("$2,249.91", 2, 224991),
     ("1980.00", 0, 1980), ("▲120", 0, -120), ("(12.50)", 2, -1250), ("−3", 0, -3)],
)  # fmt: skip
def test_a_person_may_write_as_people_do(text: str, digits: int, minor: int) -> None:
    assert parse_typed_amount(text, digits=digits) == minor


@pytest.mark.parametrize("text", ["", "abc", "1,2x0", "1.234.567", "12.345", "1-5"])
def test_what_no_person_can_mean_is_refused(text: str) -> None:
    with pytest.raises(BadAmount):
        parse_typed_amount(text, digits=2)


@given(st.integers(0, LARGEST), st.integers(0, 3))
def test_what_is_written_reads_back(amount: int, digits: int) -> None:
    assert parse_amount(amount_text(amount, digits=digits), digits=digits) == amount


@pytest.mark.parametrize(
    ("value", "down", "nearest", "up"),
    [(Fraction(5, 2), 2, 3, 3), (Fraction(7, 3), 2, 2, 3), (Fraction(3), 3, 3, 3)],
)
def test_halves_go_up_when_rounding_to_the_nearest(
    value: Fraction, down: int, nearest: int, up: int
) -> None:
    ways: tuple[Rounding, ...] = ("down", "nearest", "up")
    assert [rounded(value, way) for way in ways] == [down, nearest, up]
