"""Gift vouchers: money with a code, good at this shop alone, used up in one go or in several.

A voucher's check is made by a key of its own: no voucher can be taken for a coupon, and any
counter of the shop knows both from an invented code with no network.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from db.errors import ForgedCoupon, UnknownCoupon, UnknownVoucher, VoucherNotValid
from db.rules.coupons import is_made_by, read_code, spoken_code
from db.rules.periods import add_months

State = Literal["issued", "used", "voided", "expired"]
EXEMPT_MONTHS = 6  # in Japan: what ends within them asks nothing of the issuer


@dataclass(frozen=True)
class Voucher:
    """Money with a code, for whoever brings it; amounts in minor units."""

    code: str
    amount: int
    left: int
    issued_on: date
    valid_until: date | None = None  # None: it has no last day
    customer_id: str | None = None  # in whose name it stands, to be found again when it is lost
    voided_on: date | None = None
    void_reason: str | None = None
    issued_by: str = ""  # the fact


def voucher_key(coupon_key: bytes) -> bytes:
    """Return the key of vouchers, made of that of coupons."""
    return hmac.new(coupon_key, b"voucher", hashlib.sha256).digest()


def read_voucher_code(text: str, *, coupon_key: bytes) -> str:
    """Read a voucher's code as people type it.

    Raises UnknownVoucher, which says whether it can be no code, is a coupon's, or has a wrong
    letter.
    """
    try:
        return read_code(text, key=voucher_key(coupon_key))
    except UnknownCoupon as refusal:
        raise UnknownVoucher(refusal.coupon) from None
    except ForgedCoupon as refusal:
        code = refusal.coupon.replace("-", "")
        problem = "coupon" if is_made_by(code, key=coupon_key) else "letter"
        raise UnknownVoucher(refusal.coupon, problem) from None


def state_on(voucher: Voucher, day: date) -> State:
    """Return what a voucher is on a day."""
    if voucher.voided_on is not None:
        return "voided"
    if voucher.left == 0:
        return "used"
    if voucher.valid_until is not None and voucher.valid_until < day:
        return "expired"
    return "issued"


def check_voucher(voucher: Voucher, day: date) -> None:
    """Let a voucher pass that pays on this day, what is left of it aside; raises why not."""
    if voucher.voided_on is not None:
        raise VoucherNotValid(spoken_code(voucher.code), "voided", voucher.voided_on.isoformat())
    if voucher.valid_until is not None and voucher.valid_until < day:
        raise VoucherNotValid(spoken_code(voucher.code), "expired", voucher.valid_until.isoformat())


def last_day_after_return(voucher: Voucher, *, today: date, return_days: int) -> date | None:
    """Return a voucher's last day once money came back to it: `return_days` from now at least.

    One that ends within six months of its issue stays such a one, since that is what it promised
    (and, in Japan, why the law asks nothing of it).
    """
    if voucher.valid_until is None:
        return None
    later = today + timedelta(days=return_days)
    if is_short(voucher):
        later = min(later, add_months(voucher.issued_on, EXEMPT_MONTHS) - timedelta(days=1))
    return max(voucher.valid_until, later)


def is_short(voucher: Voucher) -> bool:
    """Tell whether a voucher ends within six months of its issue."""
    if voucher.valid_until is None:
        return False
    return voucher.valid_until < add_months(voucher.issued_on, EXEMPT_MONTHS)
