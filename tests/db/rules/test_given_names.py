"""A friend is named by the given name alone, or not at all where it cannot be told."""

import pytest

from db.rules.given_names import given_name


@pytest.mark.parametrize(
    ("name", "reading", "given"),
    [
        ("Misaki Tanaka", None, "Misaki"),
        ("Misaki", None, "Misaki"),
        ("Tanaka, Misaki Anne", None, "Misaki"),
        ("田中 美咲", "タナカ ミサキ", "美咲"),
        ("田中\u3000美咲", None, "美咲"),
        ("田中美咲", "タナカ ミサキ", "ミサキ"),
        ("田中美咲", "タナカミサキ", ""),
        ("田中美咲", None, ""),
        ("マリア・サントス", None, "マリア"),
        ("タナカ ミサキ", None, "ミサキ"),
        ("김 민지", None, "민지"),
        ("  Maria  Santos ", None, "Maria"),
    ],
)
def test_the_given_name_is_told_by_the_script(name: str, reading: str | None, given: str) -> None:
    assert given_name(name, reading) == given
