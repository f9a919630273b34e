"""What follows a sale back: each once, and only as far as it hung on it."""

from collections.abc import Callable
from datetime import date

import pytest

from db.errors import NotNewCustomer
from db.queries.coupons import coupon_typed, coupons_of
from db.queries.points import account_at, holdings
from db.queries.referrals import link_of
from db.rules.referrals import state_on
from db.session import Session
from db.usecases.referrals import attach_referral
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import SaleOutcome

Sell = Callable[..., SaleOutcome]


def balance(session: Session, customer: str) -> int:
    return holdings(account_at(session.moment(), customer), on=session.today).balance


def test_a_friends_coupon_is_void_once_the_sale_is_refunded(
    session: Session, a_customer: Callable[..., str], sell: Sell, set_shop: Callable[..., None]
) -> None:
    add_reward(session, NewReward("Cake", "free_item", "500", 100), operation_id="cake")
    set_shop(referral={"referrer": {"reward": "Cake"}, "referee": {"points": 30}})
    referrer, friend = a_customer(), a_customer("佐藤 健")
    attach_referral(session, referee_id=friend, referrer_id=referrer, operation_id="link")
    sale = sell(friend, 2000)
    (coupon,) = coupons_of(session.db, referrer, on=session.today)
    refund_sale(session, sale=str(sale.sale), amount=None, reason=None, operation_id="back")
    assert coupons_of(session.db, referrer, on=session.today) == []
    assert coupon_typed(session.db, coupon.code).void_reason == "refund"
    link = link_of(session.db, friend)
    assert link is not None
    assert state_on(link, session.today) == "reversed"
    assert state_on(link, date(2026, 11, 21)) == "pending"


def test_a_gift_that_has_expired_is_not_taken_from_other_points(
    session: Session, a_customer: Callable[..., str], sell: Sell, set_shop: Callable[..., None]
) -> None:
    set_shop(expiry={"months": 1}, referral={"referrer": {"points": 50}, "referee": {"points": 30}})
    referrer, friend = a_customer(), a_customer("佐藤 健")
    attach_referral(session, referee_id=friend, referrer_id=referrer, operation_id="link")
    sale = sell(friend, 2000, on="2026-01-10")
    sell(referrer, 9000)
    refund_sale(session, sale=str(sale.sale), amount=None, reason=None, operation_id="back")
    assert balance(session, referrer) == 90


def test_a_friend_brings_a_reward_once_even_if_the_sale_was_refunded(
    session: Session, a_customer: Callable[..., str], sell: Sell, set_shop: Callable[..., None]
) -> None:
    set_shop(referral={"referrer": {"points": 50}})
    referrer, friend = a_customer(), a_customer("佐藤 健")
    attach_referral(session, referee_id=friend, referrer_id=referrer, operation_id="link")
    sale = sell(friend, 2000)
    for part in (500, None):
        refund_sale(
            session, sale=str(sale.sale), amount=part, reason=None, operation_id=f"back-{part}"
        )
    sell(friend, 2000)
    assert balance(session, referrer) == 0


def test_who_brought_everything_back_had_not_bought_yet(
    session: Session, a_customer: Callable[..., str], sell: Sell
) -> None:
    referrer, friend = a_customer(), a_customer("佐藤 健")
    sale = sell(friend, 2000)
    with pytest.raises(NotNewCustomer):
        attach_referral(session, referee_id=friend, referrer_id=referrer, operation_id="early")
    refund_sale(session, sale=str(sale.sale), amount=None, reason=None, operation_id="back")
    attach_referral(session, referee_id=friend, referrer_id=referrer, operation_id="link")
    assert link_of(session.db, friend) is not None
