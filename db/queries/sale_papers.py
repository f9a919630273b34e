"""What a sale leaves on paper besides its own figures: coupons it brought, what paid for it."""

from dataclasses import dataclass
from typing import Literal

from db.moment import Moment
from db.queries.coupons import coupon_typed
from db.queries.credit import credit_held
from db.queries.refunds import RefundLine, facts_with, refunds_of
from db.queries.sales import SaleRecord
from db.queries.vouchers import movements_of
from db.rules.coupons import Coupon


@dataclass(frozen=True)
class Paid:
    """What credit or a voucher paid of a sale, and what was left of it then; minor units."""

    by: Literal["credit", "voucher"]
    amount: int
    left: int
    code: str | None = None  # of the voucher


@dataclass(frozen=True)
class SalePapers:
    """All that hangs on a sale and is printed with it."""

    coupons: tuple[Coupon, ...]  # that it brought its customer, those declared void left out
    paid: tuple[Paid, ...]
    refunds: tuple[RefundLine, ...]


def papers_of_sale(then: Moment, sale: SaleRecord) -> SalePapers:
    """Return what is printed with a sale; `then` is the moment when it was made."""
    facts = facts_with(then.db, sale.id)
    buyer = facts[0].customer  # by the name of then: a friend's coupons are not printed here
    coupons = [
        coupon_typed(then.db, fact.doc["code"])
        for fact in facts
        if fact.kind == "coupon.issue" and fact.customer == buyer
    ]
    paid = []
    for payment in facts[0].doc.get("pay_with", ()):
        if "voucher" in payment:
            left = _voucher_left(then, payment["voucher"], sale.id)
            paid.append(Paid("voucher", payment["amount"], left, payment["voucher"]))
        elif sale.customer_id is not None:
            paid.append(Paid("credit", payment["amount"], credit_held(then, sale.customer_id)))
    good = tuple(coupon for coupon in coupons if coupon.voided_on is None)
    return SalePapers(good, tuple(paid), refunds_of(then.db, sale.id))


def _voucher_left(then: Moment, code: str, sale: str) -> int:
    movements = movements_of(then.db, code)
    return next((each.left for each in movements if each.sale == sale and each.kind == "use"), 0)
