"""Phone numbers as they are typed, kept and shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import BadRequest
from db.phones import (
    Phone,
    calling_code,
    phone_shown,
    typed_digits,
    understand_phone,
    written_digits,
)

FULL_WIDTH = str.maketrans("0123456789-+", "０１２３４５６７８９－＋")
LAST_FOUR = st.integers(0, 9999).map("{:04}".format)


@given(
    first=st.sampled_from(["090-0000", "090-1234", "080-1111"]), last=LAST_FOUR, wide=st.booleans()
)
def test_a_number_is_one_number_however_it_is_typed(first: str, last: str, wide: bool) -> None:
    digits = f"{first}-{last}".replace("-", "")
    kept = understand_phone(digits, country="JP")
    spellings = [
        f"{first}-{last}", f"({digits[:3]}) {digits[3:7]} {last}", f"+81 {digits[1:]}",
        f"+81-{digits[1:3]}-{digits[3:7]}-{last}", digits[1:], f"  {digits} ",
        f"{first}-{last}".replace("-", "ー"), f"{first}-{last}".replace("-", "‐"),
    ]  # fmt: skip
    for typed in spellings:
        assert (
            understand_phone(typed.translate(FULL_WIDTH) if wide else typed, country="JP") == kept
        )


def test_a_known_number_is_kept_in_the_worlds_form() -> None:
    assert understand_phone("090-1234-5678", country="JP") == Phone("+819012345678", known=True)
    assert understand_phone("(202) 555-0003", country="US") == Phone("+12025550003", known=True)
    assert understand_phone("+44 20 7946 0958", country="JP").kept == "+442079460958"


@pytest.mark.parametrize(
    ("typed", "kept"), [("090-0000-0001", "09000000001"), ("12345", "12345"), ("0000", "0000")]
)
def test_a_number_that_no_plan_knows_is_kept_as_its_digits(typed: str, kept: str) -> None:
    assert understand_phone(typed, country="JP") == Phone(kept, known=False)


@pytest.mark.parametrize("typed", ["", "none", "---", "９" * 31])
def test_what_is_no_number_at_all_is_refused(typed: str) -> None:
    with pytest.raises(BadRequest):
        understand_phone(typed, country="JP")


@pytest.mark.parametrize(
    ("kept", "country", "shown"),
    [
        ("+819012345678", "JP", "090-1234-5678"),
        ("+819012345678", "US", "+81 90-1234-5678"),
        ("09000000001", "JP", "090-0000-0001"),
        ("09000000001", "US", "09000000001"),
        ("12345", "JP", "12345"),
        ("+12025550003", "US", "(202) 555-0003"),
    ],
)
def test_a_number_is_shown_as_people_of_the_country_write_it(
    kept: str, country: str, shown: str
) -> None:
    assert phone_shown(kept, country=country) == shown


@given(number=st.from_regex(r"(\+|0)?[1-9][0-9]{0,14}", fullmatch=True))
def test_whatever_is_kept_can_be_shown_and_searched(number: str) -> None:
    for country in ("JP", "US", "DE"):
        kept = understand_phone(number, country=country).kept
        assert phone_shown(kept, country=country)
        assert all(digits.isdecimal() for digits in written_digits(kept))
        if number[0] != "+":  # +30 000 is known nowhere, 30 000 might be
            assert understand_phone(kept, country=country).kept == kept


def test_a_piece_of_a_number_is_told_from_other_text() -> None:
    assert typed_digits("090-12", country="JP") == ("09012",)
    assert typed_digits("+81 90 12", country="JP") == ("819012", "09012")
    assert typed_digits("０９０", country="JP") == ("090",)
    assert typed_digits("+", country="JP") == ()
    assert typed_digits("misaki7", country="JP") == ()


def test_each_country_has_its_code() -> None:
    assert (calling_code("JP"), calling_code("US")) == ("81", "1")
