"""The feed's requests about a customer's plan: join, renew, pause, change, cancel, stay."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta, Raw, Struct, field

from db.membership import PlanStanding
from db.moment import Moment
from db.queries.subscriptions import plan_credit_at, subscription_at
from db.rules.subscriptions import Subscription, bonus_for, bonus_until, credit_left
from db.session import Session
from db.usecases.subscriptions import (
    PlannedChange,
    cancel_subscription,
    change_subscription,
    keep_subscription,
    pause_subscription,
    preview_change,
    renew_subscription,
    resume_subscription,
    start_subscription,
)
from desktop.topics.amounts import amount_of, given, written
from desktop.topics.answers import Amount, Answer, CouponTold, PlanShown, PlanTold
from desktop.topics.keeping import as_of
from desktop.topics.operation import Operation
from desktop.topics.plans import plan_shown
from desktop.topics.requests import AmountOrNull, CustomerKey, Request
from desktop.topics.selling import customer, issued_told


class OfCustomer(Request, kw_only=True):
    """Whose plan is meant."""

    customer: CustomerKey


class SubscriptionStart(OfCustomer, tag="subscription.start", kw_only=True):
    """Lets a customer join a plan; `trial` false begins with the first payment."""

    plan: str
    trial: bool | None = None
    paid: AmountOrNull = field(default_factory=Raw)


class SubscriptionRenew(OfCustomer, tag="subscription.renew", kw_only=True):
    """Takes the payment for the next period."""

    paid: AmountOrNull = field(default_factory=Raw)


class SubscriptionPause(OfCustomer, tag="subscription.pause", kw_only=True):
    """Lets a plan rest from today on."""

    days: Annotated[int | None, Meta(description="null: until it is taken up again")] = None


class SubscriptionResume(OfCustomer, tag="subscription.resume", kw_only=True):
    """Takes a plan up again today."""


class SubscriptionChange(OfCustomer, tag="subscription.change", kw_only=True):
    """Goes over to another plan: up at once, down with the next payment."""

    plan: str
    paid: AmountOrNull = field(default_factory=Raw)


class SubscriptionCancel(OfCustomer, tag="subscription.cancel", kw_only=True):
    """Lets a plan end with its period; the answer says what may be offered for staying."""

    reason: str | None = None


class SubscriptionKeep(OfCustomer, tag="subscription.keep", kw_only=True):
    """Takes what was offered for staying."""


class SubscriptionShow(OfCustomer, tag="subscription.show", kw_only=True):
    """Asks for a customer's plan day by day, now or as of a day or time."""

    as_of: str | None = None


class SubscriptionPreview(OfCustomer, tag="subscription.preview", kw_only=True):
    """Says what a change to another plan would do, writing nothing."""

    plan: str


class SaveOfferTold(Struct):
    """Free months for staying."""

    months: int


class SubscriptionAnswer(Answer, kw_only=True):
    """A customer's plan after the request; `credit` is what a change won, else what was used."""

    plan: PlanTold
    credit: Amount
    save_offer: SaveOfferTold | None
    next: str | None  # the plan that the next payment is for, where it is another one
    paid: Amount  # by money
    points: int  # that came with it
    coupons: list[CouponTold]


class SpanTold(Struct, rename={"from_": "from"}):
    """Days of one kind on one plan: trial, paid, free or paused."""

    from_: str
    until: str
    kind: str
    plan: str
    price: Amount  # of a period


class BonusTold(Struct):
    """Points for renewing by a day."""

    points: int
    until: str


class SubscriptionShown(Answer, kw_only=True):
    """A customer's plan day by day; of somebody who never had one everything is empty."""

    plan: PlanShown | None
    spans: list[SpanTold]
    price_next: Amount | None  # of the next payment, before credit
    credit: Amount  # that waits for the next payments
    credit_if_changed: Amount  # for the days left, today included
    grace_until: str | None
    bonus: BonusTold | None
    cancelled_on: str | None
    reason: str | None
    save_offer: SaveOfferTold | None


class PreviewAnswer(Answer, kw_only=True, rename={"from_": "from"}):
    """What a change would do."""

    plan: str
    at_once: bool
    from_: str
    credit: Amount
    to_pay: Amount  # now
    until: str


@dataclass(frozen=True)
class Shown:
    """A customer's plan, as of one moment."""

    customer_id: str
    subscription: Subscription | None
    moment: Moment


def start(session: Session, request: SubscriptionStart, operation_id: str) -> PlanStanding:
    """Let a customer join a plan."""
    return start_subscription(
        session,
        customer_id=customer(session, request.customer),
        plan=request.plan,
        trial=request.trial,
        paid=_paid(session, request.paid),
        operation_id=operation_id,
    )


def renew(session: Session, request: SubscriptionRenew, operation_id: str) -> PlanStanding:
    """Take the payment for the next period."""
    return renew_subscription(
        session,
        customer_id=customer(session, request.customer),
        paid=_paid(session, request.paid),
        operation_id=operation_id,
    )


def pause(session: Session, request: SubscriptionPause, operation_id: str) -> PlanStanding:
    """Let a plan rest."""
    return pause_subscription(
        session,
        customer_id=customer(session, request.customer),
        days=request.days,
        operation_id=operation_id,
    )


def resume(session: Session, request: SubscriptionResume, operation_id: str) -> PlanStanding:
    """Take a plan up again."""
    customer_id = customer(session, request.customer)
    return resume_subscription(session, customer_id=customer_id, operation_id=operation_id)


def change(session: Session, request: SubscriptionChange, operation_id: str) -> PlanStanding:
    """Go over to another plan."""
    return change_subscription(
        session,
        customer_id=customer(session, request.customer),
        plan=request.plan,
        paid=_paid(session, request.paid),
        operation_id=operation_id,
    )


def cancel(session: Session, request: SubscriptionCancel, operation_id: str) -> PlanStanding:
    """Let a plan end with its period."""
    return cancel_subscription(
        session,
        customer_id=customer(session, request.customer),
        reason=request.reason or "",
        operation_id=operation_id,
    )


def keep(session: Session, request: SubscriptionKeep, operation_id: str) -> PlanStanding:
    """Take what was offered for staying."""
    customer_id = customer(session, request.customer)
    return keep_subscription(session, customer_id=customer_id, operation_id=operation_id)


def tell_standing(session: Session, standing: PlanStanding) -> SubscriptionAnswer:
    """Answer a customer's plan."""
    return SubscriptionAnswer(
        plan=PlanTold(standing.plan, standing.state, standing.until.isoformat()),
        credit=written(session, standing.credit),
        save_offer=_offer(standing.save_offer),
        next=standing.next_plan,
        paid=written(session, standing.paid),
        points=standing.points_given,
        coupons=[issued_told(coupon) for coupon in standing.issued],
    )


def show(session: Session, request: SubscriptionShow, _: str) -> Shown:
    """Ask for a customer's plan day by day."""
    customer_id = customer(session, request.customer)
    moment = as_of(session, request.as_of) if request.as_of else session.moment()
    return Shown(customer_id, subscription_at(moment, customer_id), moment)


def tell_shown(session: Session, shown: Shown) -> SubscriptionShown:
    """Answer a customer's plan day by day."""
    found, today = shown.subscription, shown.moment.today
    waits = written(session, plan_credit_at(shown.moment, shown.customer_id))
    if found is None:
        return SubscriptionShown(
            plan=None, spans=[], price_next=None, credit=waits,
            credit_if_changed=written(session, 0), grace_until=None, bonus=None,
            cancelled_on=None, reason=None, save_offer=None,
        )  # fmt: skip
    bonus, last = bonus_for(found, today), bonus_until(found)
    return SubscriptionShown(
        plan=plan_shown(session, found, shown.moment),
        spans=[
            SpanTold(
                span.first.isoformat(),
                span.last.isoformat(),
                span.kind,
                span.terms.plan,
                written(session, span.terms.price),
            )
            for span in found.spans
        ],
        price_next=written(session, found.terms.price),
        credit=waits,
        credit_if_changed=written(session, credit_left(found, today=today)),
        grace_until=found.grace_until.isoformat(),
        bonus=BonusTold(bonus, last.isoformat()) if bonus and last else None,
        cancelled_on=found.cancelled_on.isoformat() if found.cancelled_on else None,
        reason=found.reason,
        save_offer=_offer(found.offer),
    )


def preview(session: Session, request: SubscriptionPreview, _: str) -> PlannedChange:
    """Say what a change would do."""
    customer_id = customer(session, request.customer)
    return preview_change(session, customer_id=customer_id, plan=request.plan)


def tell_preview(session: Session, planned: PlannedChange) -> PreviewAnswer:
    """Answer what a change would do."""
    return PreviewAnswer(
        plan=planned.plan.name,
        at_once=planned.at_once,
        from_=planned.from_day.isoformat(),
        credit=written(session, planned.credit),
        to_pay=written(session, planned.to_pay),
        until=planned.until.isoformat(),
    )


def _offer(months: int) -> SaveOfferTold | None:
    return SaveOfferTold(months) if months else None


def _paid(session: Session, amount: Raw) -> int | None:
    return amount_of(session, amount, "paid") if given(amount) else None


OPERATIONS = (
    Operation(SubscriptionStart, start, SubscriptionAnswer, tell_standing),
    Operation(SubscriptionRenew, renew, SubscriptionAnswer, tell_standing),
    Operation(SubscriptionPause, pause, SubscriptionAnswer, tell_standing),
    Operation(SubscriptionResume, resume, SubscriptionAnswer, tell_standing),
    Operation(SubscriptionChange, change, SubscriptionAnswer, tell_standing),
    Operation(SubscriptionCancel, cancel, SubscriptionAnswer, tell_standing),
    Operation(SubscriptionKeep, keep, SubscriptionAnswer, tell_standing),
    Operation(SubscriptionShow, show, SubscriptionShown, tell_shown, writes=False),
    Operation(SubscriptionPreview, preview, PreviewAnswer, tell_preview, writes=False),
)
