"""Plans: the owner offers them, customers join and renew at the counter."""

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, get_args

from db import giving
from db.clock import new_id
from db.errors import AlreadySubscribed, BadRequest, NotSubscribed
from db.journal import Draft
from db.queries.promotions import all_promotions
from db.queries.subscriptions import (
    had_plan_before,
    joined_after,
    periods_paid,
    plan_credit,
    plan_named,
    renewal_claim,
    subscription_at,
    was_ended,
)
from db.rules.money import LARGEST, parse_amount
from db.rules.shop import line_of_text, one_of, read_multiplier, whole
from db.rules.subscriptions import (
    Every,
    Plan,
    RenewBonus,
    State,
    bonus_for,
    paid_until,
    state_on,
    terms_on,
)
from db.session import Action, Session, Transaction
from db.usecases.shop import refuse_taken_name

_MOST_DAYS = 3660
_MOST_POINTS = 10**9


@dataclass(frozen=True)
class NewPlan:
    """A plan as the owner describes it; `price` is a decimal text of the shop's currency."""

    name: str
    price: str
    every: str
    multiplier: str = "1"
    discount_percent: int = 0
    points_each_period: int = 0
    trial_days: int = 0
    grace_days: int = 7
    renew_bonus: Any = None  # {"points": n, "days_before": n}
    save_offer_months: int = 2


@dataclass(frozen=True)
class Membership:
    """What a customer has of a plan after an act; amounts in minor units."""

    plan: str
    state: State
    until: date
    paid: int  # by money
    points_given: int
    credit: int = 0  # taken off the price


@dataclass(frozen=True)
class _Payment:
    """How a price is paid, in minor units."""

    money: int = 0
    credit: int = 0


def add_plan(session: Session, new: NewPlan, *, operation_id: str) -> Plan:
    """Offer a plan."""
    with session.write(Action.ADD_PLAN, operation_id) as tx:
        plan = _understood(tx, new, plan_id=new_id())
        refuse_taken_name(tx.db, "plans", plan.name)
        row = _row(plan)
        tx.insert("plans", row)
        tx.post(Draft("plan.add", row))
        tx.answer(plan)
    return plan


def edit_plan(
    session: Session, *, plan_id: str, new: NewPlan, offered: bool, operation_id: str
) -> Plan:
    """Change a plan for those who join from now on; who is on it keeps what was agreed.

    Raises BadRequest for a new name while a promotion is for members of the old one.
    """
    with session.write(Action.EDIT_PLAN, operation_id) as tx:
        plan = _understood(tx, new, plan_id=plan_id)
        row = {**_row(plan), "offered": int(offered)}
        old = next(tx.db.query("SELECT name FROM plans WHERE id = ?", (plan_id,)))
        if old["name"] != plan.name:
            refuse_taken_name(tx.db, "plans", plan.name)
            if any(each.conditions.plan == old["name"] for each in all_promotions(tx.db)):
                raise BadRequest("name", "in_promotion", old["name"])
        tx.update("plans", plan_id, row)
        tx.post(Draft("plan.edit", row))
    return plan


def start_subscription(
    session: Session,
    *,
    customer_id: str,
    plan: str,
    trial: bool | None,
    paid: int | None,
    operation_id: str,
) -> Membership:
    """Let a customer join a plan: a trial first where the plan has one, else the first payment.

    Raises UnknownPlan, AlreadySubscribed, or BadRequest for a trial that the plan does not have
    or that the customer had before.
    """
    with session.write(Action.START_SUBSCRIPTION, operation_id) as tx:
        chosen = plan_named(tx.db, plan)
        if not chosen.offered:
            raise BadRequest("plan", "not_offered", plan)
        current = subscription_at(tx, customer_id)
        if current is not None and state_on(current, tx.today) != "ended":
            plan_now = terms_on(current, tx.today).plan
            raise AlreadySubscribed(customer_id, plan_now, current.until.isoformat())
        _refuse_overlap(tx, customer_id)
        with_trial = _trial(tx, chosen, customer_id, asked=trial)
        payment = _Payment() if with_trial else _payment(tx, customer_id, chosen.price, paid)
        _join(tx, chosen, customer_id, with_trial=with_trial, payment=payment)
        membership = _membership(tx, customer_id, payment)
        tx.answer(membership)
    return membership


def renew_subscription(
    session: Session, *, customer_id: str, paid: int | None, operation_id: str
) -> Membership:
    """Take the payment for the next period; an early one adds to the end, a late one continues.

    What was paid too much for a plan that ended before its time is taken off the price. Raises
    NotSubscribed when there is no plan, or when its time of grace has passed too.
    """
    with session.write(Action.RENEW_SUBSCRIPTION, operation_id) as tx:
        current = subscription_at(tx, customer_id)
        if current is None or state_on(current, tx.today) == "ended":
            raise NotSubscribed(customer_id)
        if was_ended(tx.db, current.id):  # by a merging after the day of this slip
            raise NotSubscribed(customer_id)
        payment = _payment(tx, customer_id, current.terms.price, paid)
        period = periods_paid(tx.db, current.id) + 1  # a slip of last week may come after today's
        bonus = bonus_for(current, tx.today)
        doc = {
            "subscription": current.id,
            "plan": current.terms.plan,
            "plan_id": current.terms.plan_id,
            "period": period,
            "paid": payment.money,
            "from_until": current.until.isoformat(),
        }
        tx.post(
            Draft(
                "subscription.renew",
                doc,
                customer_id,
                "plan_payments",
                payment.money,
                claim=renewal_claim(tx.db, current.id, period),
            )
        )
        _use_credit(tx, customer_id, payment)
        giving.give_points(tx, customer_id, current.terms.points_each_period, reason="plan")
        giving.give_points(tx, customer_id, bonus, reason="renewal")
        given = current.terms.points_each_period + bonus
        membership = _membership(tx, customer_id, payment, points_given=given)
        tx.answer(membership)
    return membership


def _refuse_overlap(tx: Transaction, customer_id: str) -> None:
    """Refuse a slip of an earlier day when the customer joined a plan after it."""
    later = joined_after(tx.db, customer_id, tx.today)
    if later is not None:
        raise AlreadySubscribed(customer_id, later[0], later[1])


def _trial(tx: Transaction, plan: Plan, customer_id: str, *, asked: bool | None) -> bool:
    possible = plan.trial_days > 0 and not had_plan_before(tx.db, customer_id, plan.id)
    if asked and not possible:
        raise BadRequest("trial", "no_trial", plan.name)
    return possible if asked is None else asked


def _join(
    tx: Transaction, plan: Plan, customer_id: str, *, with_trial: bool, payment: _Payment
) -> None:
    trial_until = tx.today + timedelta(days=plan.trial_days - 1) if with_trial else None
    anchor = trial_until + timedelta(days=1) if trial_until else tx.today
    periods = 0 if with_trial else 1
    doc = {
        "plan": plan.name,
        "plan_id": plan.id,
        "trial_until": trial_until.isoformat() if trial_until else None,
        "anchor": anchor.isoformat(),
        "periods": periods,
        "until": paid_until(anchor, every=plan.every, periods=periods).isoformat(),
        "paid": payment.money,
        "terms": {
            "price": plan.price,
            "every": plan.every,
            "grace_days": plan.grace_days,
            "multiplier": str(plan.multiplier),
            "discount_percent": plan.discount_percent,
            "points_each_period": plan.points_each_period,
            "renew_bonus": asdict(plan.renew_bonus) if plan.renew_bonus else None,
        },
    }
    tx.post(Draft("subscription.start", doc, customer_id, "plan_payments", payment.money))
    _use_credit(tx, customer_id, payment)
    if not with_trial:
        giving.give_points(tx, customer_id, plan.points_each_period, reason="plan")


def _membership(
    tx: Transaction, customer_id: str, payment: _Payment, *, points_given: int = 0
) -> Membership:
    now = subscription_at(tx, customer_id)
    assert now is not None
    state = state_on(now, tx.today)
    plan = terms_on(now, tx.today).plan
    return Membership(plan, state, now.until, payment.money, points_given, payment.credit)


def _payment(tx: Transaction, customer_id: str, price: int, paid: int | None) -> _Payment:
    """Return how a price is paid; where less money was taken, credit pays the rest."""
    credit = plan_credit(tx.db, customer_id)
    used = min(credit, max(price - (paid or 0), 0))
    return _Payment(price - used if paid is None else paid, used)


def _use_credit(tx: Transaction, customer_id: str, payment: _Payment) -> None:
    if payment.credit:
        tx.post(Draft("plan.credit", {}, customer_id, "plan_credit", -payment.credit))


def _understood(tx: Transaction, new: NewPlan, *, plan_id: str) -> Plan:
    return Plan(
        id=plan_id,
        name=line_of_text(new.name, "name", longest=60),
        price=whole(
            parse_amount(new.price, digits=tx.settings.digits), "price", least=0, most=LARGEST
        ),
        every=one_of(new.every, "every", get_args(Every)),
        multiplier=read_multiplier(new.multiplier),
        discount_percent=whole(new.discount_percent, "discount_percent", least=0, most=100),
        points_each_period=whole(
            new.points_each_period, "points_each_period", least=0, most=_MOST_POINTS
        ),
        trial_days=whole(new.trial_days, "trial_days", least=0, most=_MOST_DAYS),
        grace_days=whole(new.grace_days, "grace_days", least=0, most=_MOST_DAYS),
        renew_bonus=_read_bonus(new.renew_bonus),
        save_offer_months=whole(new.save_offer_months, "save_offer_months", least=0, most=120),
    )


def _read_bonus(spoken: object) -> RenewBonus | None:
    if spoken is None:
        return None
    if not isinstance(spoken, dict) or set(spoken) != {"points", "days_before"}:
        raise BadRequest("renew_bonus", "choice", '{"points": 200, "days_before": 7}')
    points = whole(spoken["points"], "renew_bonus.points", least=0, most=_MOST_POINTS)
    days = whole(spoken["days_before"], "renew_bonus.days_before", least=0, most=_MOST_DAYS)
    return RenewBonus(points, days)


def _row(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.id,
        "name": plan.name,
        "price": plan.price,
        "every": plan.every,
        "multiplier": str(plan.multiplier),
        "discount_percent": plan.discount_percent,
        "points_each_period": plan.points_each_period,
        "trial_days": plan.trial_days,
        "grace_days": plan.grace_days,
        "renew_bonus": json.dumps(asdict(plan.renew_bonus)) if plan.renew_bonus else None,
        "save_offer_months": plan.save_offer_months,
    }
