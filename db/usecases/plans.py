"""The owner offers plans that customers pay for by the month or year."""

import json
from dataclasses import asdict, dataclass
from typing import Any, get_args

from db.clock import new_id
from db.errors import BadRequest
from db.journal import Draft
from db.queries.promotions import all_promotions
from db.queries.subscriptions import is_name_of_another, plan_with_id
from db.rules.money import LARGEST, parse_amount
from db.rules.shop import line_of_text, one_of, read_multiplier, whole
from db.rules.subscriptions import Every, Plan, RenewBonus
from db.session import Action, Session, Transaction
from db.usecases.shop import refuse_taken_name, refuse_unknown_reward

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
    coupon_each_period: str | None = None  # the name of a reward


def add_plan(session: Session, new: NewPlan, *, operation_id: str) -> Plan:
    """Offer a plan; raises BadRequest for a coupon of a reward that is not offered."""
    with session.write(Action.ADD_PLAN, operation_id) as tx:
        plan = _understood(tx, new, plan_id=new_id(), promised=None)
        _refuse_name(tx, plan)
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
        before = plan_with_id(tx.db, plan_id)
        promised = before.coupon_each_period
        plan = _understood(tx, new, plan_id=plan_id, promised=promised, offered=offered)
        if before.name != plan.name:
            _refuse_name(tx, plan)
            if any(each.conditions.plan == before.name for each in all_promotions(tx.db)):
                raise BadRequest("name", "in_promotion", before.name)
        row = {**_row(plan), "offered": int(offered)}
        tx.update("plans", plan_id, row)
        tx.post(Draft("plan.edit", row))
        tx.answer(plan)
    return plan


def _refuse_name(tx: Transaction, plan: Plan) -> None:
    """Raise BadRequest for a name of another plan, or that its members know it by."""
    refuse_taken_name(tx.db, "plans", plan.name)
    if is_name_of_another(tx.db, plan.name, plan_id=plan.id):
        raise BadRequest("name", "known", plan.name)


def _understood(
    tx: Transaction, new: NewPlan, *, plan_id: str, promised: str | None, offered: bool = True
) -> Plan:
    if new.coupon_each_period is not None and new.coupon_each_period != promised:
        refuse_unknown_reward(tx.db, new.coupon_each_period, "coupon_each_period")
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
        coupon_each_period=new.coupon_each_period,
        offered=offered,
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
        "coupon_each_period": plan.coupon_each_period,
    }
