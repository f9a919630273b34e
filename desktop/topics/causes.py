"""The feed's requests about good causes: points given to them, money handed over."""

from typing import Annotated

from msgspec import Meta, Raw, Struct, field

from db.queries.causes import CauseStanding, causes_at
from db.session import Session
from db.usecases.causes import Donation, donate_points, pay_cause
from desktop.topics.amounts import amount_of, given, written
from desktop.topics.answers import Amount as Written
from desktop.topics.answers import Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import AmountOrNull, CustomerKey, Points, Request
from desktop.topics.selling import customer

_CAUSE = Annotated[str, Meta(description="the name of a reward of kind donation")]


class PointsDonate(Request, tag="points.donate", kw_only=True):
    """Gives a customer's points to a cause, as many as they like."""

    customer: CustomerKey
    cause: _CAUSE
    points: Points


class CausePay(Request, tag="cause.pay", kw_only=True):
    """Hands money over to a cause; without an amount all that is owed."""

    cause: _CAUSE
    amount: AmountOrNull = field(default_factory=Raw)
    note: Annotated[str, Meta(description="to whom, the number of a receipt")] | None = None


class CauseList(Request, tag="cause.list", kw_only=True):
    """Asks what each cause was given and what is owed to it."""


class DonationAnswer(Answer, kw_only=True):
    """What was given, and the points left."""

    cause: str
    points: int
    balance: int


class CausePaymentTold(Struct):
    """Money that was handed over; one that was undone stands as another, below zero."""

    day: str
    amount: Written
    points: int
    note: str


class CauseTold(Struct):
    """A cause: the points it was given, what they are worth, paid and still owed."""

    cause: str
    offered: bool
    points: int
    worth: Written
    donors: int
    paid: Written
    owed: Written
    payments: list[CausePaymentTold]


class CauseAnswer(Answer, kw_only=True):
    """Where a cause stands."""

    cause: CauseTold


class CausesAnswer(Answer, kw_only=True):
    """Where every cause stands."""

    causes: list[CauseTold]


def points_donate(session: Session, request: PointsDonate, operation_id: str) -> Donation:
    """Give points to a cause."""
    return donate_points(
        session,
        customer_id=customer(session, request.customer),
        cause=request.cause,
        points=request.points,
        operation_id=operation_id,
    )


def tell_donation(_: Session, donation: Donation) -> DonationAnswer:
    """Answer what was given."""
    return DonationAnswer(
        cause=donation.cause.name, points=donation.points, balance=donation.balance
    )


def cause_pay(session: Session, request: CausePay, operation_id: str) -> CauseStanding:
    """Hand money over."""
    amount = amount_of(session, request.amount, "amount") if given(request.amount) else None
    return pay_cause(
        session, cause=request.cause, amount=amount, note=request.note, operation_id=operation_id
    )


def tell_cause(session: Session, standing: CauseStanding) -> CauseAnswer:
    """Answer where a cause stands."""
    return CauseAnswer(cause=_told(session, standing))


def cause_list(session: Session, _: CauseList, __: str) -> list[CauseStanding]:
    """Ask where every cause stands."""
    return causes_at(session.moment())


def tell_causes(session: Session, found: list[CauseStanding]) -> CausesAnswer:
    """Answer where every cause stands."""
    return CausesAnswer(causes=[_told(session, each) for each in found])


def _told(session: Session, standing: CauseStanding) -> CauseTold:
    return CauseTold(
        cause=standing.name,
        offered=standing.offered,
        points=standing.points,
        worth=written(session, standing.worth),
        donors=standing.donors,
        paid=written(session, standing.paid),
        owed=written(session, standing.owed),
        payments=[
            CausePaymentTold(
                payment.day.isoformat(),
                _signed(session, payment.amount),
                payment.points,
                payment.note,
            )
            for payment in standing.payments
        ],
    )


def _signed(session: Session, amount_minor: int) -> str:
    amount = written(session, abs(amount_minor))
    return f"-{amount}" if amount_minor < 0 else amount


OPERATIONS = (
    Operation(PointsDonate, points_donate, DonationAnswer, tell_donation),
    Operation(CausePay, cause_pay, CauseAnswer, tell_cause),
    Operation(CauseList, cause_list, CausesAnswer, tell_causes, writes=False),
)
