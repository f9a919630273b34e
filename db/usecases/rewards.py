"""The owner offers rewards; customers have them for their points."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from db import giving
from db.clock import new_id
from db.errors import (
    BadDate,
    BadRequest,
    NotEnoughPoints,
)
from db.fulfilment import Fulfilment, fulfil
from db.giving import IssuedCoupon
from db.journal import Draft
from db.moment import Moment
from db.queries.coupons import coupon_typed
from db.queries.points import account_at, holdings, spendable
from db.queries.rewards import reward_named, reward_standing, reward_with_id
from db.queries.shop import all_categories
from db.queries.stamps import promised_on_a_card
from db.queries.streaks import all_streaks
from db.queries.subscriptions import all_plans, plan_named, promised_to_members, subscription_at
from db.queries.tiers import all_tiers, tiers_on
from db.rules.money import LARGEST, parse_amount
from db.rules.periods import parse_day
from db.rules.rewards import MONEY_KINDS, REWARD_KINDS, Reward, RewardKind, Terms, refusal_of
from db.rules.shop import line_of_text, one_of, whole
from db.rules.subscriptions import Subscription
from db.session import Action, Session, Transaction
from db.usecases.shop import refuse_taken_name

_MOST = 10**9
_MOST_WORTH: dict[RewardKind, int] = {"percent_off": 100, "free_months": 120}


@dataclass(frozen=True)
class NewReward:
    """A reward as the owner describes it; amounts are decimal texts of the shop's currency."""

    name: str
    kind: str
    value: str
    cost: int
    stock: int | None = None
    tier: str | None = None
    plan: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    valid_days: int | None = None
    minimum: str = "0"
    max_discount: str | None = None
    categories: tuple[str, ...] = ()
    max_per_customer: int | None = None
    immediate: bool = False
    combinable: bool = False


@dataclass(frozen=True)
class Redemption:
    """What a customer got for points, what is left of them, and the plan that became longer."""

    reward: Reward
    coupon: IssuedCoupon
    balance: int
    plan: Subscription | None = None


def add_reward(session: Session, new: NewReward, *, operation_id: str) -> Reward:
    """Offer a reward."""
    with session.write(Action.ADD_REWARD, operation_id) as tx:
        reward = _understood(tx, new, reward_id=new_id())
        refuse_taken_name(tx.db, "rewards", reward.name)
        row = _row(reward, stock=new.stock)
        tx.insert("rewards", row)
        tx.post(Draft("reward.add", row))
        tx.answer(reward)
    return reward


def edit_reward(
    session: Session, *, reward_id: str, new: NewReward, offered: bool, operation_id: str
) -> Reward:
    """Change what a reward is from now on; coupons already issued keep their terms.

    `new.stock` is what is left to give now.
    """
    with session.write(Action.EDIT_REWARD, operation_id) as tx:
        before = reward_with_id(tx.db, reward_id)
        reward = _understood(tx, new, reward_id=reward_id)
        if reward.name != before.name:
            refuse_taken_name(tx.db, "rewards", reward.name)
        if reward.name != before.name or not offered:
            _refuse_promised(tx, before.name)
        if not offered and promised_on_a_card(tx.db, reward_id):
            raise BadRequest("name", "in_use", before.name)
        given = _moved_stock(tx, reward_id)
        stock = None if new.stock is None else new.stock - given
        row = {**_row(reward, stock=stock), "offered": int(offered)}
        tx.update("rewards", reward_id, row)
        tx.post(Draft("reward.edit", row))
        edited = replace(reward, offered=offered)
        tx.answer(edited)
    return edited


def redeem_reward(
    session: Session, *, customer_id: str, reward: str, operation_id: str
) -> Redemption:
    """Exchange points for a reward: a coupon, or the thing itself where it is handed over.

    Raises UnknownReward, RewardNotNow, OutOfStock, TierTooLow, PlanRequired, LimitReached,
    NotSubscribed or NotEnoughPoints; then nothing was written. A donation and free months that are
    given at once leave nothing to carry home: their coupon is used already.
    """
    with session.write(Action.REDEEM_REWARD, operation_id) as tx:
        chosen = reward_named(tx.db, reward)
        refusal = refusal_of(chosen, reward_standing(tx, customer_id, [chosen]))
        if refusal is not None:
            raise refusal
        held = spendable(tx, customer_id, account_at(tx, customer_id))
        if held < chosen.cost:
            raise NotEnoughPoints(chosen.cost, max(held, 0), max(held, 0))
        coupon = _hand_over(tx, chosen, customer_id)
        balance = holdings(account_at(tx, customer_id), on=tx.today).balance
        plan = None
        if coupon.used and chosen.terms.kind == "free_months":
            plan = subscription_at(tx, customer_id)
        redemption = Redemption(chosen, coupon, balance, plan)
        tx.answer(redemption)
    return redemption


def _hand_over(tx: Transaction, reward: Reward, customer_id: str) -> IssuedCoupon:
    spend_id = None
    if reward.cost:
        spent = {"reward": reward.name}
        if reward.terms.kind == "donation":
            spent["reason"] = "donation"
        spend_id = tx.post(Draft("points.spend", spent, customer_id, "points", -reward.cost)).id
    told = {"reward": reward.name, "reward_id": reward.id, "cost": reward.cost}
    tx.post(Draft("reward.redeem", told, customer_id, f"reward:{reward.id}", 1))
    if reward.stock_left is not None:
        tx.post(Draft("stock.move", {}, None, f"stock:{reward.id}", -1))
    issued = giving.issue_coupon(
        tx,
        reward.terms,
        customer_id=customer_id,
        valid_from=tx.today,
        valid_until=giving.coupon_until(reward, valid_from=tx.today),
        reward=reward.name,
        more={"reason": "redeem", "reward_id": reward.id, "spend": spend_id},
    )
    if not (reward.immediate or reward.terms.kind == "donation"):
        return issued
    giving.use_coupon(tx, coupon_typed(tx.db, issued.code), discount=0, sale=None)
    fulfil(tx, Fulfilment(reward.terms, customer_id, reward, points=reward.cost))
    return replace(issued, used=True)


def _understood(moment: Moment, new: NewReward, *, reward_id: str) -> Reward:
    name = line_of_text(new.name, "name", longest=80)
    start = parse_day(new.valid_from) if new.valid_from is not None else None
    end = parse_day(new.valid_until) if new.valid_until is not None else None
    if start and end and end < start:
        raise BadDate(end.isoformat())
    return Reward(
        id=reward_id,
        name=name,
        cost=whole(new.cost, "cost", least=0, most=_MOST),
        terms=read_terms(
            moment,
            kind=new.kind,
            value=new.value,
            name=name,
            minimum=new.minimum,
            max_discount=new.max_discount,
            categories=new.categories,
            combinable=new.combinable,
        ),
        stock_left=None if new.stock is None else whole(new.stock, "stock", least=0, most=_MOST),
        tier_id=_tier_id(moment, new.tier),
        plan_id=plan_named(moment.db, new.plan).id if new.plan is not None else None,
        valid_from=start,
        valid_until=end,
        valid_days=_optional(new.valid_days, "valid_days", least=0, most=3660),
        max_per_customer=_optional(new.max_per_customer, "max_per_customer", least=1, most=_MOST),
        immediate=new.immediate,
    )


def read_terms(
    moment: Moment,
    *,
    kind: str,
    value: str,
    name: str,
    minimum: str = "0",
    max_discount: str | None = None,
    categories: tuple[str, ...] = (),
    combinable: bool = False,
) -> Terms:
    """Understand what a coupon gives and asks for; raises BadRequest or BadAmount."""
    chosen: RewardKind = one_of(kind, "kind", REWARD_KINDS)
    digits = moment.settings.digits
    worth = parse_amount(value, digits=digits if chosen in MONEY_KINDS else 0)
    most = _MOST_WORTH.get(chosen, LARGEST)
    known = {category.name for category in all_categories(moment.db)}
    for category in categories:
        if category not in known:
            raise BadRequest("categories", "choice", ", ".join(sorted(known)))
    return Terms(
        kind=chosen,
        value=whole(worth, "value", least=0, most=most),
        name=name,
        minimum=parse_amount(minimum, digits=digits),
        max_discount=None if max_discount is None else parse_amount(max_discount, digits=digits),
        categories=categories,
        combinable=combinable,
    )


def _tier_id(moment: Moment, name: str | None) -> str | None:
    if name is None:
        return None
    tiers = {tier.name: tier.id for tier in all_tiers(moment.db)}
    if name not in tiers:
        raise BadRequest("tier", "choice", ", ".join(tiers))
    return tiers[name]


def _refuse_promised(tx: Transaction, name: str) -> None:
    """Keep the name of a reward that the settings, or a plan, promise to somebody."""
    settings = tx.settings
    promised = {settings.referral.referrer.reward, settings.referral.referee.reward}
    gifts = (settings.birthday, settings.anniversary, settings.next_visit)
    promised |= {gift.reward for gift in gifts if gift}
    tiers = (*tiers_on(tx.db, tx.today), *all_tiers(tx.db))  # as they are and will be
    promised |= {tier.gift.reward for tier in tiers if tier.offered}
    promised |= {streak.gift.reward for streak in all_streaks(tx.db) if streak.offered}
    if name in promised:
        raise BadRequest("name", "in_use", name)
    if any(plan.coupon_each_period == name for plan in all_plans(tx.db)):
        raise BadRequest("name", "in_plan", name)
    if promised_to_members(tx.db, name, today=tx.today):
        raise BadRequest("name", "for_members", name)


def _moved_stock(tx: Transaction, reward_id: str) -> int:
    row = tx.db.conn.execute(
        "SELECT total FROM sums WHERE account = ? AND customer = ''", (f"stock:{reward_id}",)
    ).fetchone()
    return int(row[0]) if row else 0


def _optional(value: int | None, name: str, *, least: int, most: int) -> int | None:
    return None if value is None else whole(value, name, least=least, most=most)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _row(reward: Reward, *, stock: int | None) -> dict[str, Any]:
    return {
        "id": reward.id,
        "name": reward.name,
        "kind": reward.terms.kind,
        "value": reward.terms.value,
        "cost": reward.cost,
        "stock": stock,
        "tier_id": reward.tier_id,
        "plan_id": reward.plan_id,
        "valid_from": _iso(reward.valid_from),
        "valid_until": _iso(reward.valid_until),
        "valid_days": reward.valid_days,
        "minimum": reward.terms.minimum,
        "max_discount": reward.terms.max_discount,
        "categories": json.dumps(list(reward.terms.categories), ensure_ascii=False),
        "max_per_customer": reward.max_per_customer,
        "immediate": int(reward.immediate),
        "combinable": int(reward.terms.combinable),
    }
