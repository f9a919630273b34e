"""What is written when stamps are given and taken: facts that add up, each with its coupon."""

from collections.abc import Callable

import pytest

from db.queries.facts import Fact, facts_as_entered
from db.session import Session
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import SaleOutcome
from db.usecases.stamps import add_stamp_card

Sell = Callable[..., SaleOutcome]


@pytest.fixture
def card(session: Session) -> str:
    """Return the id of a card: three stamps, one for each ¥500, make a tea."""
    add_reward(session, NewReward("Tea", "free_item", "300", 100), operation_id="tea")
    terms = {"name": "Card", "needed": 3, "reward": "Tea", "per": "spend", "each": "500"}
    return add_stamp_card(session, terms=terms, operation_id="card").id


def moved(session: Session, card: str) -> list[Fact]:
    return [fact for fact in facts_as_entered(session.db) if fact.account == f"stamps:{card}"]


def test_a_full_card_is_told_by_its_stamps_and_its_coupon(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: str
) -> None:
    sale = sell(a_customer(), 2000)
    given, filled = moved(session, card)
    assert (given.kind, given.delta) == ("stamps.give", 4)
    assert given.doc == {
        "card": card, "name": "Card", "sale": sale.sale, "per": "spend", "each": 500,
    }  # fmt: skip
    assert (filled.kind, filled.delta) == ("stamps.fill", -3)
    assert filled.doc == {
        "card": card, "name": "Card", "sale": sale.sale, "code": sale.issued[0].code,
    }  # fmt: skip
    issued = next(fact for fact in facts_as_entered(session.db) if fact.kind == "coupon.issue")
    assert (issued.doc["reason"], issued.doc["sale"]) == ("stamps", sale.sale)


def test_a_refund_takes_stamps_and_gives_the_card_back(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: str
) -> None:
    sale = sell(a_customer(), 2000)
    refund_sale(session, sale=str(sale.sale), amount=None, reason=None, operation_id="back")
    taken, emptied = moved(session, card)[2:]
    assert (taken.kind, taken.delta) == ("stamps.take", -4)
    assert (emptied.kind, emptied.delta) == ("stamps.unfill", 3)
    assert emptied.doc["code"] == sale.issued[0].code
    assert taken.doc["refund"] == emptied.doc["refund"]
    assert sum(fact.delta or 0 for fact in moved(session, card)) == 0


def test_a_sale_that_gives_none_writes_none(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: str
) -> None:
    assert sell(a_customer(), 499).stamps[0].given == 0
    assert moved(session, card) == []
