"""What the shop wants on its papers."""

import pytest

from db.errors import BadRequest
from db.rules.paper_choices import PaperChoices, read_paper_choices


def test_what_is_not_said_is_as_the_papers_come() -> None:
    assert read_paper_choices({}) == PaperChoices()
    assert read_paper_choices({"colour": "#00aa88"}).colour == "#00aa88"


def test_words_may_have_lines_and_lose_the_space_around_them() -> None:
    assert read_paper_choices({"address": " 1-2-3 Kanda\nTokyo "}).address == "1-2-3 Kanda\nTokyo"
    assert read_paper_choices({"card_words": "ぜひ　また"}).card_words == "ぜひ　また"


@pytest.mark.parametrize(
    ("said", "field", "problem"),
    [
        ("red", "paper", "type"),
        ({"color": "#00aa88"}, "paper.color", "unknown"),
        ({"colour": "red"}, "paper.colour", "choice"),
        ({"ground": "#12345G"}, "paper.ground", "choice"),
        ({"phone": 312345678}, "paper.phone", "type"),
        ({"receipt_words": "a" * 401}, "paper.receipt_words", "too_long"),
        ({"card_words": "a\x07b"}, "paper.card_words", "invalid"),
    ],
)
def test_what_cannot_be_meant_is_named(said: object, field: str, problem: str) -> None:
    with pytest.raises(BadRequest) as refused:
        read_paper_choices(said)
    assert (refused.value.field, refused.value.problem) == (field, problem)
