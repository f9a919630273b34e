"""The owner sets up the levels that customers earn."""

from dataclasses import replace
from fractions import Fraction

import pytest

from db.errors import BadAmount, BadRequest, ShopError
from db.queries.tiers import all_tiers
from db.session import Session
from db.usecases.tiers import NewTier, add_tier

GOLD = NewTier("Gold", "50000", multiplier="1.5")


def test_tiers_stand_from_the_lowest_to_the_highest(session: Session) -> None:
    add_tier(session, GOLD, operation_id="a")
    add_tier(session, NewTier("Silver", "10000", multiplier="1.15"), operation_id="b")
    ladder = all_tiers(session.db)
    assert [(tier.name, tier.multiplier) for tier in ladder] == [
        ("Silver", Fraction(23, 20)),
        ("Gold", Fraction(3, 2)),
    ]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"threshold": "0"}, BadRequest),
        ({"threshold": "1.5"}, BadAmount),
        ({"measure": "luck"}, BadRequest),
        ({"window": {"days": 3}}, BadRequest),
        ({"window": "forever"}, BadRequest),
        ({"drop": "all"}, BadRequest),
        ({"keep_months": 0}, BadRequest),
    ],
)
def test_a_tier_that_cannot_be_is_refused(
    session: Session, change: dict[str, object], refusal: type[ShopError]
) -> None:
    with pytest.raises(refusal):
        add_tier(session, replace(GOLD, **change), operation_id="a")  # type: ignore[arg-type]
    assert session.db["tiers"].count == 0
