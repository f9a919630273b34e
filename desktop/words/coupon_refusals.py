"""The sentences for coupons that do not hold: what is wrong, and what would be needed."""

from db.errors import (
    CouponExpired,
    CouponMinimum,
    CouponNotCombinable,
    CouponNotYet,
    CouponOtherCustomer,
    CouponUsed,
    CouponVoided,
    ForgedCoupon,
    ShopError,
    UnknownCoupon,
)
from desktop.i18n import mark

_PLAIN: dict[type[ShopError], str] = {
    ForgedCoupon: mark("A letter of {coupon} is wrong, or this shop never made it. Type it again."),
    CouponExpired: mark("The coupon {coupon} was good until {until}."),
    CouponNotYet: mark("The coupon {coupon} is good from {start} on."),
    CouponNotCombinable: mark("Coupons on one sale: {limit} at most. Take {coupon} the next time."),
}
_UNKNOWN = {
    "shape": mark("“{coupon}” is no coupon of this shop. Check the 12 letters."),
    "never": mark("{coupon} reads like a coupon of this shop, but this book never issued it."),
    "voucher": mark("{coupon} is a gift voucher, no coupon. Take it as payment instead."),
}
_USED_ON = mark("The coupon {coupon} was used already, on {used_on}.")
_USED_UP = mark("The coupon {coupon} was used {uses} times already, the last on {used_on}.")
_ON_THIS_SALE = mark("The coupon {coupon} is on this sale already.")
_VOIDED = mark("The coupon {coupon} was declared void.")
_VOIDED_ON = mark("The coupon {coupon} was declared void on {voided_on}: {reason}.")
_REASONS = {  # of the book's own; what people typed is told as they typed it
    "replaced": mark("The coupon {coupon} was replaced on {voided_on}. Ask for the new one."),
    "refund": mark("{coupon} is void since {voided_on}: the sale it came from was refunded."),
    "undo": mark("{coupon} is void since {voided_on}: what it was given for was undone."),
}
_MINIMUM = mark("This coupon is good from {minimum} on: {missing} more.")
_MINIMUM_OF_GOODS = mark("This coupon is good from {minimum} of {categories} on: {missing} more.")
_GOODS = mark("This coupon is good only with {categories}. Nothing of that is on the sale yet.")
_SOMEBODY = {
    "other": mark("The coupon {coupon} belongs to somebody else."),
    "nobody": mark("The coupon {coupon} belongs to one customer. Find the customer first."),
}

_Refusal = (
    CouponExpired | CouponMinimum | CouponNotCombinable | CouponNotYet | CouponOtherCustomer
    | CouponUsed | CouponVoided | ForgedCoupon | UnknownCoupon
)  # fmt: skip
OF_COUPONS = (
    CouponExpired, CouponMinimum, CouponNotCombinable, CouponNotYet, CouponOtherCustomer,
    CouponUsed, CouponVoided, ForgedCoupon, UnknownCoupon,
)  # fmt: skip
SENTENCES = (
    *_PLAIN.values(), *_UNKNOWN.values(), _USED_ON, _USED_UP, _ON_THIS_SALE, _VOIDED, _VOIDED_ON,
    *_REASONS.values(), _MINIMUM, _MINIMUM_OF_GOODS, _GOODS, *_SOMEBODY.values(),
)  # fmt: skip


def coupon_sentence(error: _Refusal) -> str:
    """Return the marked sentence for a coupon's refusal, to be filled from its facts."""
    if isinstance(error, UnknownCoupon):
        return _UNKNOWN.get(error.problem, _UNKNOWN["shape"])
    if isinstance(error, CouponOtherCustomer):
        return _SOMEBODY.get(error.problem, _SOMEBODY["other"])
    if isinstance(error, CouponUsed):
        return _used(error)
    if isinstance(error, CouponVoided):
        return _voided(error)
    if isinstance(error, CouponMinimum):
        return _minimum(error)
    return _PLAIN[type(error)]


def _used(error: CouponUsed) -> str:
    if error.used_on is None:
        return _ON_THIS_SALE
    return _USED_ON if error.uses is None else _USED_UP


def _voided(error: CouponVoided) -> str:
    if error.reason is None or error.voided_on is None:
        return _VOIDED
    return _REASONS.get(error.reason, _VOIDED_ON)


def _minimum(error: CouponMinimum) -> str:
    if error.goods_missing:
        return _GOODS
    return _MINIMUM_OF_GOODS if error.categories else _MINIMUM
