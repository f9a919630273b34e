"""The feed's requests about two entries of one person: found, merged, or kept apart."""

from typing import Annotated

from msgspec import Meta, Struct

from db.queries.duplicates import PairsFound, find_pairs
from db.session import Session
from db.usecases.merging import Merged, keep_apart, merge_customers
from desktop.topics.amounts import written
from desktop.topics.answers import Amount, Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import CustomerKey, Request
from desktop.topics.selling import customer


class CustomerMerge(Request, tag="customer.merge", kw_only=True):
    """Gives one customer everything of another, whose keys go on to work."""

    keep: CustomerKey
    merge: CustomerKey


class CustomerDistinct(Request, tag="customer.distinct", kw_only=True):
    """Says that two customers are two people."""

    customer: CustomerKey
    other: CustomerKey


class CustomerPairs(Request, tag="customer.pairs", kw_only=True):
    """Asks which customers may be one person, the likeliest first."""

    limit: Annotated[int, Meta(ge=1, le=1000)] = 50


class MergeAnswer(Answer, kw_only=True):
    """The one who was kept, and what they hold now; a credit comes from the plan that ended."""

    customer: str
    balance: int
    debt: int
    plan: str | None
    credit: Amount


class PairTold(Struct):
    """Two who may be one: whom it is best to keep, the other, and what speaks for it."""

    customer: str
    other: str
    why: list[str]


class PairsAnswer(Answer, kw_only=True):
    """How many pairs there are, and the likeliest of them."""

    count: int
    pairs: list[PairTold]


def customer_merge(session: Session, request: CustomerMerge, operation_id: str) -> Merged:
    """Merge one customer into another."""
    return merge_customers(
        session,
        keep=customer(session, request.keep),
        merge=customer(session, request.merge),
        operation_id=operation_id,
    )


def tell_merged(session: Session, merged: Merged) -> MergeAnswer:
    """Answer who was kept."""
    return MergeAnswer(
        customer=merged.customer.number,
        balance=merged.balance,
        debt=merged.debt,
        plan=merged.plan,
        credit=written(session, merged.credit),
    )


def customer_distinct(session: Session, request: CustomerDistinct, operation_id: str) -> None:
    """Remember that two customers are two people."""
    keep_apart(
        session,
        customer_id=customer(session, request.customer),
        other_id=customer(session, request.other),
        operation_id=operation_id,
    )


def customer_pairs(session: Session, request: CustomerPairs, _: str) -> PairsFound:
    """Look for two who may be one."""
    return find_pairs(session.db, today=session.today, limit=request.limit)


def tell_pairs(_: Session, found: PairsFound) -> PairsAnswer:
    """Answer who may be one person."""
    pairs = [PairTold(pair.keep.number, pair.other.number, list(pair.why)) for pair in found.pairs]
    return PairsAnswer(count=found.count, pairs=pairs)


OPERATIONS = (
    Operation(CustomerMerge, customer_merge, MergeAnswer, tell_merged),
    Operation(CustomerDistinct, customer_distinct, Answer, lambda *_: Answer()),
    Operation(CustomerPairs, customer_pairs, PairsAnswer, tell_pairs, writes=False),
)
