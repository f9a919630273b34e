"""Gift vouchers: sold or given, declared void; what they pay for is a sale."""

from dataclasses import dataclass
from datetime import date

from db.clock import random_symbols
from db.errors import BadAmount, BadDate
from db.journal import Draft
from db.paying import move_voucher
from db.queries.coupons import coupon_key
from db.queries.vouchers import movements_of, voucher_typed, voucher_with_code
from db.rules.coupons import ALPHABET, RANDOM_SYMBOLS, code_of, is_made_by
from db.rules.money import LARGEST
from db.rules.shop import line_of_text
from db.rules.vouchers import Voucher, check_voucher, voucher_key
from db.session import Action, Session, Transaction


@dataclass(frozen=True)
class NewVoucher:
    """Which voucher to make; amounts in minor units."""

    amount: int
    customer_id: str | None = None  # in whose name
    valid_until: date | None = None
    paid: int | None = None  # what was taken for it; None: its whole amount


def issue_voucher(session: Session, new: NewVoucher, *, operation_id: str) -> Voucher:
    """Make a voucher with a code that only this shop can make; raises BadAmount or BadDate."""
    with session.write(Action.ISSUE_VOUCHER, operation_id) as tx:
        _check_amounts(new)
        if new.valid_until is not None and new.valid_until < tx.today:
            raise BadDate(new.valid_until.isoformat())
        voucher = _issue(tx, new)
        tx.answer(voucher)
    return voucher


def void_voucher(session: Session, *, code: str, reason: str, operation_id: str) -> Voucher:
    """Declare a voucher void, with all that is left of it.

    Raises UnknownVoucher, VoucherNotValid for one that is void already, and BadDate on a slip of
    a day before it last paid for something.
    """
    with session.write(Action.VOID_VOUCHER, operation_id) as tx:
        voucher = voucher_typed(tx.db, code)
        said = line_of_text(reason, "reason")
        day = min(tx.today, voucher.valid_until or tx.today)  # one that has ended may be voided
        check_voucher(voucher, day)
        if movements_of(tx.db, voucher.code)[-1].at > tx.now:
            raise BadDate(tx.now.isoformat())
        move_voucher(tx, voucher.code, -voucher.left, kind="voucher.void", reason=said)
        now_void = _voucher(tx, voucher.code)
        tx.answer(now_void)
    return now_void


def _check_amounts(new: NewVoucher) -> None:
    for amount in (new.amount, new.paid):
        if amount is not None and not 0 <= amount <= LARGEST:
            raise BadAmount(str(amount))
    if new.amount == 0:
        raise BadAmount("0")


def _issue(tx: Transaction, new: NewVoucher) -> Voucher:
    code = _new_code(tx)
    doc: dict[str, str | int | None]
    doc = {"code": code, "until": new.valid_until.isoformat() if new.valid_until else None}
    if new.paid is not None and new.paid != new.amount:
        doc["paid"] = new.paid
    claim = f"voucher.issue:{code}"
    tx.post(Draft("voucher.issue", doc, new.customer_id, "vouchers", new.amount, claim=claim))
    return _voucher(tx, code)


def _new_code(tx: Transaction) -> str:
    """Return a code that no voucher has, and that could be no coupon's."""
    coupons = coupon_key(tx.db)
    while True:
        code = code_of(random_symbols(ALPHABET, RANDOM_SYMBOLS), key=voucher_key(coupons))
        if not is_made_by(code, key=coupons) and voucher_with_code(tx.db, code) is None:
            return code


def _voucher(tx: Transaction, code: str) -> Voucher:
    voucher = voucher_with_code(tx.db, code)
    assert voucher is not None
    return voucher
