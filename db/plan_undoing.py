"""Undoing what was done with a plan today: money, credit, points and the coupon go back."""

from db.journal import Draft
from db.moment import Moment
from db.queries.acts import Act
from db.queries.customers import owner_now
from db.queries.facts import Fact
from db.queries.subscriptions import PLAN_ACTS, done_since, plan_credit, was_ended
from db.session import Transaction
from db.taking_back import take_back_gift
from db.voiding import void_unused

PAYMENTS = ("subscription.start", "subscription.renew", "subscription.change")
_REASON = "undo"
_OF_PLANS = ("subscription.start", "subscription.renew", *PLAN_ACTS)
# What came after it and stands beside it: months that were given need no payment before them.
_BESIDE = {"subscription.renew": frozenset({"subscription.extend"})}


def plan_went_on(moment: Moment, act: Act) -> bool:
    """Tell whether something was done with a plan since that an undoing cannot pass by."""
    won = sum(fact.delta or 0 for fact in act.facts if fact.kind == "plan.credit")
    if won > 0:
        customer = owner_now(moment.db, str(act.customer_id))
        if plan_credit(moment.db, customer) < won:
            return True
    return any(_went_on(moment, fact) for fact in act.facts)


def _went_on(moment: Moment, fact: Fact) -> bool:
    if fact.kind not in (*_OF_PLANS, "subscription.extend"):
        return False
    if was_ended(moment.db, fact.doc.get("subscription", fact.id)):  # as by a merging
        return True
    since = done_since(moment.db, owner_now(moment.db, str(fact.customer)), fact)
    if fact.kind == "subscription.extend":
        return not since.isdisjoint((*PLAN_ACTS, "subscription.start"))
    return bool(since - _BESIDE.get(fact.kind, frozenset()))


def undo_plan_act(tx: Transaction, act: Act) -> int:
    """Take back what was done with a plan; returns the money to hand back, in minor units."""
    money = 0
    for fact in act.facts:
        customer = owner_now(tx.db, fact.customer) if fact.customer else None
        if fact.kind in _OF_PLANS:
            money += fact.delta or 0
            tx.post(_undoing(fact, customer))
        elif fact.kind == "plan.credit":
            back = -(fact.delta or 0)
            tx.post(Draft("plan.credit", {"reason": _REASON}, customer, fact.account, back))
        elif fact.kind == "points.gift":
            take_back_gift(tx, fact, more={"reason": _REASON})
        elif fact.kind == "coupon.issue":
            void_unused(tx, fact.doc["code"], reason=_REASON)
    return money


def _undoing(fact: Fact, customer: str | None) -> Draft:
    told = {
        "subscription": fact.doc.get("subscription", fact.id),
        "plan": fact.doc.get("plan"),
        "of": fact.kind.removeprefix("subscription."),
        "fact": fact.id,
        "reason": _REASON,
    }
    delta = None if fact.account is None else -(fact.delta or 0)
    return Draft("subscription.undo", told, customer, fact.account, delta)
