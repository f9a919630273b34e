"""A symbol that is made quickly is the very symbol that the standard asks for."""

import random

import pytest
import segno

from desktop.printing.qr_symbol import qr_symbol

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def by_segno(payload: str) -> list[str]:
    made = segno.make(payload, error="q", micro=False, boost_error=False)
    return ["".join(map(str, row)) for row in made.matrix]


def test_every_code_of_a_coupon_makes_the_symbol_that_segno_makes() -> None:
    chance = random.Random(7)
    for _ in range(200):
        payload = "".join(chance.choices(ALPHABET, k=12))
        assert qr_symbol(payload) == by_segno(payload), payload


@pytest.mark.parametrize(
    "payload", ["7", "田中 美咲", "https://komorebi.example/come-again", "x" * 70, "9" * 400]
)
def test_larger_symbols_are_segno_s_too(payload: str) -> None:
    assert qr_symbol(payload) == by_segno(payload)
