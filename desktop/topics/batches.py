"""The feed's requests about coupons that were made together, and about a lost one's reprint."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta, Struct

from db.giving import IssuedCoupon
from db.queries.batches import (
    Batch,
    BatchReturns,
    all_batches,
    batch_named,
    batch_returns,
)
from db.rules.coupons import spoken_code
from db.session import Session
from db.usecases.batches import void_batch
from db.usecases.coupons import replace_coupon
from desktop.month import json_number
from desktop.topics.amounts import written
from desktop.topics.answers import Amount, Answer, CouponIssued
from desktop.topics.operation import Operation
from desktop.topics.requests import Code, Request

_NAME = Annotated[str, Meta(description="the name under which coupons were issued")]


class CouponReplace(Request, tag="coupon.replace", kw_only=True):
    """Reprints a coupon that was lost: the old code dies, a new one takes its place."""

    code: Code
    reason: str


class BatchList(Request, tag="batch.list", kw_only=True):
    """Asks for every batch of coupons, the latest first."""


class BatchShow(Request, tag="batch.show", kw_only=True):
    """Asks what became of a batch, and what came back with it."""

    batch: _NAME


class BatchVoid(Request, tag="batch.void", kw_only=True):
    """Declares void what of a batch can still be used."""

    batch: _NAME
    reason: str


class CouponReplaced(Answer, kw_only=True):
    """The coupon that stands for the lost one."""

    coupon: CouponIssued


class BatchTold(Struct, kw_only=True):
    """Coupons of one name; each is used, voided, expired or still open."""

    batch: str
    issued: int
    used: int
    voided: int
    expired: int
    still_open: int
    times_used: int
    discount: Amount
    issued_on: str
    valid_from: str
    valid_until: str | None


class BatchesAnswer(Answer, kw_only=True):
    """Every batch."""

    batches: list[BatchTold]


class BatchAnswer(Answer, kw_only=True):
    """A batch, the sales that came with it, and how many of its customers came back."""

    batch: BatchTold
    used_percent: float | None
    sales: int
    revenue: Amount
    customers: int
    first_time: int
    came_back: int
    came_back_percent: float | None


class BatchVoided(Answer, kw_only=True):
    """How many coupons can no longer be used."""

    voided: int


@dataclass(frozen=True)
class Shown:
    """A batch with what came back."""

    batch: Batch
    returns: BatchReturns


def coupon_replace(session: Session, request: CouponReplace, operation_id: str) -> IssuedCoupon:
    """Reprint a lost coupon."""
    return replace_coupon(
        session, code=request.code, reason=request.reason, operation_id=operation_id
    )


def tell_replaced(_: Session, coupon: IssuedCoupon) -> CouponReplaced:
    """Answer the new code."""
    until = coupon.valid_until.isoformat() if coupon.valid_until else None
    told = CouponIssued(spoken_code(coupon.code), coupon.valid_from.isoformat(), until)
    return CouponReplaced(coupon=told)


def batch_list(session: Session, _: BatchList, __: str) -> list[Batch]:
    """Ask for every batch."""
    return all_batches(session.db, on=session.today)


def tell_batches(session: Session, batches: list[Batch]) -> BatchesAnswer:
    """Answer every batch."""
    return BatchesAnswer(batches=[_told(session, batch) for batch in batches])


def batch_show(session: Session, request: BatchShow, _: str) -> Shown:
    """Ask what became of a batch."""
    batch = batch_named(session.db, request.batch, on=session.today)
    return Shown(batch, batch_returns(session.db, batch.name))


def tell_batch(session: Session, shown: Shown) -> BatchAnswer:
    """Answer a batch and what came back."""
    returns = shown.returns
    return BatchAnswer(
        batch=_told(session, shown.batch),
        used_percent=json_number(shown.batch.used_percent),
        sales=returns.sales,
        revenue=written(session, returns.revenue),
        customers=returns.customers,
        first_time=returns.first_time,
        came_back=returns.came_back,
        came_back_percent=json_number(returns.came_back_percent),
    )


def batch_void(session: Session, request: BatchVoid, operation_id: str) -> int:
    """Withdraw a batch."""
    return void_batch(
        session, batch=request.batch, reason=request.reason, operation_id=operation_id
    )


def tell_voided(_: Session, voided: int) -> BatchVoided:
    """Answer how many coupons were withdrawn."""
    return BatchVoided(voided=voided)


def _told(session: Session, batch: Batch) -> BatchTold:
    return BatchTold(
        batch=batch.name,
        issued=batch.issued,
        used=batch.used,
        voided=batch.voided,
        expired=batch.expired,
        still_open=batch.still_open,
        times_used=batch.times_used,
        discount=written(session, batch.discount),
        issued_on=batch.issued_on.isoformat(),
        valid_from=batch.valid_from.isoformat(),
        valid_until=batch.valid_until.isoformat() if batch.valid_until else None,
    )


OPERATIONS = (
    Operation(CouponReplace, coupon_replace, CouponReplaced, tell_replaced),
    Operation(BatchList, batch_list, BatchesAnswer, tell_batches, writes=False),
    Operation(BatchShow, batch_show, BatchAnswer, tell_batch, writes=False),
    Operation(BatchVoid, batch_void, BatchVoided, tell_voided),
)
