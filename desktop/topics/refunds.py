"""The feed's requests that take back: refunds."""

from typing import Annotated

from msgspec import Meta, Raw, Struct, field

from db.rules.coupons import spoken_code
from db.session import Session
from db.usecases.refunds import RefundOutcome, preview_refund, refund_sale
from desktop.topics.amounts import amount_of, given, written
from desktop.topics.answers import Amount, Answer, StampTold
from desktop.topics.counts import stamps_told
from desktop.topics.operation import Operation
from desktop.topics.requests import AmountOrNull, Request


class RefundFields(Request, kw_only=True):
    """Money back for a sale, all that is left of it where no amount is said."""

    sale: Annotated[str, Meta(description="the sale's name, as it was answered")]
    amount: AmountOrNull = field(default_factory=Raw)
    reason: str | None = None


class Refund(RefundFields, tag="refund", kw_only=True):
    """Gives money back for a sale; its points follow."""


class RefundPreview(RefundFields, tag="refund.preview", kw_only=True):
    """Asks what a refund would do, without writing anything."""


class VoucherReturned(Struct):
    """What of the money went back to a voucher."""

    voucher: str
    amount: Amount


class RefundAnswer(Answer, kw_only=True):
    """What a refund did; balances are those after it, null without a customer."""

    refund: str | None
    money_back: Amount  # the whole money part, on all these ways
    to_credit: Amount
    to_vouchers: list[VoucherReturned]
    cash_back: Amount  # to hand over, by cash or card
    points_reversed: int
    points_returned: int
    balance: int | None
    debt: int | None
    coupons: list[str]  # that can be used again
    stamps: list[StampTold]  # on the cards that lost some
    coupons_voided: list[str]  # of cards that are full no longer


def refund(session: Session, request: Refund, operation_id: str) -> RefundOutcome:
    """Give money back for a sale."""
    return refund_sale(
        session,
        sale=request.sale,
        amount=_amount(session, request),
        reason=request.reason,
        operation_id=operation_id,
    )


def refund_preview(session: Session, request: RefundPreview, _: str) -> RefundOutcome:
    """Say what a refund would do."""
    return preview_refund(session, sale=request.sale, amount=_amount(session, request))


def tell_refund(session: Session, outcome: RefundOutcome) -> RefundAnswer:
    """Answer a refund, recorded or not."""
    return RefundAnswer(
        refund=outcome.refund,
        money_back=written(session, outcome.money_back),
        to_credit=written(session, outcome.to_credit),
        to_vouchers=[
            VoucherReturned(spoken_code(code), written(session, amount))
            for code, amount in outcome.to_vouchers
        ],
        cash_back=written(session, outcome.cash_back),
        points_reversed=outcome.points_reversed,
        points_returned=outcome.points_returned,
        balance=outcome.balance,
        debt=outcome.debt,
        coupons=[spoken_code(code) for code in outcome.coupons_freed],
        stamps=[stamps_told(back) for back in outcome.stamps],
        coupons_voided=[spoken_code(fill.code) for back in outcome.stamps for fill in back.emptied],
    )


def _amount(session: Session, request: RefundFields) -> int | None:
    return amount_of(session, request.amount, "amount") if given(request.amount) else None


OPERATIONS = (
    Operation(Refund, refund, RefundAnswer, tell_refund),
    Operation(RefundPreview, refund_preview, RefundAnswer, tell_refund, writes=False),
)
