"""Coupons: codes that cannot be invented, what they give, when they hold; rules.md §6."""

import hmac
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from db.errors import (
    CouponExpired,
    CouponMinimum,
    CouponNotCombinable,
    CouponNotYet,
    CouponOtherCustomer,
    CouponUsed,
    CouponVoided,
    ForgedCoupon,
    UnknownCoupon,
)
from db.rules.points import Reduction, SaleLine, rests
from db.rules.rewards import Terms

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
RANDOM_SYMBOLS = 8
CHECK_SYMBOLS = 4
CODE_LENGTH = RANDOM_SYMBOLS + CHECK_SYMBOLS
_PAIRS = tuple(first + second for first in ALPHABET for second in ALPHABET)
_SYMBOLS = frozenset(ALPHABET)
_HEARD = str.maketrans({"I": "1", "L": "1", "O": "0"})

State = Literal["issued", "used", "voided", "expired"]
# The order on one sale; a plan's own percentage stands between items and percents (rulings 71).
_ORDER = {"free_item": 0, "plan": 1, "percent_off": 2, "amount_off": 3}


@dataclass(frozen=True)
class Coupon:
    """A promise with a code, to its owner or to whoever brings it."""

    code: str
    terms: Terms
    customer_id: str | None
    valid_from: date
    valid_until: date | None
    uses: int
    used: int
    used_on: date | None = None
    batch: str | None = None
    voided_on: date | None = None
    void_reason: str | None = None
    reward: str | None = None
    replaced_by: str | None = None  # the code that came for it when it was lost


@dataclass(frozen=True)
class Discount:
    """What one coupon, or the customer's plan, takes off a sale."""

    amount: int  # minor units
    name: str
    code: str | None = None
    categories: tuple[str, ...] = ()


def code_of(random_part: str, *, key: bytes) -> str:
    """Return a whole code: 8 random symbols and the 4 that only the shop's key makes of them."""
    assert len(random_part) == RANDOM_SYMBOLS
    keyed = _keyed(key).copy()
    keyed.update(random_part.encode())
    bits = int.from_bytes(keyed.digest()[:3], "big") >> 4  # 20 bits are four symbols
    return random_part + _PAIRS[bits >> 10] + _PAIRS[bits & 1023]


def read_code(text: str, *, key: bytes) -> str:
    """Read a code as people type it: I, L, O, lower case, spaces and hyphens are understood.

    Raises UnknownCoupon for what cannot be a code, ForgedCoupon when its check does not fit.
    """
    code = typed_code(text)
    if code is None:
        raise UnknownCoupon(text[:40])
    if not is_made_by(code, key=key):
        raise ForgedCoupon(spoken_code(code))
    return code


def is_made_by(code: str, *, key: bytes) -> bool:
    """Tell whether the check of twelve symbols is the one that a key makes."""
    return hmac.compare_digest(code_of(code[:RANDOM_SYMBOLS], key=key), code)


def typed_code(text: str) -> str | None:
    """Return the 12 symbols that were meant, None for what cannot be a code at all."""
    code = typed_letters(text)
    return code if len(code) == CODE_LENGTH and _SYMBOLS.issuperset(code) else None


def typed_letters(text: str) -> str:
    """Return letters of a code as they were meant: I is 1, O is 0, no spaces, no hyphens."""
    if len(text) == CODE_LENGTH and _SYMBOLS.issuperset(text):
        return text  # as the book and its papers have it
    letters = unicodedata.normalize("NFKC", text).upper().translate(_HEARD)
    return "".join(letter for letter in letters if not letter.isspace() and letter not in "-–−ー‐")


def spoken_code(code: str) -> str:
    """Write a code in its three groups: "C7K2-9QXM-4T8D"."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def state_on(coupon: Coupon, day: date) -> State:
    """Return what a coupon is on a day (rulings 59)."""
    if coupon.used >= coupon.uses:
        return "used"
    if coupon.voided_on is not None:
        return "voided"
    if coupon.valid_until is not None and coupon.valid_until < day:
        return "expired"
    return "issued"


def check_coupon(coupon: Coupon, *, day: date, customer_id: str | None) -> None:
    """Let a coupon pass that holds on this day for this customer; raises the reason why not."""
    code = spoken_code(coupon.code)
    state = state_on(coupon, day)
    if state == "used":
        raise CouponUsed(code, _iso(coupon.used_on), coupon.uses if coupon.uses > 1 else None)
    if state == "voided":
        raise CouponVoided(code, coupon.void_reason, _iso(coupon.voided_on))
    if coupon.valid_until is not None and state == "expired":
        raise CouponExpired(code, coupon.valid_until.isoformat())
    if day < coupon.valid_from:
        raise CouponNotYet(code, coupon.valid_from.isoformat())
    if coupon.customer_id is not None and coupon.customer_id != customer_id:
        raise CouponOtherCustomer(code, "other" if customer_id else "nobody")


def check_together(coupons: Sequence[Coupon], *, limit: int) -> None:
    """Let coupons pass that may go on one sale; the same one twice counts as used."""
    seen: set[str] = set()
    alone = 0
    for coupon in coupons:
        if coupon.code in seen:
            raise CouponUsed(spoken_code(coupon.code))
        seen.add(coupon.code)
        alone += not coupon.terms.combinable
        if alone > limit and not coupon.terms.combinable:
            raise CouponNotCombinable(spoken_code(coupon.code), limit)


def check_minimum(coupon: Coupon, lines: Sequence[SaleLine]) -> None:
    """Let a coupon pass whose minimum the sale before discounts reaches (rulings 17)."""
    terms = coupon.terms
    fitting = [line for line in lines if not terms.categories or line.category in terms.categories]
    amount = sum(line.amount for line in fitting)
    if amount < terms.minimum or not fitting:
        missing = max(terms.minimum - amount, 0)
        code, nothing = spoken_code(coupon.code), not fitting or None
        raise CouponMinimum(code, terms.minimum, missing, terms.categories, nothing)


def discounts_on(
    lines: Sequence[SaleLine],
    coupons: Sequence[Coupon],
    *,
    plan_name: str = "",
    plan_percent: int = 0,
) -> list[Discount]:
    """Return what each coupon takes off, in the order in which they are applied.

    Item, the plan's own percentage, percent, amount; each on what the ones before left; inside
    a kind as they were given. Percent is rounded down, nothing goes below zero.
    """
    steps: list[tuple[int, Terms, str | None]] = [
        (_ORDER[coupon.terms.kind], coupon.terms, coupon.code)
        for coupon in coupons
        if coupon.terms.kind in _ORDER
    ]
    if plan_percent:
        terms = Terms("percent_off", plan_percent, name=plan_name)
        steps.append((_ORDER["plan"], terms, None))
    found: list[Discount] = []
    for _, terms, code in sorted(steps, key=lambda step: step[0]):
        left = rests(lines, [Reduction(done.amount, done.categories) for done in found])
        fitting = sum(
            rest
            for line, rest in zip(lines, left, strict=True)
            if not terms.categories or line.category in terms.categories
        )
        amount = discount_amount(terms, Fraction(fitting))
        found.append(Discount(amount, terms.name, code, terms.categories))
    return found


def discount_amount(terms: Terms, amount: Fraction) -> int:
    """Return what the terms take off an amount, in whole minor units, never more than it."""
    if terms.kind == "percent_off":
        discount = int(amount * terms.value / 100)
        return discount if terms.max_discount is None else min(discount, terms.max_discount)
    if terms.kind in ("amount_off", "free_item"):
        return min(terms.value, int(amount))
    return 0


def reductions_of(discounts: Sequence[Discount], points_value: int) -> list[Reduction]:
    """Return discounts, and points used as money, as what they take off the lines."""
    taken = [Reduction(discount.amount, discount.categories) for discount in discounts]
    return [*taken, Reduction(points_value)]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@lru_cache(maxsize=8)
def _keyed(key: bytes) -> hmac.HMAC:
    """Return the check as far as the key makes it: half the work, done once for a shop."""
    return hmac.new(key, digestmod="sha256")
