"""Rewards: offered by the owner, had by customers for their points, never more than allowed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from db.errors import (
    BadAmount,
    BadDate,
    BadRequest,
    LimitReached,
    NotEnoughPoints,
    OutOfStock,
    PlanRequired,
    RewardNotNow,
    ShopError,
    TierTooLow,
    UnknownReward,
)
from db.session import Session
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, Redemption, add_reward, edit_reward, redeem_reward
from db.usecases.sales import SaleOutcome
from db.usecases.subscriptions import start_subscription
from db.usecases.tiers import NewTier, add_tier

TEA = NewReward("Tea", "free_item", "300", 10)


@pytest.fixture
def regular(a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]) -> str:
    """Return a customer with 50 points."""
    customer = a_customer()
    sell(customer, 5000)
    return customer


def redeem(session: Session, customer: str, reward: str = "Tea") -> Redemption:
    operation = f"redeem-{session.db['facts'].count}"
    return redeem_reward(session, customer_id=customer, reward=reward, operation_id=operation)


def test_a_reward_takes_its_price_and_gives_a_coupon(session: Session, regular: str) -> None:
    add_reward(session, TEA, operation_id="a")
    got = redeem(session, regular)
    assert (got.balance, got.coupon.used, len(got.coupon.code)) == (40, False, 12)


def test_what_is_handed_over_at_once_is_issued_and_used(session: Session, regular: str) -> None:
    add_reward(session, replace(TEA, immediate=True), operation_id="a")
    assert redeem(session, regular).coupon.used


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"cost": 51}, NotEnoughPoints),
        ({"stock": 0}, OutOfStock),
        ({"valid_from": "2026-11-23"}, RewardNotNow),
        ({"valid_until": "2026-11-21"}, RewardNotNow),
        ({"tier": "Gold"}, TierTooLow),
        ({"plan": "Club"}, PlanRequired),
    ],
)
def test_what_stands_against_it_is_said_and_nothing_is_taken(
    session: Session, regular: str, change: dict[str, object], refusal: type[ShopError]
) -> None:
    add_tier(session, NewTier("Gold", "100000"), operation_id="tier")
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="plan")
    add_reward(session, replace(TEA, **change), operation_id="a")  # type: ignore[arg-type]
    facts = session.db["facts"].count
    with pytest.raises(refusal):
        redeem(session, regular)
    assert session.db["facts"].count == facts


def test_stock_and_the_most_for_each_count_down(session: Session, regular: str) -> None:
    add_reward(session, replace(TEA, stock=1), operation_id="a")
    add_reward(session, replace(TEA, name="Cake", max_per_customer=1), operation_id="b")
    redeem(session, regular)
    with pytest.raises(OutOfStock):
        redeem(session, regular)
    redeem(session, regular, "Cake")
    with pytest.raises(LimitReached):
        redeem(session, regular, "Cake")
    with pytest.raises(UnknownReward):
        redeem(session, regular, "Beer")


def test_members_have_what_is_kept_for_them(session: Session, regular: str) -> None:
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="plan")
    add_reward(session, replace(TEA, plan="Club"), operation_id="a")
    start_subscription(
        session, customer_id=regular, plan="Club", trial=None, paid=None, operation_id="join"
    )
    assert redeem(session, regular).balance == 40


def test_an_edited_reward_has_the_stock_that_is_left_now(session: Session, regular: str) -> None:
    tea = add_reward(session, replace(TEA, stock=5), operation_id="a")
    redeem(session, regular)
    refilled = replace(TEA, name="Green tea", stock=3)
    edit_reward(session, reward_id=tea.id, new=refilled, offered=True, operation_id="b")
    for _ in range(3):
        redeem(session, regular, "Green tea")
    with pytest.raises(OutOfStock):
        redeem(session, regular, "Green tea")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"kind": "magic"}, BadRequest),
        ({"value": "1.5"}, BadAmount),
        ({"kind": "percent_off", "value": "101"}, BadRequest),
        ({"kind": "free_months", "value": "121"}, BadRequest),
        ({"cost": -1}, BadRequest),
        ({"name": ""}, BadRequest),
        ({"tier": "Gold"}, BadRequest),
        ({"categories": ("Nothing",)}, BadRequest),
        ({"valid_from": "2026-02-02", "valid_until": "2026-02-01"}, BadDate),
        ({"valid_from": "1999-13-45"}, BadDate),
    ],
)
def test_a_reward_that_cannot_be_is_refused(
    session: Session, change: dict[str, object], refusal: type[ShopError]
) -> None:
    with pytest.raises(refusal):
        add_reward(session, replace(TEA, **change), operation_id="a")  # type: ignore[arg-type]
    assert session.db["rewards"].count == 0


def test_two_rewards_never_share_a_name(session: Session) -> None:
    add_reward(session, TEA, operation_id="a")
    with pytest.raises(BadRequest):
        add_reward(session, TEA, operation_id="b")
