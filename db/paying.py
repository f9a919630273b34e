"""Paying by store credit and vouchers, and money of a refund on its way back to them.

A use-case never calls another; sales, refunds and undoing share this, inside their transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.errors import BadRequest
from db.journal import Draft
from db.moment import Moment
from db.queries.credit import credit_left
from db.queries.customers import owner_now
from db.queries.facts import Fact
from db.queries.vouchers import (
    next_voucher_claim,
    voucher_left,
    voucher_typed,
    voucher_with_code,
)
from db.rules.payments import Payment, PayWith, Source, going_back, split
from db.rules.vouchers import Voucher, check_voucher, last_day_after_return
from db.session import Transaction


@dataclass(frozen=True)
class WayBack:
    """Where the money of a refund goes; amounts in minor units."""

    to_credit: int = 0
    to_vouchers: tuple[tuple[Voucher, int], ...] = ()
    cash: int = 0  # what is handed back, by cash or card

    @property
    def to_all_vouchers(self) -> int:
        """Return what returns to vouchers, together."""
        return sum(amount for _, amount in self.to_vouchers)


def ready_payments(
    moment: Moment, asked: Sequence[PayWith], *, customer_id: str | None, to_pay: int
) -> tuple[Payment, ...]:
    """Say what credit and vouchers pay of a sale, writing nothing.

    Raises UnknownVoucher, VoucherNotValid, NotEnoughCredit, BadAmount, and BadRequest for credit
    where there is no customer.
    """
    sources = [_source(moment, each, customer_id) for each in asked]
    return split(sources, to_pay=to_pay)


def holders_of(moment: Moment, payments: Sequence[Payment]) -> set[str | None]:
    """Return in whose names the vouchers are that pay for a sale."""
    codes = [payment.voucher for payment in payments if payment.voucher]
    vouchers = [voucher_with_code(moment.db, code) for code in codes]
    return {voucher.customer_id for voucher in vouchers if voucher is not None}


def post_payments(
    tx: Transaction, payments: Sequence[Payment], *, customer_id: str | None, sale: str
) -> None:
    """Take what pays for a sale off credit and vouchers."""
    for payment in payments:
        if not payment.amount:
            continue
        if payment.voucher is None:
            tx.post(Draft("credit.use", {"sale": sale}, customer_id, "credit", -payment.amount))
        else:
            move_voucher(tx, payment.voucher, -payment.amount, kind="voucher.use", sale=sale)


def way_back(
    moment: Moment,
    payments: Sequence[Payment],
    *,
    customer_id: str | None,
    before: int,
    money: int,
) -> WayBack:
    """Say where `money` of a refund goes, after `before` of earlier ones.

    A voucher that was declared void, or has ended for good, takes nothing any more: its part goes
    to the customer's credit, and is handed back where there is no customer.
    """
    to_credit, cash = 0, money
    to_vouchers = []
    for payment, amount in going_back(payments, before=before, money=money):
        voucher = voucher_with_code(moment.db, payment.voucher) if payment.voucher else None
        if voucher is not None and _takes_money(moment, voucher):
            to_vouchers.append((voucher, amount))
        elif customer_id is not None:
            to_credit += amount
        else:
            continue
        cash -= amount
    return WayBack(to_credit, tuple(to_vouchers), cash)


def way_back_doc(back: WayBack) -> dict[str, int]:
    """Return what a refund keeps of the ways its money went; nothing where all was handed back."""
    ways = {"to_credit": back.to_credit, "to_vouchers": back.to_all_vouchers}
    return {name: amount for name, amount in ways.items() if amount}


def post_way_back(
    tx: Transaction, back: WayBack, *, customer_id: str | None, sale: str, refund: str
) -> None:
    """Put money of a refund back to where it came from."""
    told = {"sale": sale, "refund": refund}
    for voucher, amount in back.to_vouchers:
        until = _last_day(tx, voucher)
        kept = {"until": until.isoformat()} if until != voucher.valid_until and until else {}
        move_voucher(tx, voucher.code, amount, kind="voucher.return", **told, **kept)
    if back.to_credit:
        tx.post(Draft("credit.return", told, customer_id, "credit", back.to_credit))


def move_voucher(tx: Transaction, code: str, amount: int, *, kind: str, **told: object) -> None:
    """Move a voucher's money; its claim lets no other counter make the same step."""
    voucher = voucher_with_code(tx.db, code)
    assert voucher is not None
    doc = {"code": code, **told}
    claim = next_voucher_claim(tx.db, code)
    tx.post(Draft(kind, doc, voucher.customer_id, "vouchers", amount, claim=claim))


def _takes_money(moment: Moment, voucher: Voucher) -> bool:
    """Tell whether money may come back to a voucher."""
    until = _last_day(moment, voucher)
    return voucher.voided_on is None and (until is None or until >= moment.today)


def _last_day(moment: Moment, voucher: Voucher) -> date | None:
    return_days = moment.settings.return_days
    return last_day_after_return(voucher, today=moment.today, return_days=return_days)


def _undoing(fact: Fact) -> dict[str, object]:
    """Return what an undoing keeps: the money that is handed back with it."""
    return {"reason": "undo"} | ({"paid": fact.doc["paid"]} if "paid" in fact.doc else {})


def _source(moment: Moment, asked: PayWith, customer_id: str | None) -> Source:
    if asked.voucher is not None:
        voucher = voucher_typed(moment.db, asked.voucher)
        check_voucher(voucher, moment.today)
        return Source(voucher.code, voucher_left(moment, voucher), asked.amount)
    if customer_id is None:
        raise BadRequest("pay_with", "needs_customer")
    return Source(None, credit_left(moment, customer_id), asked.amount)


def money_taken_for(fact: Fact) -> int:
    """Return what was taken in for a voucher or for credit, in minor units."""
    if fact.kind == "voucher.issue":
        return int(fact.doc.get("paid", fact.delta or 0))
    return int(fact.doc.get("paid", 0)) if fact.kind == "credit.add" else 0


def money_was_used(moment: Moment, fact: Fact) -> bool:
    """Tell whether a voucher, or credit, paid for something since it was given, or is void."""
    if fact.kind == "voucher.issue":
        voucher = voucher_with_code(moment.db, fact.doc["code"])
        return voucher is None or voucher.voided_on is not None or voucher.left != fact.delta
    if fact.kind == "credit.add":
        owner = owner_now(moment.db, str(fact.customer))
        return credit_left(moment, owner) < (fact.delta or 0)
    return False


def undo_money(tx: Transaction, facts: Sequence[Fact]) -> int:
    """Take back a voucher, or credit, that was given by mistake; returns the money to hand back."""
    for fact in facts:
        back = -(fact.delta or 0)
        if fact.kind == "voucher.issue":
            move_voucher(tx, fact.doc["code"], back, kind="voucher.undo", **_undoing(fact))
        elif fact.kind in ("credit.add", "credit.take"):
            owner, told = owner_now(tx.db, str(fact.customer)), _undoing(fact)
            tx.post(Draft("credit.undo", told, owner, "credit", back))
    return sum(money_taken_for(fact) for fact in facts)
