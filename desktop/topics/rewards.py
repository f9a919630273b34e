"""The feed's requests about rewards: changed, stopped, listed with what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from msgspec import UNSET, Meta, Raw, Struct, UnsetType, field, structs

from db.queries.rewards import (
    RewardFigures,
    all_rewards,
    promised_reward,
    retired_rewards,
    reward_figures,
)
from db.queries.subscriptions import all_plans, retired_plans
from db.queries.tiers import all_tiers
from db.rules.money import amount_text
from db.rules.rewards import MONEY_KINDS, Reward, RewardKind
from db.session import Session
from db.usecases.rewards import NewReward, edit_reward
from desktop.topics.amounts import given, text_of, written
from desktop.topics.answers import Amount as Written
from desktop.topics.answers import Answer, RewardAnswer
from desktop.topics.operation import Operation
from desktop.topics.requests import AmountOrNull, Day, Points, Request

_AMOUNTS = ("value", "minimum", "max_discount")
_ENVELOPE = ("id", "at", "staff", "reward", "offered")
_RENAMED = {"from_": "valid_from", "to": "valid_until"}
_EMPTIED = {"minimum": "0", "categories": ()}


class RewardEdit(Request, tag="reward.edit", kw_only=True):
    """Changes a reward from now on; a field of null is emptied, `stock` is what is left now."""

    reward: Annotated[str, Meta(description="the reward's name")]
    name: str | UnsetType = UNSET
    kind: RewardKind | UnsetType = UNSET
    value: AmountOrNull = field(default_factory=Raw)
    cost: Points | UnsetType = UNSET
    stock: int | UnsetType | None = UNSET
    tier: str | UnsetType | None = UNSET
    plan: str | UnsetType | None = UNSET
    from_: Day | UnsetType | None = field(default=UNSET, name="from")
    to: Day | UnsetType | None = UNSET
    valid_days: int | UnsetType | None = UNSET
    minimum: AmountOrNull = field(default_factory=Raw)
    max_discount: AmountOrNull = field(default_factory=Raw)
    categories: list[str] | UnsetType | None = UNSET
    max_per_customer: int | UnsetType | None = UNSET
    immediate: bool | UnsetType = UNSET
    combinable: bool | UnsetType = UNSET
    offered: Annotated[bool, Meta(description="false stops it")] | UnsetType = UNSET


class RewardList(Request, tag="reward.list", kw_only=True):
    """Asks for every reward, those no longer offered too."""


class RewardTold(Struct, kw_only=True, rename={"from_": "from"}):
    """A reward: its terms in the words of reward.add, and what came of it so far."""

    reward: str
    kind: RewardKind
    value: Written | int
    cost: int
    stock_left: int | None
    tier: str | None
    plan: str | None
    from_: str | None
    to: str | None
    valid_days: int | None
    minimum: Written
    max_discount: Written | None
    categories: list[str]
    max_per_customer: int | None
    immediate: bool
    combinable: bool
    offered: bool
    redeemed: int
    points_spent: int
    coupons_issued: int
    coupons_used: int
    discount: Written


class RewardsAnswer(Answer, kw_only=True):
    """Every reward, the cheapest first, then those no longer offered."""

    rewards: list[RewardTold]


@dataclass(frozen=True)
class Listed:
    """A reward with what came of it, and the names of the tier and plan that it asks for."""

    reward: Reward
    figures: RewardFigures
    tier: str | None
    plan: str | None


def reward_edit(session: Session, request: RewardEdit, operation_id: str) -> Reward:
    """Change a reward, stop it or offer it again."""
    before = promised_reward(session.db, request.reward)
    described = _described(session, before)
    return edit_reward(
        session,
        reward_id=before.id,
        new=replace(described, **_changes(request)),
        offered=before.offered if request.offered is UNSET else request.offered,
        operation_id=operation_id,
    )


def tell_reward(_: Session, reward: Reward) -> RewardAnswer:
    """Answer the reward that was changed."""
    return RewardAnswer(reward=reward.name)


def reward_list(session: Session, _: RewardList, __: str) -> list[Listed]:
    """Ask for every reward."""
    names, figures = _names(session), reward_figures(session.db)
    return [
        Listed(
            reward,
            figures[reward.id],
            names.get(reward.tier_id or ""),
            names.get(reward.plan_id or ""),
        )
        for reward in (*all_rewards(session.db), *retired_rewards(session.db))
    ]


def tell_rewards(session: Session, found: list[Listed]) -> RewardsAnswer:
    """Answer every reward."""
    return RewardsAnswer(rewards=[_told(session, each) for each in found])


def _told(session: Session, listed: Listed) -> RewardTold:
    reward, figures = listed.reward, listed.figures
    terms, most = reward.terms, reward.terms.max_discount
    return RewardTold(
        reward=reward.name,
        kind=terms.kind,
        value=written(session, terms.value) if terms.kind in MONEY_KINDS else terms.value,
        cost=reward.cost,
        stock_left=reward.stock_left,
        tier=listed.tier,
        plan=listed.plan,
        from_=_iso(reward.valid_from),
        to=_iso(reward.valid_until),
        valid_days=reward.valid_days,
        minimum=written(session, terms.minimum),
        max_discount=None if most is None else written(session, most),
        categories=list(terms.categories),
        max_per_customer=reward.max_per_customer,
        immediate=reward.immediate,
        combinable=terms.combinable,
        offered=reward.offered,
        redeemed=figures.times,
        points_spent=figures.points,
        coupons_issued=figures.issued,
        coupons_used=figures.used,
        discount=written(session, figures.discount),
    )


def _described(session: Session, reward: Reward) -> NewReward:
    """Return a reward as it would be described anew."""
    names, digits, terms = _names(session), session.settings.digits, reward.terms
    most = terms.max_discount
    return NewReward(
        name=reward.name,
        kind=terms.kind,
        value=amount_text(terms.value, digits=digits if terms.kind in MONEY_KINDS else 0),
        cost=reward.cost,
        stock=reward.stock_left,
        tier=names.get(reward.tier_id or ""),
        plan=names.get(reward.plan_id or ""),
        valid_from=_iso(reward.valid_from),
        valid_until=_iso(reward.valid_until),
        valid_days=reward.valid_days,
        minimum=amount_text(terms.minimum, digits=digits),
        max_discount=None if most is None else amount_text(most, digits=digits),
        categories=terms.categories,
        max_per_customer=reward.max_per_customer,
        immediate=reward.immediate,
        combinable=terms.combinable,
    )


def _changes(request: RewardEdit) -> Mapping[str, Any]:
    """Return what a request changes, in the words of the use-case; null empties."""
    told = {
        _RENAMED.get(name, name): value
        for name, value in structs.asdict(request).items()
        if name not in (*_ENVELOPE, *_AMOUNTS) and value is not UNSET
    }
    for name in _AMOUNTS:
        amount: Raw = getattr(request, name)
        if bytes(amount):
            empties = name != "value" and not given(amount)  # no reward is without one
            told[name] = None if empties else text_of(amount, name)
    if told.get("categories"):
        told["categories"] = tuple(told["categories"])
    return {name: _EMPTIED.get(name) if value is None else value for name, value in told.items()}


def _names(session: Session) -> dict[str, str]:
    """Return the names of tiers and plans by their ids."""
    db = session.db
    tiers = {tier.id: tier.name for tier in all_tiers(db)}
    return tiers | {plan.id: plan.name for plan in (*all_plans(db), *retired_plans(db))}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


OPERATIONS = (
    Operation(RewardEdit, reward_edit, RewardAnswer, tell_reward),
    Operation(RewardList, reward_list, RewardsAnswer, tell_rewards, writes=False),
)
