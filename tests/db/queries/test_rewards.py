"""Rewards as the counter shows them: what can be had now first, and never more than twelve."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from db.errors import ShopError, UnknownReward
from db.queries.rewards import (
    MOST_SHOWN,
    RewardFigures,
    all_rewards,
    retired_rewards,
    reward_figures,
    reward_named,
    reward_standing,
    reward_with_id,
    rewards_in_reach,
    rewards_offered_on,
)
from db.rules.rewards import Reward, Terms
from db.session import Session
from db.usecases.coupons import use_coupon
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, add_reward, edit_reward, redeem_reward
from db.usecases.sales import SaleOutcome
from db.usecases.shop import add_category
from db.usecases.tiers import NewTier, add_tier
from db.usecases.undo import undo

TODAY = date(2026, 11, 22)
TEA = NewReward("Tea", "free_item", "300", 10)


def offer(session: Session, new: NewReward) -> Reward:
    return add_reward(session, new, operation_id=f"offer-{new.name}")


def retire(session: Session, reward: Reward, new: NewReward) -> None:
    operation = f"retire-{new.name}"
    edit_reward(session, reward_id=reward.id, new=new, offered=False, operation_id=operation)


def shown(session: Session, customer: str, *, usable: int) -> list[tuple[str, int]]:
    return [
        (item.reward.name, item.missing)
        for item in rewards_in_reach(session.moment(), customer, usable=usable)
    ]


@pytest.fixture
def misaki(a_customer: Callable[..., str]) -> str:
    return a_customer()


def test_what_can_be_had_now_comes_first_and_the_rest_says_how_far_it_is(
    session: Session, misaki: str
) -> None:
    for name, cost in (("Cake", 60), ("Tea", 10), ("Bag", 250)):
        offer(session, replace(TEA, name=name, cost=cost))
    assert shown(session, misaki, usable=60) == [("Tea", 0), ("Cake", 0), ("Bag", 190)]
    assert shown(session, misaki, usable=0) == [("Tea", 10), ("Cake", 60), ("Bag", 250)]


def test_a_debt_is_to_be_paid_before_anything_is_in_reach(session: Session, misaki: str) -> None:
    offer(session, TEA)
    offer(session, replace(TEA, name="Sample", cost=0))
    assert shown(session, misaki, usable=-30) == [("Sample", 30), ("Tea", 40)]


def test_at_most_twelve_are_shown_and_none_in_reach_is_hidden_by_one_that_is_not(
    session: Session, misaki: str
) -> None:
    for cost in range(1, 21):
        offer(session, replace(TEA, name=f"Reward {cost:02}", cost=cost * 10))
    seen = shown(session, misaki, usable=50)
    assert len(seen) == MOST_SHOWN == 12
    assert [missing for _, missing in seen] == [0] * 5 + [10, 20, 30, 40, 50, 60, 70]
    assert all(missing == 0 for _, missing in shown(session, misaki, usable=1000))
    assert len(all_rewards(session.db)) == 20


@pytest.mark.parametrize(
    ("day", "is_shown"),
    [("2026-11-19", False), ("2026-11-20", True), ("2026-11-25", True), ("2026-11-26", False)],
)
def test_the_days_of_a_reward_are_both_its_own(
    session: Session, misaki: str, on_day: Callable[[str], Session], day: str, is_shown: bool
) -> None:
    offer(session, replace(TEA, valid_from="2026-11-20", valid_until="2026-11-25"))
    assert bool(shown(on_day(day), misaki, usable=10)) is is_shown
    assert bool(rewards_offered_on(session.db, date.fromisoformat(day))) is is_shown


def test_what_is_used_up_is_not_shown_but_still_offered(
    session: Session, a_customer: Callable[..., str], misaki: str, sell: Callable[..., SaleOutcome]
) -> None:
    sell(misaki, 5000)
    offer(session, replace(TEA, stock=1))
    tea = reward_named(session.db, "Tea")
    assert (tea.stock_left, times_had(session, tea, misaki)) == (1, 0)
    redeem_reward(session, customer_id=misaki, reward="Tea", operation_id="redeem")
    assert reward_named(session.db, "Tea").stock_left == 0
    assert times_had(session, tea, misaki) == 1
    assert times_had(session, tea, a_customer("佐藤 健")) == 0
    assert shown(session, misaki, usable=100) == []
    assert rewards_offered_on(session.db, TODAY) == []
    assert [reward.name for reward in all_rewards(session.db)] == ["Tea"]


def times_had(session: Session, reward: Reward, customer: str) -> int:
    standing = reward_standing(session.moment(), customer, [reward])
    return standing.times.get(reward.id, 0)


def test_what_is_kept_for_others_stands_last_with_its_reason(
    session: Session, misaki: str, sell: Callable[..., SaleOutcome]
) -> None:
    sell(misaki, 5000)
    add_tier(session, NewTier("Gold", "100000"), operation_id="tier")
    add_plan(session, NewPlan("Club", "980", "month"), operation_id="plan")
    offer(session, replace(TEA, name="Gold cup", cost=1, tier="Gold"))
    offer(session, replace(TEA, name="Club cup", cost=2, plan="Club"))
    offer(session, replace(TEA, name="A month", kind="free_months", value="1", cost=3))
    offer(session, replace(TEA, name="Once", cost=4, max_per_customer=1))
    offer(session, TEA)
    offer(session, replace(TEA, name="Bag", cost=500))
    redeem_reward(session, customer_id=misaki, reward="Once", operation_id="redeem")
    found = rewards_in_reach(session.moment(), misaki, usable=46)
    assert [(item.reward.name, item.refusal and type(item.refusal).__name__) for item in found] == [
        ("Tea", None),
        ("Bag", None),
        ("Gold cup", "TierTooLow"),
        ("Club cup", "PlanRequired"),
        ("A month", "NotSubscribed"),
        ("Once", "LimitReached"),
    ]
    for item in found:  # what is shown as within reach is never refused, and the other way round
        can_be_had = item.missing == 0 and item.refusal is None
        assert can_be_had is redeems(session, misaki, item.reward.name)


def redeems(session: Session, customer: str, reward: str) -> bool:
    try:
        redeem_reward(session, customer_id=customer, reward=reward, operation_id=f"try-{reward}")
    except ShopError:
        return False
    return True


def test_any_number_of_points_reaches_a_cause_which_stands_behind_what_else_can_be_had(
    session: Session, misaki: str
) -> None:
    offer(session, replace(TEA, name="Trees", kind="donation", value="500", cost=500))
    offer(session, replace(TEA, name="Bag", cost=30))
    offer(session, TEA)
    assert shown(session, misaki, usable=12) == [("Tea", 0), ("Trees", 0), ("Bag", 18)]
    assert shown(session, misaki, usable=0) == [("Tea", 10), ("Bag", 30), ("Trees", 1)]


def test_what_came_of_a_reward_is_counted(
    session: Session, misaki: str, sell: Callable[..., SaleOutcome]
) -> None:
    sell(misaki, 5000)
    tea = offer(session, TEA)
    assert reward_figures(session.db) == {tea.id: RewardFigures()}
    for number in range(3):
        redeem_reward(session, customer_id=misaki, reward="Tea", operation_id=f"redeem-{number}")
    undo(session, act="redeem-2", operation_id="undo")
    code = next(session.db.query("SELECT code FROM coupons WHERE voided_on IS NULL"))["code"]
    use_coupon(session, code=code, amount=250, sale=None, operation_id="use")
    assert reward_figures(session.db)[tea.id] == RewardFigures(2, 20, 3, 1, 250)


def test_a_retired_reward_is_known_by_its_id_and_offered_to_nobody(
    session: Session, misaki: str
) -> None:
    tea = offer(session, TEA)
    retire(session, tea, TEA)
    assert all_rewards(session.db) == []
    assert shown(session, misaki, usable=100) == []
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
