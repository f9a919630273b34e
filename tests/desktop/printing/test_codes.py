import io
import random
from collections.abc import Callable

import pytest
import segno

from desktop.printing.codes import (
    DOT,
    dark_runs,
    draw_ean13,
    draw_qr,
    ean13_modules,
    qr_modules,
    qr_side,
)
from desktop.printing.sheet import open_paper

Codes = Callable[[bytes, int], list[str]]
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def _number(chance: random.Random) -> str:
    digits = [chance.randrange(10) for _ in range(12)]
    weighted = sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return "".join(map(str, digits)) + str(-weighted % 10)


@pytest.mark.parametrize("dpi", [203, 300])
def test_every_qr_code_reads_back_at_the_dots_of_a_till_printer(codes: Codes, dpi: int) -> None:
    chance = random.Random(1)
    payloads = ["".join(chance.choices(ALPHABET, k=12)) for _ in range(40)]
    to = io.BytesIO()
    canvas = open_paper(to, size=(120, 120), title="codes", author="")
    for place, payload in enumerate(payloads):
        draw_qr(canvas, payload, 30 + place * 0.07, 30 + place * 0.03, dots=6)
        canvas.showPage()
    canvas.save()
    assert codes(to.getvalue(), dpi) == payloads


@pytest.mark.parametrize("dpi", [203, 300])
def test_every_member_number_reads_back_at_the_dots_of_a_till_printer(
    codes: Codes, dpi: int
) -> None:
    chance = random.Random(2)
    numbers = [_number(chance) for _ in range(40)]
    to = io.BytesIO()
    canvas = open_paper(to, size=(240, 80), title="codes", author="")
    for place, number in enumerate(numbers):
        draw_ean13(canvas, number, 35 + place * 0.07, 20, dots=5, height=40)
        canvas.showPage()
    canvas.save()
    assert codes(to.getvalue(), dpi) == numbers


def test_a_coupon_code_makes_the_smallest_qr_code_that_survives_a_quarter_of_damage() -> None:
    modules = qr_modules("C7K29QXM4TAB")
    assert len(modules) == 21
    assert segno.make("C7K29QXM4TAB", error="q", micro=False).designator == "1-Q"


def test_a_module_is_a_whole_number_of_printer_dots() -> None:
    assert qr_side("C7K29QXM4TAB", dots=6) == pytest.approx(21 * 6 * DOT)


def test_an_ean13_is_95_modules_between_its_guards() -> None:
    modules = ean13_modules("2000004128739")
    assert len(modules) == 95
    assert modules[:3] == modules[-3:] == "101"
    assert modules[45:50] == "01010"


def test_dark_runs_cover_exactly_the_dark_modules() -> None:
    assert dark_runs("11001") == [(0, 2), (4, 1)]
    assert dark_runs("00") == []
