"""What a coupon gives and asks for, in a few words."""

from collections.abc import Iterator

import pytest

from db.rules.rewards import RewardKind, Terms
from db.rules.shop import ShopSettings
from desktop.i18n import speaking
from desktop.words.coupon_conditions import conditions_of, what_terms_give

DOLLARS = ShopSettings(currency="USD", digits=2)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def test_the_most_that_is_taken_off_is_a_condition() -> None:
    terms = Terms("percent_off", 10, max_discount=500)
    assert conditions_of(terms, DOLLARS) == ("$5.00 off at most",)


@pytest.mark.parametrize(
    ("kind", "value", "english", "japanese"),
    [
        ("amount_off", 500, "$5.00 off", "$5.00"),
        ("percent_off", 10, "10 % off", "10"),
        ("free_item", 1250, "Gift worth $12.50", "$12.50"),
        ("points", 1500, "1,500 points", "1,500"),
        ("free_months", 2, "2 months free", "2"),
    ],
)
def test_a_coupon_without_a_name_says_what_it_gives(
    kind: RewardKind, value: int, english: str, japanese: str
) -> None:
    assert what_terms_give(Terms(kind, value), DOLLARS) == english
    with speaking("ja"):
        said = what_terms_give(Terms(kind, value), DOLLARS)
    assert japanese in said
    assert said != english


def test_conditions_are_said_only_where_there_are_some() -> None:
    assert conditions_of(Terms("amount_off", 1), DOLLARS) == ()
    terms = Terms("amount_off", 1, minimum=1000, categories=("Tea", "Cake"))
    assert conditions_of(terms, DOLLARS) == ("from $10.00", "for Tea, Cake")
