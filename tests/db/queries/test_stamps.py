"""What customers hold on their cards, now and as of another day, and what came of the cards."""

from collections.abc import Callable
from datetime import date

import pytest

from db.errors import BadRequest
from db.queries.stamps import (
    CardTotals,
    StampCounts,
    all_stamp_cards,
    card_totals,
    cards_of,
    promised_on_a_card,
    stamp_card_named,
    stamp_counts,
)
from db.session import Session
from db.usecases.coupons import use_coupon
from db.usecases.merging import merge_customers
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import SaleOutcome
from db.usecases.stamps import add_stamp_card, add_stamps, edit_stamp_card

Sell = Callable[..., SaleOutcome]


@pytest.fixture(autouse=True)
def card(session: Session) -> str:
    """Return the id of a card: two visits make a tea."""
    add_reward(session, NewReward("Tea", "free_item", "300", 100), operation_id="tea")
    terms = {"name": "Visits", "needed": 2, "reward": "Tea"}
    return add_stamp_card(session, terms=terms, operation_id="card").id


def held(session: Session, customer: str) -> dict[str, int]:
    return {each.card.name: each.have for each in cards_of(session.moment(), customer)}


def test_stamps_are_told_as_of_any_moment(
    on_day: Callable[[str], Session], a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    for day in ("2026-11-01", "2026-11-03", "2026-11-05"):
        sell(customer, 100, on=day)
    days = ("2026-10-31", "2026-11-01", "2026-11-02", "2026-11-03", "2026-11-05")
    assert [held(on_day(day), customer)["Visits"] for day in days] == [0, 1, 1, 0, 1]


def test_those_merged_later_held_their_own_by_then(
    on_day: Callable[[str], Session], a_customer: Callable[..., str], sell: Sell
) -> None:
    one, other = a_customer(), a_customer("佐藤 健")
    sell(one, 100, on="2026-11-01")
    sell(other, 100, on="2026-11-02")
    merge_customers(on_day("2026-11-20"), keep=one, merge=other, operation_id="merge")
    assert held(on_day("2026-11-03"), one) == {"Visits": 1}
    assert held(on_day("2026-11-21"), one) == {"Visits": 2}


def test_cards_no_longer_offered_are_shown_to_those_who_hold_stamps(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    holder, other = a_customer(), a_customer("佐藤 健")
    sell(holder, 100)
    edit_stamp_card(session, card="Visits", changes={"offered": False}, operation_id="stop")
    assert (held(session, holder), held(session, other)) == ({"Visits": 1}, {})


def test_cards_stand_in_the_order_of_adding_and_are_known_by_their_names(session: Session) -> None:
    terms = {"name": "Another", "needed": 5, "reward": "Tea"}
    add_stamp_card(session, terms=terms, operation_id="another")
    assert [card.name for card in all_stamp_cards(session.db)] == ["Visits", "Another"]
    with pytest.raises(BadRequest) as refused:
        stamp_card_named(session.db, "Nothing")
    assert refused.value.detail == "Visits, Another"


def test_a_reward_is_promised_while_its_card_is_offered(session: Session) -> None:
    tea = stamp_card_named(session.db, "Visits").reward_id
    assert promised_on_a_card(session.db, tea)
    edit_stamp_card(session, card="Visits", changes={"offered": False}, operation_id="stop")
    assert not promised_on_a_card(session.db, tea)


def test_what_came_of_a_card_is_counted(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: str
) -> None:
    assert card_totals(session.db) == {}
    holder, full = a_customer(), a_customer("佐藤 健")
    add_stamps(
        session, customer_id=holder, card="Visits", count=1, reason="paper", operation_id="put"
    )
    sell(full, 100, on="2026-11-01")
    sale = sell(full, 100, on="2026-11-02")
    code = sale.issued[0].code
    use_coupon(session, code=code, amount=None, sale=None, operation_id="use")
    assert card_totals(session.db) == {card: CardTotals(customers=1, stamps=1, filled=1, used=1)}


def test_stamps_are_counted_on_the_day_on_which_they_moved(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sell(customer, 100, on="2026-11-01")
    sale = sell(customer, 100, on="2026-11-02")
    refund_sale(session, sale=str(sale.sale), amount=None, reason=None, operation_id="back")
    first, second, today = date(2026, 11, 1), date(2026, 11, 2), session.today
    assert stamp_counts(session.db, first=first, last=first) == StampCounts(given=1)
    assert stamp_counts(session.db, first=second, last=second) == StampCounts(given=1, filled=1)
    assert stamp_counts(session.db, first=today, last=today) == StampCounts(taken_back=1, emptied=1)
    assert stamp_counts(session.db, first=first, last=today) == StampCounts(2, 1, 1, 1)


def test_cards_that_a_refund_emptied_are_not_counted(
    session: Session, a_customer: Callable[..., str], sell: Sell, card: str
) -> None:
    customer = a_customer()
    sell(customer, 100, on="2026-11-01")
    sale = sell(customer, 100, on="2026-11-02")
    refund_sale(session, sale=str(sale.sale), amount=None, reason=None, operation_id="back")
    assert card_totals(session.db) == {card: CardTotals(customers=1, stamps=1)}
