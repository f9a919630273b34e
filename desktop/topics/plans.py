"""The feed's requests about plans that the shop offers, and how a customer's plan is told."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Raw, Struct, UnsetType, field

from db.moment import Moment
from db.queries.subscriptions import all_plans, plan_credit_at, plan_named, retired_plans
from db.rules.subscriptions import Plan, Subscription, next_plan, pause_on, state_on, terms_on
from db.session import Session
from db.usecases.plans import NewPlan, add_plan, edit_plan
from desktop.topics.amounts import given, text_of, written
from desktop.topics.answers import Amount, Answer, PauseTold, PlanShown, PlanTold
from desktop.topics.operation import Operation
from desktop.topics.requests import Amount as AmountAsked
from desktop.topics.requests import AmountOrNull, Points, Request
from desktop.words.offers import factor

_BONUS = Annotated[Any, Meta(description="{points: n, days_before: n}, or null")]
_COUPON = Annotated[str | None, Meta(description="the name of a reward")]


class PlanAdd(Request, tag="plan.add", kw_only=True):
    """Offers a plan that is paid by the month or year."""

    name: str
    price: AmountAsked
    every: Literal["month", "year"]
    multiplier: AmountOrNull = field(default_factory=Raw)
    discount_percent: int = 0
    points_each_period: Points = 0
    coupon_each_period: _COUPON = None
    trial_days: int = 0
    grace_days: int = 7
    renew_bonus: _BONUS = None
    save_offer_months: int = 2


class PlanEdit(Request, tag="plan.edit", kw_only=True):
    """Changes a plan for those who join from now on; who is on it keeps what was agreed."""

    plan: Annotated[str, Meta(description="its name")]
    name: str | UnsetType = UNSET
    price: AmountOrNull = field(default_factory=Raw)
    every: Literal["month", "year"] | UnsetType = UNSET
    multiplier: AmountOrNull = field(default_factory=Raw)
    discount_percent: int | UnsetType = UNSET
    points_each_period: Points | UnsetType = UNSET
    coupon_each_period: _COUPON | UnsetType = UNSET
    trial_days: int | UnsetType = UNSET
    grace_days: int | UnsetType = UNSET
    renew_bonus: _BONUS = UNSET
    save_offer_months: int | UnsetType = UNSET
    offered: Annotated[bool, Meta(description="false stops it")] | UnsetType = UNSET


class PlanList(Request, tag="plan.list", kw_only=True):
    """Asks for every plan, those no longer offered too."""


class PlanAnswer(Answer, kw_only=True):
    """The plan that was added or changed."""

    plan: str


class PlanListed(Struct, kw_only=True):
    """A plan as the shop offers it."""

    plan: str
    price: Amount
    every: str
    multiplier: str
    discount_percent: int
    points_each_period: int
    coupon_each_period: str | None
    trial_days: int
    grace_days: int
    renew_bonus: dict[str, int] | None
    save_offer_months: int
    offered: bool


class PlansAnswer(Answer, kw_only=True):
    """Every plan, those that are offered first, in the order of their prices."""

    plans: list[PlanListed]


def plan_add(session: Session, request: PlanAdd, operation_id: str) -> Plan:
    """Offer a plan."""
    new = NewPlan(
        name=request.name,
        price=text_of(request.price, "price"),
        every=request.every,
        multiplier=text_of(request.multiplier, "multiplier", default="1"),
        discount_percent=request.discount_percent,
        points_each_period=request.points_each_period,
        coupon_each_period=request.coupon_each_period,
        trial_days=request.trial_days,
        grace_days=request.grace_days,
        renew_bonus=request.renew_bonus,
        save_offer_months=request.save_offer_months,
    )
    return add_plan(session, new, operation_id=operation_id)


def plan_edit(session: Session, request: PlanEdit, operation_id: str) -> Plan:
    """Change a plan, stop it or offer it again."""
    plan = plan_named(session.db, request.plan)
    told = {**_spoken(session, plan), **_changes(request)}
    offered = told.pop("offered")
    return edit_plan(
        session, plan_id=plan.id, new=NewPlan(**told), offered=offered, operation_id=operation_id
    )


def tell_plan(_: Session, plan: Plan) -> PlanAnswer:
    """Answer the plan by its name."""
    return PlanAnswer(plan=plan.name)


def plan_list(session: Session, _: PlanList, __: str) -> list[Plan]:
    """Ask for every plan."""
    return [*all_plans(session.db), *retired_plans(session.db)]


def tell_plans(session: Session, found: list[Plan]) -> PlansAnswer:
    """Answer every plan."""
    listed = [_spoken(session, plan) for plan in found]
    return PlansAnswer(plans=[PlanListed(plan=told.pop("name"), **told) for told in listed])


def plan_told(subscription: Subscription, today: date) -> PlanTold:
    """Return what a customer's plan is on a day."""
    name, state = terms_on(subscription, today).plan, state_on(subscription, today)
    return PlanTold(name, state, subscription.until.isoformat())


def plan_shown(session: Session, subscription: Subscription, moment: Moment) -> PlanShown:
    """Return what a customer's plan is as of a moment, with what it costs and what comes."""
    today = moment.today
    terms, pause = terms_on(subscription, today), pause_on(subscription, today)
    paused = None
    if pause is not None:
        last = pause[1].isoformat() if pause[1] else None
        paused = PauseTold(from_=pause[0].isoformat(), until=last)
    return PlanShown(
        name=terms.plan,
        state=state_on(subscription, today),
        until=subscription.until.isoformat(),
        since=subscription.began.isoformat(),
        price=written(session, terms.price),
        every=terms.every,
        next=next_plan(subscription, today),
        paused=paused,
        credit=written(session, plan_credit_at(moment, subscription.customer_id)),
    )


def _spoken(session: Session, plan: Plan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "price": written(session, plan.price),
        "every": plan.every,
        "multiplier": factor(plan.multiplier),
        "discount_percent": plan.discount_percent,
        "points_each_period": plan.points_each_period,
        "coupon_each_period": plan.coupon_each_period,
        "trial_days": plan.trial_days,
        "grace_days": plan.grace_days,
        "renew_bonus": asdict(plan.renew_bonus) if plan.renew_bonus else None,
        "save_offer_months": plan.save_offer_months,
        "offered": plan.offered,
    }


def _changes(request: PlanEdit) -> dict[str, Any]:
    names = (
        "name", "every", "discount_percent", "points_each_period", "coupon_each_period",
        "trial_days", "grace_days", "renew_bonus", "save_offer_months", "offered",
    )  # fmt: skip
    said = {name: getattr(request, name) for name in names}
    for name in ("price", "multiplier"):
        amount: Raw = getattr(request, name)
        said[name] = text_of(amount, name) if given(amount) else UNSET
    return {name: value for name, value in said.items() if value is not UNSET}


OPERATIONS = (
    Operation(PlanAdd, plan_add, PlanAnswer, tell_plan),
    Operation(PlanEdit, plan_edit, PlanAnswer, tell_plan),
    Operation(PlanList, plan_list, PlansAnswer, tell_plans, writes=False),
)
