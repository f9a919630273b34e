"""How the feed speaks of credit and vouchers that pay for a sale."""

from collections.abc import Iterable

from db.errors import BadRequest
from db.rules.coupons import spoken_code
from db.rules.payments import Payment, PayWith
from db.session import Session
from desktop.topics.amounts import amount_of, given, written
from desktop.topics.answers import PaymentTold
from desktop.topics.requests import PaymentAsked


def payments_asked(session: Session, asked: Iterable[PaymentAsked]) -> tuple[PayWith, ...]:
    """Return what is to pay a part of a sale; raises BadRequest, BadAmount."""
    return tuple(_payment(session, each) for each in asked)


def payments_told(session: Session, payments: Iterable[Payment]) -> list[PaymentTold]:
    """Return what paid a part of a sale, and what is left of it."""
    return [
        PaymentTold(
            amount=written(session, each.amount),
            left=written(session, each.left),
            **(
                {"voucher": spoken_code(each.voucher)}
                if each.voucher
                else {"credit": written(session, each.amount)}
            ),
        )
        for each in payments
    ]


def _payment(session: Session, asked: PaymentAsked) -> PayWith:
    credit_named = bytes(asked.credit) != b""
    if credit_named == (asked.voucher is not None):
        raise BadRequest("pay_with", "either", "credit, voucher")
    if asked.voucher is not None:
        return PayWith(asked.voucher, _amount(session, asked, "voucher"))
    if given(asked.amount):
        raise BadRequest("pay_with.amount", "unknown")
    return PayWith(None, _amount(session, asked, "credit"))


def _amount(session: Session, asked: PaymentAsked, kind: str) -> int | None:
    amount = asked.credit if kind == "credit" else asked.amount
    return amount_of(session, amount, f"pay_with.{kind}") if given(amount) else None
