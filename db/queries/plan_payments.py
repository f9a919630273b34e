"""What was paid for a plan, as it stood right after each payment: what its receipt tells."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlite_utils import Database

from db.clock import instant, milliseconds
from db.errors import NotSubscribed, UnknownSale
from db.moment import Moment
from db.queries.acts import undo_claim
from db.queries.coupons import coupons_coded
from db.queries.customers import owner_now
from db.queries.facts import COLUMNS, Fact, fact_of_row, facts_of_customer
from db.queries.merging import family_at
from db.queries.subscriptions import SUBSCRIPTION_KINDS, events_by_subscription
from db.rules.coupons import Coupon
from db.rules.subscriptions import Subscription, subscription_of

PaymentKind = Literal["trial", "joined", "renewed", "changed"]
PAYMENT_KINDS = ("subscription.start", "subscription.renew", "subscription.change")

_FACT = f"SELECT {', '.join(COLUMNS)} FROM facts WHERE origin = ? AND seq = ?"  # noqa: S608
_UNDONE = "SELECT 1 FROM facts WHERE claim = ?"


@dataclass(frozen=True)
class PlanPayment:
    """A payment for a plan, or the free days it began with; money in minor units."""

    id: str  # of the fact that tells it
    kind: PaymentKind
    at: datetime  # UTC
    day: date
    staff: str | None
    customer_id: str  # who holds the plan today
    subscription: Subscription  # as it stood right after
    plan: str  # its name when it was agreed
    plan_before: str | None  # of a change
    first: date  # of the days that were paid for, or that are free
    last: date
    price: int
    credit: int  # taken off the price
    credit_left: int  # what waits for the next payment
    paid: int  # by money
    points: int
    coupons: tuple[Coupon, ...]  # those declared void left out


def plan_payment(moment: Moment, fact_id: str) -> PlanPayment:
    """Return a payment by its fact; raises UnknownSale where it is none, or was undone."""
    fact = _fact(moment.db, fact_id)
    if fact is None or not _is_payment(fact) or _is_undone(moment.db, fact):
        raise UnknownSale(fact_id[:40])
    return _told(moment, fact)


def is_plan_payment(db: Database, fact_id: str) -> bool:
    """Tell whether a fact is a payment for a plan that still counts."""
    fact = _fact(db, fact_id)
    return fact is not None and _is_payment(fact) and not _is_undone(db, fact)


def last_plan_payment(moment: Moment, customer_id: str) -> PlanPayment:
    """Return the customer's last payment as of the moment; raises NotSubscribed without one."""
    facts = facts_of_customer(
        moment.db, customer_id, until_ms=milliseconds(moment.now), kinds=PAYMENT_KINDS
    )
    paid = [fact for fact in facts if _is_payment(fact) and not _is_undone(moment.db, fact)]
    if not paid:
        raise NotSubscribed(customer_id)
    return _told(moment, paid[-1])


def _told(moment: Moment, fact: Fact) -> PlanPayment:
    then = Moment(moment.db, instant(fact.at), date.fromisoformat(fact.day), moment.settings)
    beside = _of_same_act(moment.db, fact)
    standing = _right_after(then, fact)
    kind = _kind(fact)
    span = standing.spans[-1]
    codes = [each.doc["code"] for each in beside if each.kind == "coupon.issue"]
    return PlanPayment(
        id=fact.id,
        kind=kind,
        at=then.now,
        day=then.today,
        staff=fact.staff,
        customer_id=owner_now(moment.db, fact.customer or ""),
        subscription=standing,
        plan=span.terms.plan,
        plan_before=_plan_before(then, fact) if kind == "changed" else None,
        first=span.first,
        last=span.last,
        price=0 if kind == "trial" else span.terms.price,
        credit=-sum(each.delta or 0 for each in beside if _takes_credit(each)),
        credit_left=_credit_after(then.db, beside[-1]),
        paid=fact.delta or 0,
        points=sum(each.delta or 0 for each in beside if each.account == "points"),
        coupons=tuple(each for each in coupons_coded(moment.db, codes) if each.voided_on is None),
    )


def _right_after(then: Moment, fact: Fact) -> Subscription:
    """Return what the payment made of the plan, whatever was done in the same instant later."""
    customer_id = fact.customer or ""  # by the name of then: who was merged later had it before
    were = family_at(then.db, customer_id, until_ms=fact.at)
    told = facts_of_customer(then.db, customer_id, until_ms=fact.at, kinds=SUBSCRIPTION_KINDS)
    until: list[Fact] = []
    for each in told:
        until.append(each)
        if each.id == fact.id:
            break
    events = events_by_subscription(each for each in until if each.customer in were)
    return subscription_of(events[_id_of(fact)], customer_id=customer_id)


def _kind(fact: Fact) -> PaymentKind:
    if fact.kind == "subscription.start":
        return "trial" if fact.doc.get("trial_until") else "joined"
    return "renewed" if fact.kind == "subscription.renew" else "changed"


def _is_payment(fact: Fact) -> bool:
    """Tell payments from changes that wait for the next one."""
    return fact.kind in PAYMENT_KINDS and bool(fact.doc.get("at_once", True))


def _is_undone(db: Database, fact: Fact) -> bool:
    return db.conn.execute(_UNDONE, (undo_claim(fact.operation),)).fetchone() is not None


def _takes_credit(fact: Fact) -> bool:
    return fact.account == "plan_credit" and (fact.delta or 0) < 0


def _plan_before(then: Moment, fact: Fact) -> str | None:
    """Return the plan that the customer was on until then."""
    told = facts_of_customer(then.db, fact.customer or "", until_ms=fact.at, kinds=PAYMENT_KINDS)
    theirs = [each for each in told if _id_of(each) == _id_of(fact)]
    earlier = [each for each in theirs if each.id != fact.id and not _is_undone(then.db, each)]
    return str(earlier[-1].doc["plan"]) if earlier else None


def _id_of(fact: Fact) -> str:
    return str(fact.doc.get("subscription", fact.id))


def _credit_after(db: Database, fact: Fact) -> int:
    row = db.conn.execute(
        "SELECT coalesce(sum(delta), 0) FROM facts WHERE customer = :customer"
        " AND account = 'plan_credit' AND (at < :at OR at = :at AND seq <= :seq)",
        {"customer": fact.customer, "at": fact.at, "seq": int(fact.id.rpartition("-")[2])},
    ).fetchone()
    return max(int(row[0]), 0)


def _of_same_act(db: Database, fact: Fact) -> list[Fact]:
    """Return what was written for the same customer in the same act."""
    rows = db.query(
        f"SELECT {', '.join(COLUMNS)} FROM facts"  # noqa: S608
        " WHERE customer = ? AND operation = ? ORDER BY seq",
        (fact.customer, fact.operation),
    )
    return [fact_of_row(row) for row in rows]


def _fact(db: Database, fact_id: str) -> Fact | None:
    origin, _, seq = fact_id.rpartition("-")
    try:
        place = (int(origin, 16), int(seq))
    except ValueError:
        return None
    if not all(0 <= part < 2**63 for part in place):
        return None
    row = next(db.query(_FACT, place), None)
    return fact_of_row(row) if row is not None else None
