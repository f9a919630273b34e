"""Lists of the world to choose from."""

from typing import get_args

import pytest

from db.rules.shop import Stacking
from desktop.i18n import speaking
from desktop.words.choices import countries, currencies, languages, stackings


@pytest.mark.parametrize(
    ("language", "yen", "japan"), [("en", "Yen", "Japan"), ("ja", "円", "日本")]
)
def test_the_world_is_named_in_the_language_in_force(language: str, yen: str, japan: str) -> None:
    with speaking(language):
        assert yen in dict(currencies())["JPY"]
        assert japan in dict(countries())["JP"]


def test_each_value_is_offered_once_and_the_usual_ones_first() -> None:
    codes = [code for code, _ in currencies()]
    assert len(codes) == len(set(codes))
    assert codes[:2] == ["JPY", "USD"]
    assert [value for value, _ in languages()] == ["ja", "en"]


def test_every_way_to_stack_multipliers_is_offered() -> None:
    assert [value for value, _ in stackings()] == list(get_args(Stacking))
