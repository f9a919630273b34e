"""What the demo's shop offers stands in its book, named in the language that it was made in."""

from itertools import count

import pytest

from db.queries.pictures import logo
from db.queries.rewards import all_rewards
from db.queries.stamps import all_stamp_cards
from db.queries.streaks import all_streaks
from db.queries.tiers import all_tiers
from db.session import Session
from desktop.demo.offers import open_shop
from desktop.i18n import speaking


def opened(session: Session, language: str) -> Session:
    numbers = count()
    with speaking(language):
        open_shop(session, lambda: f"demo-{next(numbers)}")
    return session


@pytest.mark.parametrize(
    ("language", "card"), [("en", "Record stamps"), ("ja", "レコードスタンプ")]
)
def test_each_kind_of_offer_is_there_in_the_shops_language(
    session: Session, language: str, card: str
) -> None:
    db = opened(session, language).db
    assert [each.name for each in all_stamp_cards(db)] == [card]
    assert len(all_streaks(db)) == 1
    assert [tier.threshold for tier in all_tiers(db)] == [10_000, 30_000]
    assert {reward.terms.kind for reward in all_rewards(db)} == {
        "amount_off",
        "donation",
        "free_item",
    }


def test_the_shop_has_a_logo_words_and_an_invitation_to_come_back(session: Session) -> None:
    opened(session, "en")
    assert (logo(session.db) or b"")[:4] == b"\x89PNG"
    settings = session.settings
    assert settings.paper.phone == "03-0000-0000"  # nobody's
    assert settings.next_visit is not None
    assert settings.next_visit.reward == "¥200 off"
