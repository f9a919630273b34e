"""Gifts for arriving at a tier, as long as nobody took them back."""

from collections.abc import Callable
from datetime import date

import pytest

from db.journal import Draft
from db.queries.tier_gifts import tier_gifts
from db.session import Action, Session
from db.usecases.coupons import replace_coupon, void_coupon
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import SaleOutcome
from db.usecases.tiers import NewTier, add_tier, edit_tier

Sell = Callable[..., SaleOutcome]


@pytest.fixture
def with_points(on_day: Callable[[str], Session]) -> None:
    """Let gold bring points."""
    gold = NewTier("Gold", "5000", gift={"points": 100}, keep_months=2)
    add_tier(on_day("2026-01-01"), gold, operation_id="gold")


@pytest.mark.usefixtures("with_points")
def test_a_gift_is_for_the_stay_that_it_began(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    assert tier_gifts(session.db, customer) == []
    sell(customer, 5000, on="2026-11-20")
    (gift,) = tier_gifts(session.db, customer)
    assert (gift.day, gift.until) == (date(2026, 11, 20), date(2027, 1, 31))
    assert gift.fact.delta == 100


@pytest.mark.usefixtures("with_points")
def test_points_that_were_taken_back_are_no_gift_any_more(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    customer = a_customer()
    sale = str(sell(customer, 5000).sale)
    refund_sale(session, sale=sale, amount=1, reason=None, operation_id="back")
    assert tier_gifts(session.db, customer) == []


@pytest.mark.usefixtures("with_points")
def test_a_gift_of_before_tiers_were_told_by_id_is_known_by_its_name(
    session: Session, a_customer: Callable[..., str]
) -> None:
    customer = a_customer()
    told = {"reason": "tier", "tier": "Gold", "usable_from": "2026-11-22", "expiry": {}}
    with session.write(Action.ADJUST_POINTS, "old") as tx:
        tx.post(Draft("points.gift", told, customer, "points", 100))
    edit_tier(session, tier="Gold", changes={"name": "Ginkgo"}, operation_id="name")
    (gift,) = tier_gifts(session.db, customer)
    assert gift.fact.doc["tier"] == "Gold"
    assert gift.until == date(2027, 1, 31)


def test_of_a_coupon_that_was_lost_the_one_that_came_for_it_counts(
    session: Session,
    on_day: Callable[[str], Session],
    a_customer: Callable[..., str],
    sell: Sell,
) -> None:
    add_reward(session, NewReward("Cake", "free_item", "500", 1), operation_id="cake")
    gold = NewTier("Gold", "5000", gift={"reward": "Cake"})
    add_tier(on_day("2026-01-01"), gold, operation_id="gold")
    customer = a_customer()
    (coupon,) = sell(customer, 5000).issued
    new = replace_coupon(session, code=coupon.code, reason="lost", operation_id="lost")
    assert len(tier_gifts(session.db, customer)) == 1
    void_coupon(session, code=new.code, reason="stolen", return_points=False, operation_id="void")
    assert tier_gifts(session.db, customer) == []
