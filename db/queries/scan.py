"""What was scanned: a customer's card, a coupon, a voucher, a friend's code, or goods."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from db.errors import ForgedCoupon, UnknownCoupon, UnknownCustomer, UnknownVoucher
from db.queries.coupons import coupon_typed
from db.queries.customers import customer_by_referral_code
from db.queries.vouchers import voucher_typed
from db.rules.coupons import typed_code

ScanKind = Literal[
    "customer", "coupon", "voucher", "wrong_coupon", "referral", "product", "unknown"
]  # fmt: skip
_BARCODE_LENGTHS = (8, 12, 13, 14)
_LONGEST_TEXT = 300


@dataclass(frozen=True)
class Scanned:
    """What a scan means; `customer_id` is the card's, the coupon's owner's or the referrer's."""

    kind: ScanKind
    text: str
    customer_id: str | None = None


def what_is(db: Database, text: str) -> Scanned:
    """Tell what was scanned; codes are looked up in the order: card, coupon, friend's code."""
    text = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT]).strip()  # scanners type through IMEs
    close = "".join(text.split())
    card = db.conn.execute(
        "SELECT id FROM customers WHERE number = :number"
        " UNION ALL SELECT kept_id FROM merged_customers WHERE number = :number"
        " UNION ALL SELECT customer_id FROM cards WHERE barcode = :barcode",
        {"number": close.replace("-", ""), "barcode": close},
    ).fetchone()
    if card:
        return Scanned("customer", text, card[0])
    is_barcode = text.isdecimal() and len(text) in _BARCODE_LENGTHS
    if typed_code(text) is not None:
        return _coupon(db, text, otherwise="product" if is_barcode else "wrong_coupon")
    return Scanned("product", text) if is_barcode else _referral(db, text)


def _coupon(db: Database, text: str, *, otherwise: ScanKind) -> Scanned:
    """Read a coupon or a voucher; twelve digits that are none are the barcode of goods."""
    try:
        coupon = coupon_typed(db, text)
    except (ForgedCoupon, UnknownCoupon):
        return _voucher(db, text, otherwise=otherwise)
    return Scanned("coupon", coupon.code, coupon.customer_id)


def _voucher(db: Database, text: str, *, otherwise: ScanKind) -> Scanned:
    try:
        voucher = voucher_typed(db, text)
    except UnknownVoucher:
        return Scanned(otherwise, text)
    return Scanned("voucher", voucher.code, voucher.customer_id)


def _referral(db: Database, text: str) -> Scanned:
    try:
        return Scanned("referral", text, customer_by_referral_code(db, text))
    except UnknownCustomer:
        return Scanned("unknown", text)
