"""What a reward does by itself, apart from any sale: points, free months of a plan, a donation.

Done where a reward is handed over at once, and where its coupon is taken outside a sale.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db import giving
from db.errors import (
    AlreadySubscribed,
    BadRequest,
    NotSubscribed,
    PlanChangedSince,
    PlanRequired,
)
from db.journal import Draft
from db.moment import Moment
from db.queries.subscriptions import (
    changed_after,
    joined_after,
    plan_with_id,
    subscription_at,
    was_ended,
)
from db.rules.causes import worth_of_donation
from db.rules.rewards import Reward, Terms
from db.rules.subscriptions import Subscription, state_on, terms_on
from db.session import Transaction

KINDS_BY_THEMSELVES = ("points", "free_months", "donation")


@dataclass(frozen=True)
class Fulfilment:
    """What is to be done: by which terms, for whom, and which reward they come from."""

    terms: Terms
    customer_id: str | None
    reward: Reward | None  # None: terms of their own, or a reward that has another name by now
    points: int = 0  # that the customer gave for it
    more: Mapping[str, Any] | None = None  # what the facts tell beside it


def fulfil(tx: Transaction, wish: Fulfilment) -> None:
    """Do what the kind of a reward asks for; nothing where the thing itself is handed over.

    Raises NotSubscribed or PlanRequired for free months, BadRequest where nobody is named.
    """
    kind, more = wish.terms.kind, dict(wish.more or {})
    if kind == "donation":
        _donate_by(tx, wish)
    elif kind in KINDS_BY_THEMSELVES and wish.customer_id is None:
        raise BadRequest("customer", "missing")
    elif kind == "free_months":
        assert wish.customer_id is not None
        _extend(tx, wish.customer_id, wish.terms.value, reward=wish.reward, more=more)
    elif kind == "points":
        assert wish.customer_id is not None
        told = {**more, "reward": wish.terms.name}
        reason = "reward"
        giving.give_points(tx, wish.customer_id, wish.terms.value, reason=reason, more=told)


def donate(
    tx: Transaction, cause: Reward, *, customer_id: str | None, points: int, worth: str
) -> None:
    """Write down that a cause was given points, and what they are worth in minor units."""
    told = {"reward": cause.name, "reward_id": cause.id, "worth": worth}
    tx.post(Draft("cause.donate", told, customer_id, f"cause:{cause.id}", points))


def worth_in(moment: Moment, cause: Reward, points: int) -> str:
    """Return what points given to a cause are worth, exact, as the journal keeps it."""
    value, point_value = cause.terms.value, moment.settings.point_value
    return str(worth_of_donation(points, cost=cause.cost, value=value, point_value=point_value))


def plan_to_extend(
    moment: Moment, customer_id: str, *, reward: Reward | None = None
) -> Subscription:
    """Return the running plan that free months lengthen.

    Raises NotSubscribed, PlanRequired, or on a slip of an earlier day AlreadySubscribed where the
    customer joined another plan after it, PlanChangedSince where they went over to another.
    """
    current = subscription_at(moment, customer_id)
    if current is None or state_on(current, moment.today) == "ended":
        raise NotSubscribed(customer_id)
    if was_ended(moment.db, current.id):  # by a merging after the day of this slip
        raise NotSubscribed(customer_id)
    later = joined_after(moment, customer_id)
    if later is not None:
        raise AlreadySubscribed(customer_id, later[0], later[1])
    changed = changed_after(moment, customer_id, current.id, kinds=("subscription.change",))
    if changed is not None:
        raise PlanChangedSince(changed.isoformat())
    if reward is not None and reward.plan_id not in (None, terms_on(current, moment.today).plan_id):
        raise PlanRequired(reward.name, plan_with_id(moment.db, str(reward.plan_id)).name)
    return current


def _donate_by(tx: Transaction, wish: Fulfilment) -> None:
    """Give what the terms say, whatever it cost the customer: the shop pays it."""
    if wish.reward is not None and wish.reward.terms.kind == "donation":
        worth = str(wish.terms.value)
        donate(tx, wish.reward, customer_id=wish.customer_id, points=wish.points, worth=worth)


def _extend(
    tx: Transaction,
    customer_id: str,
    months: int,
    *,
    reward: Reward | None,
    more: Mapping[str, Any],
) -> None:
    current = plan_to_extend(tx, customer_id, reward=reward)
    told = {
        **more,
        "subscription": current.id,
        "plan": current.now_agreed.plan,
        "months": months,
        "from_until": current.until.isoformat(),
    }
    tx.post(Draft("subscription.extend", told, customer_id))
