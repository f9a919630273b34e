"""Rewards: all that are offered, and those within a customer's reach."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.errors import UnknownReward
from db.rules.rewards import Reward, Terms

MOST_SHOWN = 12  # more choice sells less

_REWARDS = """
SELECT rewards.*, rewards.stock + coalesce(sums.total, 0) AS stock_left
FROM rewards LEFT JOIN sums ON sums.account = 'stock:' || rewards.id AND sums.customer = ''
"""


@dataclass(frozen=True)
class RewardInReach:
    """A reward as the counter shows it: `missing` points to go, 0 when it can be had now."""

    reward: Reward
    missing: int


def all_rewards(db: Database) -> list[Reward]:
    """Return every reward that is offered, the cheapest first."""
    rows = db.query(f"{_REWARDS} WHERE rewards.offered ORDER BY rewards.cost, rewards.name")
    return [_reward_of_row(row) for row in rows]


def retired_rewards(db: Database) -> list[Reward]:
    """Return every reward that is no longer offered, in the order of their names."""
    rows = db.query(f"{_REWARDS} WHERE NOT rewards.offered ORDER BY rewards.name")
    return [_reward_of_row(row) for row in rows]


def reward_named(db: Database, name: str) -> Reward:
    """Return the reward of that name; raises UnknownReward."""
    return _one(db, "rewards.name = ? AND rewards.offered", name)


def promised_reward(db: Database, name: str) -> Reward:
    """Return a reward that was promised by its name, though it may be offered no longer."""
    return _one(db, "rewards.name = ?", name)


def reward_with_id(db: Database, reward_id: str) -> Reward:
    """Return the reward with that id; raises UnknownReward."""
    return _one(db, "rewards.id = ?", reward_id)


def rewards_in_reach(db: Database, *, balance: int, on: date) -> list[RewardInReach]:
    """Return what to show at the counter: at most 12, those that can be had now first."""
    offered = [
        RewardInReach(reward, max(reward.cost - balance, 0))
        for reward in all_rewards(db)
        if _offered_on(reward, on) and reward.stock_left != 0
    ]
    return sorted(offered, key=lambda item: (item.missing > 0, item.reward.cost))[:MOST_SHOWN]


def times_redeemed(db: Database, reward_id: str, customer_id: str) -> int:
    """Return how often the customer had this reward."""
    row = db.conn.execute(
        "SELECT total FROM sums WHERE account = ? AND customer = ?",
        (f"reward:{reward_id}", customer_id),
    ).fetchone()
    return int(row[0]) if row else 0


def _offered_on(reward: Reward, day: date) -> bool:
    return (reward.valid_from or date.min) <= day <= (reward.valid_until or date.max)


def _one(db: Database, condition: str, value: str) -> Reward:
    row = next(db.query(f"{_REWARDS} WHERE {condition}", (value,)), None)
    if row is None:
        raise UnknownReward(value)
    return _reward_of_row(row)


def _reward_of_row(row: dict[str, Any]) -> Reward:
    def day(name: str) -> date | None:
        return date.fromisoformat(row[name]) if row[name] else None

    return Reward(
        id=row["id"],
        name=row["name"],
        cost=row["cost"],
        terms=Terms(
            kind=row["kind"],
            value=row["value"],
            name=row["name"],
            minimum=row["minimum"],
            max_discount=row["max_discount"],
            categories=tuple(json.loads(row["categories"])),
            combinable=bool(row["combinable"]),
        ),
        stock_left=row["stock_left"],
        tier_id=row["tier_id"],
        plan_id=row["plan_id"],
        valid_from=day("valid_from"),
        valid_until=day("valid_until"),
        valid_days=row["valid_days"],
        max_per_customer=row["max_per_customer"],
        immediate=bool(row["immediate"]),
        offered=bool(row["offered"]),
    )
