"""The feed's requests about store credit: added, or taken back."""

from typing import Annotated

from msgspec import Meta, Raw, field

from db.session import Session
from db.usecases.credit import CreditMoved, add_credit, take_credit
from desktop.topics.amounts import amount_of, given, written
from desktop.topics.answers import Amount, Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import Amount as AmountAsked
from desktop.topics.requests import AmountOrNull, CustomerKey, Request
from desktop.topics.selling import customer


class CreditAdd(Request, tag="credit.add", kw_only=True):
    """Keeps money for a customer: as a gift, or that was paid in."""

    customer: CustomerKey
    amount: AmountAsked
    reason: str
    paid: Annotated[AmountOrNull, Meta(description="what was taken in for it, 0 by default")] = (
        field(default_factory=Raw)
    )


class CreditTake(Request, tag="credit.take", kw_only=True):
    """Takes back credit that was added by mistake."""

    customer: CustomerKey
    amount: AmountAsked
    reason: str


class CreditAnswer(Answer, kw_only=True):
    """What the customer's credit is now."""

    credit: Amount


def credit_add(session: Session, request: CreditAdd, operation_id: str) -> CreditMoved:
    """Keep money for a customer."""
    return add_credit(
        session,
        customer_id=customer(session, request.customer),
        amount=amount_of(session, request.amount, "amount"),
        reason=request.reason,
        paid=amount_of(session, request.paid, "paid") if given(request.paid) else 0,
        operation_id=operation_id,
    )


def credit_take(session: Session, request: CreditTake, operation_id: str) -> CreditMoved:
    """Take credit back."""
    return take_credit(
        session,
        customer_id=customer(session, request.customer),
        amount=amount_of(session, request.amount, "amount"),
        reason=request.reason,
        operation_id=operation_id,
    )


def tell_credit(session: Session, moved: CreditMoved) -> CreditAnswer:
    """Answer what the credit is now."""
    return CreditAnswer(credit=written(session, moved.left))


OPERATIONS = (
    Operation(CreditAdd, credit_add, CreditAnswer, tell_credit),
    Operation(CreditTake, credit_take, CreditAnswer, tell_credit),
)
