"""What friends brought somebody is news until they come again."""

from collections.abc import Callable
from datetime import datetime

import pytest

from db import checks
from db.clock import fixed_clock
from db.queries.customers import customer_record
from db.queries.friend_gifts import FriendGift, untold_friend_gifts
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.refunds import refund_sale
from db.usecases.rewards import NewReward, add_reward
from db.usecases.sales import OrderLine, SaleOrder, SaleOutcome, record_sale


def at(session: Session, text: str) -> Session:
    clock = fixed_clock(datetime.fromisoformat(f"{text}+09:00"))
    return session.with_request(clock=clock)


def buy(session: Session, customer: str, operation: str) -> SaleOutcome:
    order = SaleOrder((OrderLine(1000),), customer_id=customer)
    return record_sale(session, order, operation_id=operation)


@pytest.fixture
def tanaka(session: Session, set_shop: Callable[..., None]) -> str:
    """Return somebody whose friends are rewarded with 500 points for both."""
    set_shop(referral={"referrer": {"points": 500}, "referee": {"points": 100}})
    return add_customer(session, new=NewCustomer("田中 美咲"), operation_id="tanaka").id


def bring(session: Session, tanaka: str, name: str, when: str) -> SaleOutcome:
    code = customer_record(session.db, tanaka).referral_code
    new = NewCustomer(name, referral_code=code)
    then = at(session, when)
    friend = add_customer(then, new=new, operation_id=f"add {name}").id
    return buy(then, friend, f"first {name}")


def test_a_gift_is_news_until_the_next_sale(session: Session, tanaka: str) -> None:
    buy(at(session, "2026-11-20T10:00"), tanaka, "before")
    bring(session, tanaka, "佐藤 健", "2026-11-20T11:00")  # later on the day of their visit
    assert untold_friend_gifts(session.moment(), tanaka) == [FriendGift("佐藤 健", 500)]
    buy(session, tanaka, "today")
    assert untold_friend_gifts(session.moment(), tanaka) == []
    assert checks.problems(session.db) == []


def test_the_friends_own_gift_is_no_thanks_to_them(session: Session, tanaka: str) -> None:
    sale = bring(session, tanaka, "佐藤 健", "2026-11-20T11:00")
    assert sale.customer_id is not None
    assert untold_friend_gifts(session.moment(), sale.customer_id) == []


def test_a_gift_that_was_taken_back_is_not_spoken_of(session: Session, tanaka: str) -> None:
    sale = bring(session, tanaka, "佐藤 健", "2026-11-20T11:00")
    assert sale.sale is not None
    refund_sale(session, sale=sale.sale, amount=None, reason="x", operation_id="refund")
    assert untold_friend_gifts(session.moment(), tanaka) == []
    assert checks.problems(session.db) == []


def test_a_gift_that_waits_is_news_from_its_first_day_on(
    session: Session, tanaka: str, set_shop: Callable[..., None]
) -> None:
    terms = {"referrer": {"points": 500}, "referee": {"points": 100}, "hold_days": 7}
    set_shop(referral=terms)
    bring(session, tanaka, "佐藤 健", "2026-11-10T11:00")  # usable from the 17th
    buy(at(session, "2026-11-16T10:00"), tanaka, "while it waits")
    early = at(session, "2026-11-16T18:00").moment()
    assert untold_friend_gifts(early, tanaka) == []
    assert untold_friend_gifts(session.moment(), tanaka) == [FriendGift("佐藤 健", 500)]


def test_a_coupon_is_told_with_its_code(
    session: Session, tanaka: str, set_shop: Callable[..., None]
) -> None:
    add_reward(session, NewReward("Cake", "free_item", "450", 300), operation_id="cake")
    set_shop(referral={"referrer": {"reward": "Cake"}, "referee": {"points": 100}})
    bring(session, tanaka, "佐藤 健", "2026-11-20T11:00")
    (gift,) = untold_friend_gifts(session.moment(), tanaka)
    assert (gift.friend, gift.points, len(gift.code)) == ("佐藤 健", 0, 12)


def test_points_that_have_lapsed_meanwhile_are_not_promised(
    session: Session, tanaka: str, set_shop: Callable[..., None]
) -> None:
    set_shop(expiry={"months": 12})
    bring(session, tanaka, "佐藤 健", "2025-06-04T11:00")
    year = at(session, "2026-05-01T10:00")
    assert untold_friend_gifts(year.moment(), tanaka) == [FriendGift("佐藤 健", 500)]
    assert untold_friend_gifts(session.moment(), tanaka) == []
