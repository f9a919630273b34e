"""What points are exchanged for: rewards, and points as money on a sale; rules.md §4 and §6."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from db.errors import (
    LimitReached,
    NotEnoughPoints,
    NotSubscribed,
    OutOfStock,
    PlanRequired,
    PointsMax,
    PointsStep,
    RewardNotNow,
    ShopError,
    TierTooLow,
)
from db.rules.shop import ShopSettings
from db.rules.tiers import Tier

RewardKind = Literal[
    "amount_off", "percent_off", "free_item", "points", "free_months", "donation"
]  # fmt: skip
REWARD_KINDS: tuple[RewardKind, ...] = get_args(RewardKind)
_ROUND = 100  # minor units: a hundred yen, a whole dollar
MONEY_KINDS = ("amount_off", "free_item", "donation")  # their value is in minor units


@dataclass(frozen=True)
class Terms:
    """What a coupon gives and asks for; frozen when it is issued."""

    kind: RewardKind
    value: int  # minor units, percent, points or months, by kind
    name: str = ""
    minimum: int = 0  # minor units
    max_discount: int | None = None
    categories: tuple[str, ...] = ()
    combinable: bool = False


@dataclass(frozen=True)
class Reward:
    """Something a customer can have for points."""

    id: str
    name: str
    cost: int
    terms: Terms
    stock_left: int | None = None
    tier_id: str | None = None
    plan_id: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    valid_days: int | None = None
    max_per_customer: int | None = None
    immediate: bool = False
    offered: bool = True


@dataclass(frozen=True)
class RewardStanding:
    """What decides which rewards somebody may have on a day, points aside."""

    customer: str
    day: date
    tier: Tier | None = None  # held
    plan_id: str | None = None  # whose benefits hold
    has_plan: bool = False  # one that runs, to which free months can be added
    times: Mapping[str, int] = field(default_factory=dict)  # had so often, by the reward's id
    tiers: Mapping[str, Tier] = field(default_factory=dict)  # by id
    plans: Mapping[str, str] = field(default_factory=dict)  # names by id


def refusal_of(
    reward: Reward, standing: RewardStanding, *, times_count: bool = True
) -> ShopError | None:
    """Return why somebody may not have a reward, points aside; None: nothing stands against it.

    `times_count` false asks for something of which the most for each says nothing.
    """
    return _not_now(reward, standing.day) or _kept_from(reward, standing, times_count=times_count)


def _not_now(reward: Reward, day: date) -> ShopError | None:
    if not (reward.valid_from or date.min) <= day <= (reward.valid_until or date.max):
        return RewardNotNow(reward.name, _iso(reward.valid_from), _iso(reward.valid_until))
    return OutOfStock(reward.name) if reward.stock_left == 0 else None


def _kept_from(reward: Reward, standing: RewardStanding, *, times_count: bool) -> ShopError | None:
    if reward.tier_id is not None:
        asked = standing.tiers[reward.tier_id]
        if standing.tier is None or standing.tier.rank < asked.rank:
            return TierTooLow(reward.name, asked.name)
    if reward.plan_id not in (None, standing.plan_id):
        return PlanRequired(reward.name, standing.plans[str(reward.plan_id)])
    most = reward.max_per_customer
    if times_count and most is not None and standing.times.get(reward.id, 0) >= most:
        return LimitReached(most, reward.name)
    if reward.terms.kind == "free_months" and not standing.has_plan:
        return NotSubscribed(standing.customer)
    return None


def most_points_for(total: int, *, usable: int, settings: ShopSettings) -> int:
    """Return the largest number of points that this sale and this balance would take.

    A multiple of the step, 0 when it would be less than the minimum; `total` is the sale after
    discounts, in minor units (rulings 13 and 14).
    """
    most = min(_most_of_sale(total, settings), max(0, usable))
    most -= most % settings.redeem_step
    return most if most >= settings.redeem_minimum else 0


def check_points_used(points: int, *, total: int, usable: int, settings: ShopSettings) -> None:
    """Let pass what may be used; raises PointsStep, NotEnoughPoints or PointsMax, in that order."""
    most = most_points_for(total, usable=usable, settings=settings)
    if points % settings.redeem_step or points < settings.redeem_minimum:
        raise PointsStep(points, settings.redeem_step, settings.redeem_minimum, most)
    if points > usable:
        raise NotEnoughPoints(needed=points, held=usable, max=most)
    if points > _most_of_sale(total, settings):
        raise PointsMax(points, most)


def points_to_round_sum(total: int, *, usable: int, settings: ShopSettings) -> int:
    """Return the points that leave a round sum to pay, the odd part of a hundred minor units.

    0 where the sale is round already, or where these points cannot be used on it.
    """
    odd = total % _ROUND
    points, rest = divmod(odd, settings.point_value)
    most = most_points_for(total, usable=usable, settings=settings)
    fits = rest == 0 and points % settings.redeem_step == 0
    return points if fits and settings.redeem_minimum <= points <= most else 0


def _most_of_sale(total: int, settings: ShopSettings) -> int:
    return settings.redeem_max_percent * total // (100 * settings.point_value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
