"""A coupon that does not hold: what is wrong, and what would be needed."""

import pytest

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
from db.rules.shop import ShopSettings
from desktop.i18n import speaking
from desktop.messages import explain
from desktop.words.coupon_refusals import SENTENCES

YEN = ShopSettings()
C = "C7K2-9QXM-4T8D"
SAID: list[tuple[ShopError, str]] = [
    (CouponMinimum(C, 1000, 240), "This coupon is good from ¥1,000 on: ¥240 more."),
    (
        CouponMinimum(C, 1000, 240, ("Drinks", "Cakes")),
        "This coupon is good from ¥1,000 of Drinks, Cakes on: ¥240 more.",
    ),
    (
        CouponMinimum(C, 1000, 1000, ("Drinks",), goods_missing=True),
        "This coupon is good only with Drinks. Nothing of that is on the sale yet.",
    ),
    (CouponNotYet(C, "2026-12-03"), f"The coupon {C} is good from 3 Dec 2026 on."),
    (CouponExpired(C, "2026-11-12"), f"The coupon {C} was good until 12 Nov 2026."),
    (CouponUsed(C, "2026-11-12"), f"The coupon {C} was used already, on 12 Nov 2026."),
    (
        CouponUsed(C, "2026-11-12", 3),
        f"The coupon {C} was used 3 times already, the last on 12 Nov 2026.",
    ),
    (CouponUsed(C), f"The coupon {C} is on this sale already."),
    (
        CouponVoided(C, "left in the rain", "2026-11-12"),
        f"The coupon {C} was declared void on 12 Nov 2026: left in the rain.",
    ),
    (
        CouponVoided(C, "replaced", "2026-11-12"),
        f"The coupon {C} was replaced on 12 Nov 2026. Ask for the new one.",
    ),
    (
        CouponVoided(C, "refund", "2026-11-12"),
        f"{C} is void since 12 Nov 2026: the sale it came from was refunded.",
    ),
    (
        CouponVoided(C, "undo", "2026-11-12"),
        f"{C} is void since 12 Nov 2026: what it was given for was undone.",
    ),
    (CouponVoided(C), f"The coupon {C} was declared void."),
    (CouponOtherCustomer(C), f"The coupon {C} belongs to somebody else."),
    (
        CouponOtherCustomer(C, "nobody"),
        f"The coupon {C} belongs to one customer. Find the customer first.",
    ),
    (
        CouponNotCombinable(C, 2),
        f"Coupons on one sale: 2 at most. Take {C} the next time.",
    ),
    (
        ForgedCoupon(C),
        f"A letter of {C} is wrong, or this shop never made it. Type it again.",
    ),
    (UnknownCoupon("HELLO"), "“HELLO” is no coupon of this shop. Check the 12 letters."),
    (
        UnknownCoupon(C, "never"),
        f"{C} reads like a coupon of this shop, but this book never issued it.",
    ),
    (
        UnknownCoupon(C, "voucher"),
        f"{C} is a gift voucher, no coupon. Take it as payment instead.",
    ),
]


@pytest.mark.parametrize(("refusal", "english"), SAID)
def test_each_refusal_says_what_is_wrong_and_what_would_be_needed(
    refusal: ShopError, english: str
) -> None:
    with speaking("en"):
        assert explain(refusal, YEN) == english
    with speaking("ja"):
        japanese = explain(refusal, YEN)
    assert japanese != english
    assert "{" not in japanese


def test_every_sentence_is_tried_here() -> None:
    assert len(SAID) == len(SENTENCES) == len(set(SENTENCES))
