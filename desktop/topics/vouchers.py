"""The feed's requests about gift vouchers: sold, looked up, declared void."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta, Raw, Struct, field

from db.queries.vouchers import (
    Outstanding,
    VoucherMovement,
    movements_of,
    outstanding_vouchers,
    voucher_typed,
    vouchers_page,
)
from db.rules.coupons import spoken_code
from db.rules.periods import parse_day
from db.rules.vouchers import Voucher, state_on
from db.session import Session
from db.usecases.vouchers import NewVoucher, issue_voucher, void_voucher
from desktop.topics.amounts import amount_of, given, written
from desktop.topics.answers import Amount, Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import Amount as AmountAsked
from desktop.topics.requests import AmountOrNull, CustomerKey, Day, Request
from desktop.topics.selling import customer, number_of

_CODE = Annotated[str, Meta(description="a voucher's code, as printed or typed")]
_MOST_LISTED = 1000


class VoucherIssue(Request, tag="voucher.issue", kw_only=True):
    """Makes a gift voucher; its whole amount is paid for it where nothing else is said."""

    amount: AmountAsked
    customer: Annotated[CustomerKey | None, Meta(description="in whose name")] = None
    until: Day | None = None
    paid: Annotated[AmountOrNull, Meta(description="0 for one that is given away")] = field(
        default_factory=Raw
    )


class VoucherShow(Request, tag="voucher.show", kw_only=True):
    """Asks what is left on a voucher."""

    code: _CODE


class VoucherVoid(Request, tag="voucher.void", kw_only=True):
    """Declares a voucher void, with all that is left of it."""

    code: _CODE
    reason: str


class VoucherList(Request, tag="voucher.list", kw_only=True):
    """Asks for vouchers, the newest first; `open` leaves out those that pay nothing any more."""

    open: bool = False
    limit: Annotated[int, Meta(ge=1, le=_MOST_LISTED)] = 100


class VoucherTold(Struct, kw_only=True):
    """A voucher: what it was made for, what is left, and what it is today."""

    code: str
    amount: Amount
    left: Amount
    issued: str
    until: str | None
    customer: str | None
    state: str  # issued, used, voided, expired


class MovementTold(Struct, kw_only=True):
    """What moved a voucher's money; an amount below zero was taken off."""

    kind: str  # issue, use, return, void, undo
    at: str
    amount: Amount
    left: Amount
    sale: str | None


class VoucherAnswer(Answer, kw_only=True):
    """A voucher as it is now."""

    voucher: VoucherTold


class VoucherShown(Answer, kw_only=True):
    """A voucher as it is now, and what became of its money."""

    voucher: VoucherTold
    movements: list[MovementTold]


class VouchersAnswer(Answer, kw_only=True):
    """Vouchers, and what all that are good today still hold."""

    vouchers: list[VoucherTold]
    open: int
    outstanding: Amount


@dataclass(frozen=True)
class Listed:
    """Vouchers of a list, and what all of them come to."""

    vouchers: list[Voucher]
    outstanding: Outstanding


@dataclass(frozen=True)
class Shown:
    """A voucher with all that moved it."""

    voucher: Voucher
    movements: list[VoucherMovement]


def voucher_issue(session: Session, request: VoucherIssue, operation_id: str) -> Voucher:
    """Make a voucher."""
    new = NewVoucher(
        amount=amount_of(session, request.amount, "amount"),
        customer_id=customer(session, request.customer) if request.customer else None,
        valid_until=parse_day(request.until) if request.until else None,
        paid=amount_of(session, request.paid, "paid") if given(request.paid) else None,
    )
    return issue_voucher(session, new, operation_id=operation_id)


def voucher_show(session: Session, request: VoucherShow, _: str) -> Shown:
    """Look a voucher up."""
    voucher = voucher_typed(session.db, request.code)
    return Shown(voucher, movements_of(session.db, voucher.code))


def voucher_void(session: Session, request: VoucherVoid, operation_id: str) -> Voucher:
    """Declare a voucher void."""
    return void_voucher(
        session, code=request.code, reason=request.reason, operation_id=operation_id
    )


def voucher_list(session: Session, request: VoucherList, _: str) -> Listed:
    """List vouchers."""
    today = session.today
    open_on = today if request.open else None
    return Listed(
        vouchers_page(session.db, limit=request.limit, open_on=open_on),
        outstanding_vouchers(session.db, on=today),
    )


def tell_voucher(session: Session, voucher: Voucher) -> VoucherAnswer:
    """Answer a voucher as it is now."""
    return VoucherAnswer(voucher=told_voucher(session, voucher))


def tell_shown(session: Session, shown: Shown) -> VoucherShown:
    """Answer a voucher, and what became of its money."""
    zone = session.settings.timezone
    return VoucherShown(
        voucher=told_voucher(session, shown.voucher),
        movements=[
            MovementTold(
                kind=each.kind,
                at=each.at.astimezone(zone).isoformat(),
                amount=written(session, each.amount),
                left=written(session, each.left),
                sale=each.sale,
            )
            for each in shown.movements
        ],
    )


def tell_list(session: Session, listed: Listed) -> VouchersAnswer:
    """Answer a list of vouchers."""
    return VouchersAnswer(
        vouchers=[told_voucher(session, voucher) for voucher in listed.vouchers],
        open=listed.outstanding.count,
        outstanding=written(session, listed.outstanding.left),
    )


def told_voucher(session: Session, voucher: Voucher) -> VoucherTold:
    """Tell a voucher."""
    owner = number_of(session, voucher.customer_id) if voucher.customer_id else None
    return VoucherTold(
        code=spoken_code(voucher.code),
        amount=written(session, voucher.amount),
        left=written(session, voucher.left),
        issued=voucher.issued_on.isoformat(),
        until=voucher.valid_until.isoformat() if voucher.valid_until else None,
        customer=owner,
        state=state_on(voucher, session.today),
    )


OPERATIONS = (
    Operation(VoucherIssue, voucher_issue, VoucherAnswer, tell_voucher),
    Operation(VoucherShow, voucher_show, VoucherShown, tell_shown, writes=False),
    Operation(VoucherVoid, voucher_void, VoucherAnswer, tell_voucher),
    Operation(VoucherList, voucher_list, VouchersAnswer, tell_list, writes=False),
)
