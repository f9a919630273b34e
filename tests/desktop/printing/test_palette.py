import pytest
from reportlab.lib.colors import HexColor

from desktop.printing.palette import (
    BAD,
    GOOD,
    GREY,
    INK,
    NAVY,
    PAPER,
    deep,
    pale,
    readable_on,
    shade,
)


def test_a_larger_share_is_a_deeper_blue() -> None:
    shades = [shade(share / 10) for share in range(11)]
    assert [s.red for s in shades] == sorted((s.red for s in shades), reverse=True)


def test_a_share_outside_its_range_takes_the_nearest_shade() -> None:
    assert shade(-1).rgb() == shade(0).rgb()
    assert shade(7).rgb() == shade(1).rgb()


def test_what_is_written_on_a_colour_can_be_read() -> None:
    assert readable_on(NAVY) is PAPER
    assert readable_on(HexColor("#f3d9a0")) is INK


def test_good_and_bad_differ_in_more_than_colour_blind_eyes_lose() -> None:
    assert GOOD.rgb() != BAD.rgb()
    assert GREY.rgb() != INK.rgb()


@pytest.mark.parametrize("colour", ["#ffffff", "#ffee00", "#d6452b", "#000000", "#1f3350"])
def test_any_colour_of_a_shop_can_be_read_on_white_and_tints_a_band(colour: str) -> None:
    strong, hint = deep(colour), pale(colour)
    assert 0.30 * strong.red + 0.59 * strong.green + 0.11 * strong.blue <= 0.62
    assert min(hint.red, hint.green, hint.blue) >= 0.87
