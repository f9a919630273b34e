"""What people may do with plans, drawn by chance: for tests that must hold whatever is done."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from db.errors import ShopError
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons, use_coupon
from db.usecases.merging import merge_customers
from db.usecases.plans import NewPlan, add_plan
from db.usecases.rewards import NewReward, add_reward
from db.usecases.subscriptions import (
    cancel_subscription,
    change_subscription,
    keep_subscription,
    pause_subscription,
    renew_subscription,
    resume_subscription,
    start_subscription,
)

PLANS = (
    NewPlan("Club", "980", "month", points_each_period=50, coupon_each_period="Coffee",
            renew_bonus={"points": 30, "days_before": 7}, trial_days=14),
    NewPlan("Gold", "1980", "month", grace_days=0, points_each_period=10),
    NewPlan("Year", "9800", "year", coupon_each_period="Coffee"),
    NewPlan("Free", "0", "month", save_offer_months=1),
)  # fmt: skip


def offer_plans(session: Session) -> None:
    """Offer a few plans that differ in all that counts."""
    coffee = NewReward("Coffee", "free_item", "400", 100, valid_days=30)
    add_reward(session, coffee, operation_id="reward")
    for plan in PLANS:
        add_plan(session, plan, operation_id=f"plan-{plan.name}")


def act_by_chance(
    chance: random.Random, session: Session, people: list[str], operation: str
) -> str:
    """Do something with somebody's plan; returns what was done, nothing where it was refused."""
    customer, plan = chance.choice(people), chance.choice(PLANS).name
    paid = chance.choice([None, None, None, 0, 500, 980, 20_000])
    mine: dict[str, Any] = {
        "session": session, "customer_id": customer, "operation_id": operation,
    }  # fmt: skip
    acts: dict[str, Callable[[], object]] = {
        "start": lambda: start_subscription(
            **mine, plan=plan, trial=chance.choice([None, False, True]), paid=paid
        ),
        "renew": lambda: renew_subscription(**mine, paid=paid),
        "pause": lambda: pause_subscription(**mine, days=chance.choice([None, 1, 9, 400])),
        "resume": lambda: resume_subscription(**mine),
        "change": lambda: change_subscription(**mine, plan=plan, paid=paid),
        "cancel": lambda: cancel_subscription(**mine, reason="too dear"),
        "keep": lambda: keep_subscription(**mine),
        "free": lambda: _free_months(session, customer, operation, chance.choice([1, 2, 12])),
    }
    if len(people) > 1:
        acts["merge"] = lambda: _merge(session, people, chance, operation)
    weights = {"start": 4, "renew": 4, "merge": 0.15}
    kind = chance.choices(list(acts), [weights.get(name, 2) for name in acts])[0]
    try:
        acts[kind]()
    except ShopError:
        return ""
    return kind


def next_day(chance: random.Random, day: date) -> date:
    """Return the day of the next act, now and then one that has passed: a slip found later."""
    return day + timedelta(days=chance.choice([0, 0, 0, 1, 3, 8, 20, 31, 40, -1, -12]))


def _free_months(session: Session, customer: str, operation: str, months: int) -> None:
    issue = Issue(Terms("free_months", months, name="Gift"), customer_id=customer)
    code = issue_coupons(session, issue, operation_id=f"{operation}-issue")[0].code
    use_coupon(
        session, code=code, amount=None, sale=None, customer_id=customer, operation_id=operation
    )


def _merge(session: Session, people: list[str], chance: random.Random, operation: str) -> None:
    keep, other = chance.sample(people, 2)
    merge_customers(session, keep=keep, merge=other, operation_id=operation)
    people.remove(other)
