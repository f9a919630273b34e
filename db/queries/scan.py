"""What was scanned: a customer's card, a coupon, a friend's code, or goods."""

from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from db.errors import ForgedCoupon, UnknownCoupon
from db.queries.coupons import coupon_typed
from db.rules.coupons import typed_code

ScanKind = Literal["customer", "coupon", "wrong_coupon", "referral", "product", "unknown"]
_BARCODE_LENGTHS = (8, 12, 13, 14)


@dataclass(frozen=True)
class Scanned:
    """What a scan means; `customer_id` is the card's, the coupon's owner's or the referrer's."""

    kind: ScanKind
    text: str
    customer_id: str | None = None


def what_is(db: Database, text: str) -> Scanned:
    """Tell what was scanned; codes are looked up in the order: card, coupon, friend's code."""
    text = text.strip()
    card = db.conn.execute(
        "SELECT id FROM customers WHERE number = :text"
        " UNION ALL SELECT customer_id FROM cards WHERE barcode = :text",
        {"text": text},
    ).fetchone()
    if card:
        return Scanned("customer", text, card[0])
    if text.isdecimal() and len(text) in _BARCODE_LENGTHS:
        return Scanned("product", text)
    if typed_code(text) is not None:
        return _coupon(db, text)
    referrer = db.conn.execute(
        "SELECT id FROM customers WHERE referral_code = ?", (text.upper(),)
    ).fetchone()
    return Scanned("referral", text, referrer[0]) if referrer else Scanned("unknown", text)


def _coupon(db: Database, text: str) -> Scanned:
    try:
        coupon = coupon_typed(db, text)
    except (ForgedCoupon, UnknownCoupon):
        return Scanned("wrong_coupon", text)
    return Scanned("coupon", coupon.code, coupon.customer_id)
