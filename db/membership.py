"""What acts on a plan share: a period is paid, and where the customer stands after it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from db import giving
from db.errors import NotSubscribed, PlanChangedSince
from db.giving import IssuedCoupon
from db.journal import Draft
from db.moment import Moment
from db.queries.subscriptions import (
    PLAN_ACTS,
    changed_after,
    periods_paid,
    plan_credit,
    plan_credit_at,
    renewal_claim,
    subscription_at,
    was_ended,
)
from db.rules.shop import Gift
from db.rules.subscriptions import (
    State,
    Subscription,
    Terms,
    bonus_for,
    next_plan,
    runs_on,
    state_on,
    terms_on,
)
from db.session import Transaction

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PlanStanding:
    """A customer's plan after an act; money in minor units."""

    subscription: Subscription
    plan: str  # the plan of that day
    state: State
    until: date
    paid: int = 0  # by money
    credit: int = 0  # that a change won, else what was taken off the price
    points_given: int = 0
    issued: tuple[IssuedCoupon, ...] = ()
    save_offer: int = 0  # free months that are offered for staying
    next_plan: str | None = None  # where the next payment is for another plan


@dataclass(frozen=True)
class Payment:
    """How a price is paid, in minor units."""

    money: int = 0
    credit: int = 0


@dataclass(frozen=True)
class Given:
    """What a period brings when it is paid."""

    points: int = 0
    issued: tuple[IssuedCoupon, ...] = ()


def running_plan(
    moment: Moment, customer_id: str, *, unlike: tuple[str, ...] = PLAN_ACTS
) -> Subscription:
    """Return the plan that runs; whoever never joined one, or too long ago, has none.

    Raises NotSubscribed, or PlanChangedSince on a slip of an earlier day where one of the acts
    it is `unlike` came after it.
    """
    current = subscription_at(moment, customer_id)
    if current is None or not runs_on(current, moment.today):
        raise NotSubscribed(customer_id)
    if was_ended(moment.db, current.id):  # by a merging after the day of this slip
        raise NotSubscribed(customer_id)
    later = changed_after(moment, customer_id, current.id, kinds=unlike)
    if later is not None:
        raise PlanChangedSince(later.isoformat())
    return current


def pay_period(tx: Transaction, customer_id: str, paid: int | None) -> PlanStanding:
    """Take the payment for the next period; an early one adds to the end, a late one continues.

    Credit is taken off the price. Raises NotSubscribed when there is no plan, or when its time of
    grace has passed too, PlanChangedSince on a slip from before a change.
    """
    current = running_plan(tx, customer_id)
    payment = payment_of(tx, customer_id, current.terms.price, paid)
    bonus = bonus_for(current, tx.today)
    doc = {
        "subscription": current.id,
        "plan": current.terms.plan,
        "plan_id": current.terms.plan_id,
        "from_until": current.until.isoformat(),
    }
    post_payment(tx, customer_id, "subscription.renew", doc, payment)
    given = give_benefits(tx, customer_id, current.terms, first=current.until + _DAY)
    giving.give_points(tx, customer_id, bonus, reason="renewal")
    return standing_of(tx, customer_id, payment, points=given.points + bonus, issued=given.issued)


def payment_of(moment: Moment, customer_id: str, price: int, paid: int | None) -> Payment:
    """Return how a price is paid; where less money was taken, credit pays the rest."""
    used = min(usable_credit(moment, customer_id), max(price - (paid or 0), 0))
    return Payment(price - used if paid is None else paid, used)


def usable_credit(moment: Moment, customer_id: str) -> int:
    """Return what may be taken off a price: what there was then, and is still there today."""
    return max(min(plan_credit(moment.db, customer_id), plan_credit_at(moment, customer_id)), 0)


def post_payment(
    tx: Transaction, customer_id: str, kind: str, doc: dict[str, Any], payment: Payment
) -> None:
    """Write that a further period of a plan was paid; each period is paid once."""
    id = doc["subscription"]
    period = periods_paid(tx.db, id) + 1  # a slip of last week may come after today's
    told = {**doc, "period": period, "paid": payment.money}
    claim = renewal_claim(tx.db, id, period)
    tx.post(Draft(kind, told, customer_id, "plan_payments", payment.money, claim=claim))
    use_credit(tx, customer_id, payment)


def use_credit(tx: Transaction, customer_id: str, payment: Payment) -> None:
    """Write what of a price was paid by the credit of an earlier plan."""
    if payment.credit:
        tx.post(Draft("plan.credit", {}, customer_id, "plan_credit", -payment.credit))


def give_benefits(tx: Transaction, customer_id: str, terms: Terms, *, first: date) -> Given:
    """Give a period's points and coupon, good from its first day on, for a late one from today."""
    giving.give_points(tx, customer_id, terms.points_each_period, reason="plan")
    if terms.coupon_each_period is None:
        return Given(terms.points_each_period)
    gift, more = Gift(reward=terms.coupon_each_period), {"reason": "plan", "plan": terms.plan}
    issued = giving.give(tx, customer_id, gift, usable_from=max(first, tx.today), more=more)
    return Given(terms.points_each_period, issued)


def standing_of(
    moment: Moment,
    customer_id: str,
    payment: Payment | None = None,
    *,
    points: int = 0,
    issued: tuple[IssuedCoupon, ...] = (),
    credit: int | None = None,
    save_offer: int = 0,
) -> PlanStanding:
    """Return where the customer stands after an act; `credit` is what a change won."""
    now, paid = subscription_at(moment, customer_id), payment or Payment()
    assert now is not None
    return PlanStanding(
        subscription=now,
        plan=terms_on(now, moment.today).plan,
        state=state_on(now, moment.today),
        until=now.until,
        paid=paid.money,
        credit=paid.credit if credit is None else credit,
        points_given=points,
        issued=issued,
        save_offer=save_offer,
        next_plan=next_plan(now, moment.today),
    )
