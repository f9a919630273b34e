"""Rewards: all that are offered, those within a customer's reach, and what came of them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from sqlite_utils import Database

from db.errors import OutOfStock, RewardNotNow, ShopError, UnknownReward
from db.moment import Moment
from db.queries.subscriptions import subscription_at, was_ended
from db.queries.tiers import tier_track, tiers_on
from db.rules.rewards import Reward, RewardStanding, Terms, refusal_of
from db.rules.subscriptions import has_benefits, state_on, terms_on

MOST_SHOWN = 12  # more choice sells less

_REWARDS = """
SELECT rewards.*, rewards.stock + coalesce(sums.total, 0) AS stock_left
FROM rewards LEFT JOIN sums ON sums.account = 'stock:' || rewards.id AND sums.customer = ''
"""


_TIMES = """
SELECT substr(account, 8), total FROM sums
WHERE account >= 'reward:' AND account < 'reward;' AND customer = ?
"""
_REDEEMED = """
SELECT substr(account, 8), sum(delta), sum(delta * (doc ->> 'cost')) FROM facts
WHERE account >= 'reward:' AND account < 'reward;' GROUP BY 1
"""
_COUPONS = """
SELECT reward, count(*) FILTER (WHERE replaced_by IS NULL), sum(used), sum(discount) FROM coupons
WHERE reward IS NOT NULL GROUP BY 1
"""
NEVER_SHOWN = (RewardNotNow, OutOfStock)


@dataclass(frozen=True)
class RewardInReach:
    """A reward as the counter shows it: `missing` points to go, and what else stands against it.

    It can be had now where nothing is missing and nothing stands against it.
    """

    reward: Reward
    missing: int
    refusal: ShopError | None = None


@dataclass(frozen=True)
class RewardFigures:
    """What came of a reward so far, less what was undone; money in minor units."""

    times: int = 0  # redeemed
    points: int = 0  # spent for it
    issued: int = 0  # coupons of its name, given for other reasons too
    used: int = 0
    discount: int = 0


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


def reward_called(db: Database, name: str | None) -> Reward | None:
    """Return the reward that has this name now, None where there is none."""
    row = next(db.query(f"{_REWARDS} WHERE rewards.name = ?", (name,)), None)
    return _reward_of_row(row) if row else None


def reward_with_id(db: Database, reward_id: str) -> Reward:
    """Return the reward with that id; raises UnknownReward."""
    return _one(db, "rewards.id = ?", reward_id)


def rewards_in_reach(moment: Moment, customer_id: str, *, usable: int) -> list[RewardInReach]:
    """Return what to show a customer who can use so many points: at most 12.

    Those that can be had now stand first, causes after the others; then those for which points
    are missing, the nearest first; last what is kept for others, or was had already. What is used
    up or not offered today is left out.
    """
    offered = all_rewards(moment.db)
    standing = reward_standing(moment, customer_id, offered)
    found = []
    for reward in offered:
        refusal = refusal_of(reward, standing)
        if not isinstance(refusal, NEVER_SHOWN):
            found.append(RewardInReach(reward, _missing(reward, usable), refusal))
    return sorted(found, key=_place)[:MOST_SHOWN]


def rewards_offered_on(db: Database, day: date) -> list[Reward]:
    """Return what to show while nobody is at the counter: at most 12, the cheapest first."""
    nobody = RewardStanding("", day)
    plain = (
        reward
        for reward in all_rewards(db)
        if not isinstance(
            refusal_of(replace(reward, tier_id=None, plan_id=None), nobody), NEVER_SHOWN
        )
    )
    return list(islice(plain, MOST_SHOWN))


def reward_standing(moment: Moment, customer_id: str, rewards: Iterable[Reward]) -> RewardStanding:
    """Return what decides whether the customer may have these rewards at the moment."""
    db, asked = moment.db, list(rewards)
    tier = None
    if any(reward.tier_id is not None for reward in asked):
        held = tier_track(moment, customer_id).held
        tier = held.tier if held else None
    subscription = None
    if any(reward.plan_id or reward.terms.kind == "free_months" for reward in asked):
        subscription = subscription_at(moment, customer_id)
    runs = subscription is not None and state_on(subscription, moment.today) != "ended"
    held_on = subscription is not None and has_benefits(subscription, moment.today)
    return RewardStanding(
        customer=customer_id,
        day=moment.today,
        tier=tier,
        plan_id=terms_on(subscription, moment.today).plan_id if subscription and held_on else None,
        has_plan=runs and subscription is not None and not was_ended(db, subscription.id),
        times=dict(db.conn.execute(_TIMES, (customer_id,)).fetchall()),
        tiers={tier.id: tier for tier in tiers_on(db, moment.today)},
        plans=dict(db.conn.execute("SELECT id, name FROM plans").fetchall()),
    )


def reward_figures(db: Database) -> dict[str, RewardFigures]:
    """Return what came of each reward so far, by its id; coupons are counted by its name."""
    redeemed = {id: rest for id, *rest in db.conn.execute(_REDEEMED).fetchall()}
    coupons = {name: rest for name, *rest in db.conn.execute(_COUPONS).fetchall()}
    names = db.conn.execute("SELECT id, name FROM rewards").fetchall()
    return {
        id: RewardFigures(*redeemed.get(id, (0, 0)), *coupons.get(name, (0, 0, 0)))
        for id, name in names
    }


def _missing(reward: Reward, usable: int) -> int:
    """Return the points to go; any number of points can be given to a cause."""
    if reward.terms.kind == "donation":
        return max(1 - usable, 0)
    return max(reward.cost - usable, 0)


def _place(item: RewardInReach) -> tuple[object, ...]:
    is_cause = item.reward.terms.kind == "donation"
    return (
        item.refusal is not None,
        item.missing > 0,
        is_cause,
        item.missing,
        item.reward.cost,
        item.reward.name,
    )


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
