"""What customers do with a plan at the counter: join, renew, pause, change, cancel, stay."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from db.errors import AlreadySubscribed, BadRequest, LimitReached
from db.journal import Draft
from db.membership import (
    PlanStanding,
    give_benefits,
    pay_period,
    payment_of,
    post_payment,
    running_plan,
    standing_of,
    usable_credit,
    use_credit,
)
from db.moment import Moment
from db.queries.plan_offers import offer_to_stay
from db.queries.subscriptions import (
    PAID_ACTS,
    PLAN_ACTS,
    had_plan_before,
    joined_after,
    plan_named,
    subscription_at,
)
from db.rules.shop import line_of_text, whole
from db.rules.subscriptions import (
    Plan,
    Subscription,
    Terms,
    agreed,
    credit_left,
    goes_up,
    is_paused,
    paid_until,
    runs_on,
    state_on,
    terms_on,
)
from db.session import Action, Session, Transaction

SAVE_OFFER = "save_offer"  # what a limit is of
_MOST_DAYS = 3660
_LONGEST_REASON = 200
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PlannedChange:
    """What changing to another plan does, or would do; money in minor units."""

    plan: Plan
    at_once: bool
    from_day: date  # on which the other plan begins
    credit: int  # for the days left of the old one
    to_pay: int  # now
    until: date  # after it


@dataclass(frozen=True)
class _Change:
    """A change that is possible: from what, to what."""

    current: Subscription
    terms: Terms
    planned: PlannedChange


def start_subscription(
    session: Session,
    *,
    customer_id: str,
    plan: str,
    trial: bool | None,
    paid: int | None,
    operation_id: str,
) -> PlanStanding:
    """Let a customer join a plan: a trial first where the plan has one, else the first payment.

    Raises UnknownPlan, AlreadySubscribed, or BadRequest for a trial that the plan does not have
    or that the customer had before.
    """
    with session.write(Action.START_SUBSCRIPTION, operation_id) as tx:
        chosen = _offered(tx, plan)
        current = subscription_at(tx, customer_id)
        if current is not None and runs_on(current, tx.today):
            plan_now = terms_on(current, tx.today).plan
            raise AlreadySubscribed(customer_id, plan_now, current.until.isoformat())
        later = joined_after(tx, customer_id)
        if later is not None:
            raise AlreadySubscribed(customer_id, later[0], later[1])
        if _trial(tx, chosen, customer_id, asked=trial):
            if paid:
                raise BadRequest("paid", "nothing_due")
            standing = _begin_trial(tx, chosen, customer_id)
        else:
            standing = _join(tx, chosen, customer_id, paid)
        tx.answer(standing)
    return standing


def renew_subscription(
    session: Session, *, customer_id: str, paid: int | None, operation_id: str
) -> PlanStanding:
    """Take the payment for the next period; it takes a cancellation back.

    Raises NotSubscribed when there is no plan, or when its time of grace has passed too.
    """
    with session.write(Action.RENEW_SUBSCRIPTION, operation_id) as tx:
        standing = pay_period(tx, customer_id, paid)
        tx.answer(standing)
    return standing


def pause_subscription(
    session: Session, *, customer_id: str, days: int | None, operation_id: str
) -> PlanStanding:
    """Let a plan rest from today on: for so many days, or until it is taken up again.

    Raises NotSubscribed, or BadRequest while it rests already, is past due or cancelled.
    """
    with session.write(Action.PAUSE_SUBSCRIPTION, operation_id) as tx:
        if days is not None:
            whole(days, "days", least=1, most=_MOST_DAYS)
        current = running_plan(tx, customer_id)
        state = state_on(current, tx.today)
        if state not in ("trial", "active"):
            raise BadRequest("subscription", f"plan_{state}")
        _post(tx, customer_id, "subscription.pause", current, days=days)
        standing = standing_of(tx, customer_id)
        tx.answer(standing)
    return standing


def resume_subscription(session: Session, *, customer_id: str, operation_id: str) -> PlanStanding:
    """Take a plan up again today; its end moves by the days it rested.

    Raises NotSubscribed, or BadRequest where it does not rest.
    """
    with session.write(Action.RESUME_SUBSCRIPTION, operation_id) as tx:
        current = running_plan(tx, customer_id)
        if not is_paused(current, tx.today):
            raise BadRequest("subscription", "plan_not_paused")
        _post(tx, customer_id, "subscription.resume", current)
        standing = standing_of(tx, customer_id)
        tx.answer(standing)
    return standing


def change_subscription(
    session: Session, *, customer_id: str, plan: str, paid: int | None, operation_id: str
) -> PlanStanding:
    """Let a customer go over to another plan: up at once, down with the next payment.

    Up, the days left are credited. It takes a cancellation back. Raises NotSubscribed,
    UnknownPlan, AlreadySubscribed for the plan they are on, BadRequest for one that is not offered
    and for money where nothing is due.
    """
    with session.write(Action.CHANGE_SUBSCRIPTION, operation_id) as tx:
        change = _change(tx, customer_id, plan)
        if change.planned.at_once:
            standing = _change_now(tx, customer_id, change, paid)
        else:
            if paid:
                raise BadRequest("paid", "nothing_due")
            told = _change_told(change, tx.today)
            tx.post(Draft("subscription.change", told, customer_id))
            standing = standing_of(tx, customer_id)
        tx.answer(standing)
    return standing


def preview_change(session: Session, *, customer_id: str, plan: str) -> PlannedChange:
    """Say what a change would do, writing nothing; refuses what the change would."""
    return _change(session.moment(), customer_id, plan).planned


def cancel_subscription(
    session: Session, *, customer_id: str, reason: str, operation_id: str
) -> PlanStanding:
    """Let a plan end with its period; the answer holds what can be offered for staying.

    Past due, it ends on the day it fell due. Raises NotSubscribed, or BadRequest without a reason
    and where it was cancelled already.
    """
    with session.write(Action.CANCEL_SUBSCRIPTION, operation_id) as tx:
        told = line_of_text(reason, "reason", longest=_LONGEST_REASON)
        current = running_plan(tx, customer_id, unlike=(*PLAN_ACTS, *PAID_ACTS))
        state = state_on(current, tx.today)
        if state == "ending":
            raise BadRequest("subscription", "plan_ending")
        offer = offer_to_stay(tx, customer_id, current)
        _post(tx, customer_id, "subscription.cancel", current, reason=told, offer=offer)
        standing = standing_of(tx, customer_id, save_offer=offer)
        tx.answer(standing)
    return standing


def keep_subscription(session: Session, *, customer_id: str, operation_id: str) -> PlanStanding:
    """Let a customer who cancelled stay for the months that were offered.

    Raises NotSubscribed when it ended, LimitReached where nothing is offered.
    """
    with session.write(Action.KEEP_SUBSCRIPTION, operation_id) as tx:
        current = running_plan(tx, customer_id)
        if not current.offer:
            raise LimitReached(1, SAVE_OFFER)
        _post(tx, customer_id, "subscription.keep", current, months=current.offer)
        standing = standing_of(tx, customer_id)
        tx.answer(standing)
    return standing


def _post(
    tx: Transaction, customer_id: str, kind: str, current: Subscription, **told: object
) -> None:
    of = {
        "subscription": current.id,
        "plan": terms_on(current, tx.today).plan,
        "from_until": current.until.isoformat(),
    }
    tx.post(Draft(kind, {**of, **told}, customer_id))


def _offered(moment: Moment, plan: str) -> Plan:
    chosen = plan_named(moment.db, plan)
    if not chosen.offered:
        raise BadRequest("plan", "not_offered", plan)
    return chosen


def _trial(tx: Transaction, plan: Plan, customer_id: str, *, asked: bool | None) -> bool:
    possible = plan.trial_days > 0 and not had_plan_before(tx.db, customer_id, plan.id)
    if asked and not possible:
        raise BadRequest("trial", "no_trial", plan.name)
    return possible if asked is None else asked


def _begin_trial(tx: Transaction, plan: Plan, customer_id: str) -> PlanStanding:
    last = tx.today + timedelta(days=plan.trial_days - 1)
    told = _joined(plan, anchor=last + _DAY, periods=0, trial_until=last)
    tx.post(Draft("subscription.start", told, customer_id, "plan_payments", 0))
    return standing_of(tx, customer_id)


def _join(tx: Transaction, plan: Plan, customer_id: str, paid: int | None) -> PlanStanding:
    payment = payment_of(tx, customer_id, plan.price, paid)
    told = {**_joined(plan, anchor=tx.today, periods=1), "paid": payment.money}
    tx.post(Draft("subscription.start", told, customer_id, "plan_payments", payment.money))
    use_credit(tx, customer_id, payment)
    given = give_benefits(tx, customer_id, agreed(plan), first=tx.today)
    return standing_of(tx, customer_id, payment, points=given.points, issued=given.issued)


def _joined(
    plan: Plan, *, anchor: date, periods: int, trial_until: date | None = None
) -> dict[str, Any]:
    return {
        "plan": plan.name,
        "plan_id": plan.id,
        "trial_until": trial_until.isoformat() if trial_until else None,
        "anchor": anchor.isoformat(),
        "periods": periods,
        "until": paid_until(anchor, every=plan.every, periods=periods).isoformat(),
        "paid": 0,
        "terms": _spoken(agreed(plan)),
    }


def _change(moment: Moment, customer_id: str, plan: str) -> _Change:
    chosen, today = plan_named(moment.db, plan), moment.today
    current = running_plan(moment, customer_id, unlike=(*PLAN_ACTS, *PAID_ACTS))
    now, back = terms_on(current, today), None
    if chosen.id == now.plan_id and chosen.id != current.terms.plan_id:
        back = now  # what was planned is taken back: the old terms hold on
    elif chosen.id in (now.plan_id, current.terms.plan_id):
        raise AlreadySubscribed(customer_id, chosen.name, current.until.isoformat())
    elif not chosen.offered:
        raise BadRequest("plan", "not_offered", plan)
    if back is not None or not goes_up(now, agreed(chosen)):
        later = PlannedChange(chosen, False, current.until + _DAY, 0, 0, current.until)
        return _Change(current, back or agreed(chosen), later)
    credit = credit_left(current, today=today)
    to_pay = max(chosen.price - usable_credit(moment, customer_id) - credit, 0)
    until = paid_until(today, every=chosen.every, periods=1)
    return _Change(
        current, agreed(chosen), PlannedChange(chosen, True, today, credit, to_pay, until)
    )


def _change_now(
    tx: Transaction, customer_id: str, change: _Change, paid: int | None
) -> PlanStanding:
    credit, told = change.planned.credit, _change_told(change, tx.today)
    if credit:
        tx.post(Draft("plan.credit", {"reason": "change"}, customer_id, "plan_credit", credit))
    payment = payment_of(tx, customer_id, change.terms.price, paid)
    post_payment(tx, customer_id, "subscription.change", {**told, "credit": credit}, payment)
    given = give_benefits(tx, customer_id, change.terms, first=tx.today)
    return standing_of(
        tx, customer_id, payment, points=given.points, issued=given.issued, credit=credit
    )


def _change_told(change: _Change, today: date) -> dict[str, Any]:
    return {
        "subscription": change.current.id,
        "before": terms_on(change.current, today).plan,
        "plan": change.terms.plan,
        "plan_id": change.terms.plan_id,
        "terms": _spoken(change.terms),
        "at_once": change.planned.at_once,
        "from": change.planned.from_day.isoformat(),
        "from_until": change.current.until.isoformat(),
    }


def _spoken(terms: Terms) -> dict[str, Any]:
    return {
        "price": terms.price,
        "every": terms.every,
        "grace_days": terms.grace_days,
        "multiplier": str(terms.multiplier),
        "discount_percent": terms.discount_percent,
        "points_each_period": terms.points_each_period,
        "renew_bonus": asdict(terms.renew_bonus) if terms.renew_bonus else None,
        "coupon_each_period": terms.coupon_each_period,
    }
