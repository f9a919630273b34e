"""Rewards as the counter shows them: what can be had now first, and never more than twelve."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from db.errors import UnknownReward
from db.queries.rewards import (
    MOST_SHOWN,
    all_rewards,
    retired_rewards,
    reward_named,
    reward_with_id,
    rewards_in_reach,
    times_redeemed,
)
from db.rules.rewards import Reward, Terms
from db.session import Session
from db.usecases.rewards import NewReward, add_reward, edit_reward, redeem_reward
from db.usecases.sales import SaleOutcome
from db.usecases.shop import add_category

TODAY = date(2026, 11, 22)
TEA = NewReward("Tea", "free_item", "300", 10)


def offer(session: Session, new: NewReward) -> Reward:
    return add_reward(session, new, operation_id=f"offer-{new.name}")


def retire(session: Session, reward: Reward, new: NewReward) -> None:
    operation = f"retire-{new.name}"
    edit_reward(session, reward_id=reward.id, new=new, offered=False, operation_id=operation)


def shown(session: Session, *, balance: int, on: date = TODAY) -> list[tuple[str, int]]:
    return [
        (item.reward.name, item.missing)
        for item in rewards_in_reach(session.db, balance=balance, on=on)
    ]


def test_what_can_be_had_now_comes_first_and_the_rest_says_how_far_it_is(session: Session) -> None:
    for name, cost in (("Cake", 60), ("Tea", 10), ("Bag", 250)):
        offer(session, replace(TEA, name=name, cost=cost))
    assert shown(session, balance=60) == [("Tea", 0), ("Cake", 0), ("Bag", 190)]
    assert shown(session, balance=0) == [("Tea", 10), ("Cake", 60), ("Bag", 250)]


def test_a_debt_is_to_be_paid_before_anything_is_in_reach(session: Session) -> None:
    offer(session, TEA)
    offer(session, replace(TEA, name="Sample", cost=0))
    assert shown(session, balance=-30) == [("Sample", 30), ("Tea", 40)]


def test_at_most_twelve_are_shown_and_none_in_reach_is_hidden_by_one_that_is_not(
    session: Session,
) -> None:
    for cost in range(1, 21):
        offer(session, replace(TEA, name=f"Reward {cost:02}", cost=cost * 10))
    seen = shown(session, balance=50)
    assert len(seen) == MOST_SHOWN == 12
    assert [missing for _, missing in seen] == [0] * 5 + [10, 20, 30, 40, 50, 60, 70]
    assert all(missing == 0 for _, missing in shown(session, balance=1000))
    assert len(all_rewards(session.db)) == 20


@pytest.mark.parametrize(
    ("day", "is_shown"),
    [("2026-11-19", False), ("2026-11-20", True), ("2026-11-25", True), ("2026-11-26", False)],
)
def test_the_days_of_a_reward_are_both_its_own(session: Session, day: str, is_shown: bool) -> None:
    offer(session, replace(TEA, valid_from="2026-11-20", valid_until="2026-11-25"))
    assert bool(shown(session, balance=10, on=date.fromisoformat(day))) is is_shown


def test_what_is_used_up_is_not_shown_but_still_offered(
    session: Session, a_customer: Callable[..., str], sell: Callable[..., SaleOutcome]
) -> None:
    customer = a_customer()
    sell(customer, 5000)
    offer(session, replace(TEA, stock=1))
    tea = reward_named(session.db, "Tea")
    assert (tea.stock_left, times_redeemed(session.db, tea.id, customer)) == (1, 0)
    redeem_reward(session, customer_id=customer, reward="Tea", operation_id="redeem")
    assert reward_named(session.db, "Tea").stock_left == 0
    assert times_redeemed(session.db, tea.id, customer) == 1
    assert times_redeemed(session.db, tea.id, a_customer("佐藤 健")) == 0
    assert shown(session, balance=100) == []
    assert [reward.name for reward in all_rewards(session.db)] == ["Tea"]


def test_a_retired_reward_is_known_by_its_id_and_offered_to_nobody(session: Session) -> None:
    tea = offer(session, TEA)
    retire(session, tea, TEA)
    assert all_rewards(session.db) == []
    assert shown(session, balance=100) == []
    assert [reward.name for reward in retired_rewards(session.db)] == ["Tea"]
    assert not reward_with_id(session.db, tea.id).offered
    with pytest.raises(UnknownReward):
        reward_named(session.db, "Tea")


@pytest.mark.parametrize("name", ["", "tea", "Tea ", "no such reward"])
def test_a_reward_goes_by_its_whole_name(session: Session, name: str) -> None:
    offer(session, TEA)
    with pytest.raises(UnknownReward):
        reward_named(session.db, name)
    with pytest.raises(UnknownReward):
        reward_with_id(session.db, name)


def test_a_reward_is_read_back_as_it_was_offered(session: Session) -> None:
    add_category(session, name="Tea", earns=True, tax_rate=None, operation_id="category")
    offered = offer(
        session,
        replace(
            TEA, kind="percent_off", value="10", minimum="500", max_discount="300", stock=5,
            categories=("Tea",), valid_from="2026-11-01", valid_days=30, max_per_customer=2,
            immediate=True, combinable=True,
        ),
    )  # fmt: skip
    read = reward_with_id(session.db, offered.id)
    assert read == offered
    assert read.terms == Terms(
        "percent_off", 10, "Tea", minimum=500, max_discount=300, categories=("Tea",),
        combinable=True,
    )  # fmt: skip
