"""A design says how coupons look, in few words that any paper can hold."""

import pytest

from db.errors import BadRequest
from db.rules.coupon_designs import PLAIN, CouponDesign, read_design, spoken_design


def test_a_design_keeps_what_was_said_and_leaves_the_rest_to_the_shop() -> None:
    told = {"title2": " お誕生日ケーキ ", "words": "Come in.\nSit down.", "colour": "#2a6a43"}
    design = read_design(told)
    assert design == CouponDesign("お誕生日ケーキ", "Come in.\nSit down.", "#2a6a43")
    assert read_design(spoken_design(design)) == design
    assert spoken_design(PLAIN) == {}
    assert read_design({"colour": ""}) == PLAIN
    assert read_design({"words": "ぜひ　またどうぞ"}).words == "ぜひ　またどうぞ"


@pytest.mark.parametrize(
    ("told", "field", "problem"),
    [
        ({"title2": "x" * 81}, "title2", "too_long"),
        ({"title2": "two\nlines"}, "title2", "invalid"),
        ({"words": "x" * 201}, "words", "too_long"),
        ({"words": "bell\x07"}, "words", "invalid"),
        ({"words": 7}, "words", "type"),
        ({"colour": "red"}, "colour", "choice"),
        ({"colour": "#12"}, "colour", "choice"),
        ({"value": "500"}, "value", "unknown"),
    ],
)
def test_what_is_wrong_with_a_design_is_named(
    told: dict[str, object], field: str, problem: str
) -> None:
    with pytest.raises(BadRequest) as refusal:
        read_design(told)
    assert (refusal.value.field, refusal.value.problem) == (field, problem)
