"""Each refusal as facts, with its stable code; the sentences are made in desktop/messages.py.

A refusal changes nothing. Its fields are what a sentence or another program needs to know:
`NotEnoughPoints(needed=80, held=12, max=12)`.
"""

from dataclasses import dataclass, fields
from typing import ClassVar


@dataclass
class ShopError(Exception):
    """A refusal that a person can do something about."""

    code: ClassVar[str] = "bad_request"

    def __str__(self) -> str:
        return f"{self.code} {self.facts()}"

    def __hash__(self) -> int:
        return id(self)

    def facts(self) -> dict[str, object]:
        """Return the fields of the refusal, those without a value left out."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


# -- What was asked for cannot be read ------------------------------------------------------


@dataclass
class BadRequest(ShopError):
    """A field is missing, unknown or of the wrong kind; `problem` names which of these."""

    field: str
    problem: str = "invalid"  # a word of desktop/messages.py: missing, unknown, type, …
    detail: str | None = None


@dataclass
class BadAmount(ShopError):
    """An amount that is negative, over-precise, too large or no number at all."""

    code: ClassVar[str] = "bad_amount"
    text: str
    digits: int | None = None  # decimals that the currency has
    max: int | None = None  # minor units: what credit and vouchers may pay together


@dataclass
class BadDate(ShopError):
    """A day or a time that the calendar does not have, or that is the wrong way round."""

    code: ClassVar[str] = "bad_date"
    text: str


@dataclass
class IdReused(ShopError):
    """The id of an accepted request came again with other content."""

    code: ClassVar[str] = "id_reused"
    id: str


# -- Customers ------------------------------------------------------------------------------


@dataclass
class UnknownCustomer(ShopError):
    """No customer answers to this number, card, phone, e-mail or referral code."""

    code: ClassVar[str] = "unknown_customer"
    text: str


@dataclass
class AmbiguousCustomer(ShopError):
    """Several customers answer to it; nothing is guessed."""

    code: ClassVar[str] = "ambiguous_customer"
    text: str
    numbers: tuple[str, ...]


@dataclass
class DuplicatePhone(ShopError):
    """Another customer has this phone number."""

    code: ClassVar[str] = "duplicate_phone"
    phone: str
    number: str  # the other's member number
    name: str


@dataclass
class DuplicateCard(ShopError):
    """Another customer has this card or member number."""

    code: ClassVar[str] = "duplicate_card"
    card: str
    number: str
    name: str


# -- Sales and points -----------------------------------------------------------------------


@dataclass
class DuplicateReceipt(ShopError):
    """The same receipt of the same till on the same business day was entered before."""

    code: ClassVar[str] = "duplicate_receipt"
    receipt: str
    sale: str  # the first one


@dataclass
class UnknownSale(ShopError):
    """No sale of this book has that name."""

    code: ClassVar[str] = "unknown_sale"
    sale: str


@dataclass
class NotEnoughPoints(ShopError):
    """More points are asked for than the customer can use."""

    code: ClassVar[str] = "not_enough_points"
    needed: int
    held: int
    max: int | None = None


@dataclass
class PointsStep(ShopError):
    """Points are used in steps, from a minimum on."""

    code: ClassVar[str] = "points_step"
    points: int
    step: int
    least: int
    max: int


@dataclass
class PointsMax(ShopError):
    """The sale takes fewer points than were asked for."""

    code: ClassVar[str] = "points_max"
    points: int
    max: int


@dataclass
class RefundTooLarge(ShopError):
    """More money is asked back than is left of the sale; `max` is that, in minor units."""

    code: ClassVar[str] = "refund_too_large"
    sale: str
    max: int


@dataclass
class NothingToUndo(ShopError):
    """The act is not of today, was undone already, or others stand on it."""

    code: ClassVar[str] = "not_allowed"
    problem: str  # a word of desktop/messages.py: nothing, another_day, done, followed, kind


# -- Rewards and coupons --------------------------------------------------------------------


@dataclass
class UnknownReward(ShopError):
    """No reward of this name is offered."""

    code: ClassVar[str] = "unknown_reward"
    reward: str


@dataclass
class RewardNotNow(ShopError):
    """The reward is offered on other days."""

    code: ClassVar[str] = "reward_not_now"
    reward: str
    start: str | None = None
    end: str | None = None


@dataclass
class OutOfStock(ShopError):
    """None of the reward is left."""

    code: ClassVar[str] = "out_of_stock"
    reward: str


@dataclass
class TierTooLow(ShopError):
    """The reward is kept for a higher tier."""

    code: ClassVar[str] = "tier_too_low"
    reward: str
    tier: str


@dataclass
class PlanRequired(ShopError):
    """The reward is kept for members of a plan."""

    code: ClassVar[str] = "plan_required"
    reward: str
    plan: str


@dataclass
class LimitReached(ShopError):
    """It was given as often as it may be."""

    code: ClassVar[str] = "limit_reached"
    limit: int
    of: str  # what is limited: a reward's name, "referrals", …


@dataclass
class UnknownCoupon(ShopError):
    """What was typed is no coupon code, or was never issued here."""

    code: ClassVar[str] = "unknown_coupon"
    coupon: str
    problem: str = "shape"  # no code at all; or never: not issued here; voucher: that code it is


@dataclass
class ForgedCoupon(ShopError):
    """The code's check does not fit: a letter is wrong, or the shop never made it."""

    code: ClassVar[str] = "forged_coupon"
    coupon: str


@dataclass
class CouponUsed(ShopError):
    """The coupon was used as often as it may be, or is on this sale already."""

    code: ClassVar[str] = "coupon_used"
    coupon: str
    used_on: str | None = None  # the last time; None: it is on this sale twice
    uses: int | None = None  # how often it could be used, where that was more than once


@dataclass
class CouponExpired(ShopError):
    """The coupon's last day has passed."""

    code: ClassVar[str] = "coupon_expired"
    coupon: str
    until: str


@dataclass
class CouponVoided(ShopError):
    """The coupon was declared void."""

    code: ClassVar[str] = "coupon_voided"
    coupon: str
    reason: str | None = None  # as it was typed; or replaced, refund, undo
    voided_on: str | None = None


@dataclass
class CouponNotYet(ShopError):
    """The coupon's first day is still to come."""

    code: ClassVar[str] = "coupon_not_yet"
    coupon: str
    start: str


@dataclass
class CouponMinimum(ShopError):
    """The sale is smaller than the coupon asks for, or without the goods it is for."""

    code: ClassVar[str] = "coupon_minimum"
    coupon: str
    minimum: int  # minor units
    missing: int  # minor units; 0: goods are missing, however much they cost
    categories: tuple[str, ...] = ()  # the goods that count; none: all do
    goods_missing: bool | None = None  # true: the sale has none of them


@dataclass
class CouponOtherCustomer(ShopError):
    """The coupon belongs to another customer than the sale's."""

    code: ClassVar[str] = "coupon_other_customer"
    coupon: str
    problem: str = "other"  # or nobody: the sale is nobody's so far


@dataclass
class CouponNotCombinable(ShopError):
    """More coupons are on the sale than may go together."""

    code: ClassVar[str] = "coupon_not_combinable"
    coupon: str
    limit: int


# -- Credit and vouchers --------------------------------------------------------------------


@dataclass
class UnknownVoucher(ShopError):
    """What was typed is no voucher code, or was never issued here."""

    code: ClassVar[str] = "unknown_voucher"
    voucher: str
    problem: str = "unknown"  # or letter: its check does not fit; coupon: it is a coupon's code


@dataclass
class VoucherNotValid(ShopError):
    """The voucher was declared void, or its last day has passed."""

    code: ClassVar[str] = "voucher_not_valid"
    voucher: str
    problem: str  # a word of desktop/messages.py: voided, expired
    end: str  # the day on which that was


@dataclass
class NotEnoughCredit(ShopError):
    """More is to be paid by credit, or by a voucher, than is left of it; minor units."""

    code: ClassVar[str] = "not_enough_credit"
    needed: int
    left: int
    voucher: str | None = None  # None: the customer's credit


# -- Plans and referrals --------------------------------------------------------------------


@dataclass
class UnknownPlan(ShopError):
    """No plan of this name is offered."""

    code: ClassVar[str] = "unknown_plan"
    plan: str


@dataclass
class NotSubscribed(ShopError):
    """The customer has no running plan."""

    code: ClassVar[str] = "not_subscribed"
    customer: str


@dataclass
class AlreadySubscribed(ShopError):
    """The customer's plan is still running."""

    code: ClassVar[str] = "already_subscribed"
    customer: str
    plan: str
    until: str


@dataclass
class PlanChangedSince(ShopError):
    """A slip of an earlier day comes when the plan was changed, or paid, on a later one."""

    code: ClassVar[str] = "bad_date"
    day: str


@dataclass
class AlreadyReferred(ShopError):
    """Another customer brought this one."""

    code: ClassVar[str] = "already_referred"
    customer: str
    referrer: str


@dataclass
class NotNewCustomer(ShopError):
    """The customer had bought before the referral was told."""

    code: ClassVar[str] = "not_new_customer"
    customer: str


@dataclass
class SelfReferral(ShopError):
    """A customer cannot bring himself."""

    code: ClassVar[str] = "self_referral"
    customer: str


@dataclass
class ReferralCircle(ShopError):
    """The referrer was brought by this customer, perhaps through others."""

    code: ClassVar[str] = "referral_circle"
    customer: str


# -- Rights ----------------------------------------------------------------------------------


@dataclass
class NotAllowed(ShopError):
    """The person at the desk may not do this, or it cannot be changed any more."""

    code: ClassVar[str] = "not_allowed"
    action: str
    staff: str | None = None
    limit: int | None = None  # of points that the person may correct


@dataclass
class Repeated(Exception):
    """Not a refusal: this operation was done before, and this was its answer (JSON)."""

    answer: str
