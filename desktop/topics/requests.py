"""What may be asked through the feed: one record for each request; the JSON Schema is made of them.

Amounts are taken as they stand in the line (text or number), so that no float ever touches them.
"""

from typing import Annotated, Any, ClassVar, Literal

from msgspec import UNSET, Meta, Raw, Struct, UnsetType, field

_AMOUNT_SCHEMA = {
    "description": "an amount of the shop's currency: decimal text, or a number read by its text",
    "oneOf": [{"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"}, {"type": "number"}],
}
_OR_NULL = {**_AMOUNT_SCHEMA, "oneOf": [*_AMOUNT_SCHEMA["oneOf"], {"type": "null"}]}
Amount = Annotated[Raw, Meta(extra_json_schema=_AMOUNT_SCHEMA)]
AmountOrNull = Annotated[Raw, Meta(extra_json_schema=_OR_NULL)]  # of a field that may be left out
Points = Annotated[int, Meta(description="points, a whole number")]
Day = Annotated[str, Meta(description="a day, ISO 8601: 2026-11-22")]
Code = Annotated[str, Meta(description="a coupon's code, as printed or typed")]
CustomerKey = Annotated[
    str, Meta(description="member number, bound card, phone or e-mail that fits exactly one")
]


class Request(Struct, tag_field="op", forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What every request may say besides its own: its id, its time and who asks."""

    op: ClassVar[str]
    id: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    at: Annotated[str, Meta(description="ISO 8601; without an offset the shop's time")] | None = (
        None
    )
    staff: str | None = None


class ShopSet(Request, tag="shop.set", kw_only=True):
    """Changes some of the shop's choices; the words are those of the rules."""

    name: Any = UNSET
    currency: Any = UNSET
    timezone: Any = UNSET
    country: Any = UNSET
    language: Any = UNSET
    day_starts: Any = UNSET
    earn: Any = UNSET
    rounding: Any = UNSET
    stacking: Any = UNSET
    point_value: Any = UNSET
    redeem_step: Any = UNSET
    redeem_minimum: Any = UNSET
    redeem_max_percent: Any = UNSET
    expiry: Any = UNSET
    pending_days: Any = UNSET
    return_days: Any = UNSET
    coupons_per_sale: Any = UNSET
    adjust_limit: Any = UNSET
    points_gifts: Any = UNSET
    max_points_per_sale: Any = UNSET
    max_points_per_day: Any = UNSET
    active_days: Any = UNSET
    birthday: Any = UNSET
    anniversary: Any = UNSET
    referral: Any = UNSET
    next_visit: Any = UNSET
    paper: Any = UNSET
    follow_ups: Any = UNSET


class ShopShow(Request, tag="shop.show", kw_only=True):
    """Asks for the shop's choices."""


class StaffAdd(Request, tag="staff.add", kw_only=True):
    """Adds someone who works here."""

    name: str
    role: Literal["owner", "manager", "staff"]


class CustomerFields(Request, kw_only=True):
    """What may be told of a customer."""

    reading: str | UnsetType | None = UNSET
    phone: str | UnsetType | None = UNSET
    email: str | UnsetType | None = UNSET
    birthday: Annotated[str, Meta(description="1953-04-23, or --08-16")] | UnsetType | None = UNSET
    card: str | UnsetType | None = UNSET
    joined: Day | UnsetType | None = UNSET
    note: str | UnsetType | None = UNSET
    tags: list[str] | UnsetType | None = UNSET
    consent: Any = UNSET
    postcode: str | UnsetType | None = UNSET
    address: Annotated[list[str] | str, Meta(description="its lines")] | UnsetType | None = UNSET
    channel: Literal["call", "letter", "mail", "message"] | UnsetType | None = UNSET


class CustomerAdd(CustomerFields, tag="customer.add", kw_only=True):
    """Adds a customer, who may have been brought by a friend."""

    name: str
    referral_code: str | None = None


class CustomerEdit(CustomerFields, tag="customer.edit", kw_only=True):
    """Corrects what is known of a customer; a field of null is emptied."""

    customer: CustomerKey
    name: str | UnsetType = UNSET


class CustomerShow(Request, tag="customer.show", kw_only=True):
    """Asks where a customer stands, now or as of a day or time."""

    customer: CustomerKey
    as_of: str | None = None


class CustomerFind(Request, tag="customer.find", kw_only=True):
    """Looks for customers by any fragment."""

    q: str
    limit: Annotated[int, Meta(ge=1, le=1000)] = 20


class RateAsked(Struct, forbid_unknown_fields=True, kw_only=True):
    """So many points for each so much money."""

    per: Amount
    points: Points


class CategoryAdd(Request, tag="category.add", kw_only=True):
    """Adds a kind of goods."""

    name: str
    earns: bool = True
    earn: RateAsked | None = None
    tax_rate: Any = None


class CategoryEdit(Request, tag="category.edit", kw_only=True):
    """Changes what goods of a kind earn; a rate of null is the shop's."""

    category: str
    earns: bool | UnsetType = UNSET
    earn: RateAsked | UnsetType | None = UNSET
    tax_rate: Any = UNSET


class RewardAdd(Request, tag="reward.add", kw_only=True):
    """Offers a reward for points."""

    name: str
    kind: Literal["amount_off", "percent_off", "free_item", "points", "free_months", "donation"]
    value: Amount
    cost: Points
    stock: int | None = None
    tier: str | None = None
    plan: str | None = None
    from_: Day | None = field(default=None, name="from")
    to: Day | None = None
    valid_days: int | None = None
    minimum: AmountOrNull = field(default_factory=Raw)
    max_discount: AmountOrNull = field(default_factory=Raw)
    categories: list[str] = field(default_factory=list)
    max_per_customer: int | None = None
    immediate: bool = False
    combinable: bool = False


class LineAsked(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Goods of one category; `amount` is the line's total."""

    amount: Amount
    category: str | None = None
    count: Annotated[int, Meta(ge=1)] = 1


class PaymentAsked(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What is to pay a part of a sale: the customer's credit, or a voucher.

    Where no amount is said (`credit` null), as much as is left of it, or is needed.
    """

    credit: AmountOrNull = field(default_factory=Raw)
    voucher: str | None = None
    amount: AmountOrNull = field(default_factory=Raw)  # of the voucher


class SaleFields(Request, kw_only=True):
    """A purchase: an amount, or lines."""

    amount: AmountOrNull = field(default_factory=Raw)
    lines: list[LineAsked] | None = None
    customer: CustomerKey | None = None
    points_used: Points = 0
    coupons: list[Code] = field(default_factory=list)
    pay_with: list[PaymentAsked] = field(default_factory=list)
    receipt: Annotated[str, Meta(min_length=1, max_length=100)] | None = None
    till: Annotated[str, Meta(min_length=1, max_length=100)] | None = None


class Sale(SaleFields, tag="sale", kw_only=True):
    """Records a sale."""


class SalePreview(SaleFields, tag="sale.preview", kw_only=True):
    """Says what a sale would give, writing nothing."""


class Redeem(Request, tag="redeem", kw_only=True):
    """Exchanges points for a reward."""

    customer: CustomerKey
    reward: str


class TermsAsked(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What a coupon gives and asks for."""

    kind: Literal["amount_off", "percent_off", "free_item", "points", "free_months", "donation"]
    value: Amount
    name: str | None = None
    minimum: AmountOrNull = field(default_factory=Raw)
    max_discount: AmountOrNull = field(default_factory=Raw)
    categories: list[str] = field(default_factory=list)
    combinable: bool = False


class CouponIssue(Request, tag="coupon.issue", kw_only=True):
    """Makes coupons for a reward or by terms of their own."""

    reward: str | None = None
    terms: TermsAsked | None = None
    customer: CustomerKey | None = None
    from_: Day | None = field(default=None, name="from")
    until: Day | None = None
    count: int = 1
    uses: int = 1
    batch: str | None = None


class CouponShow(Request, tag="coupon.show", kw_only=True):
    """Asks what a coupon is."""

    code: Code


class CouponUse(Request, tag="coupon.use", kw_only=True):
    """Takes a coupon for a sale of another till, or for the free months, points it gives."""

    code: Code
    customer: CustomerKey | None = None
    amount: AmountOrNull = field(default_factory=Raw)
    sale: str | None = None


class CouponVoid(Request, tag="coupon.void", kw_only=True):
    """Declares a coupon void."""

    code: Code
    reason: str
    return_points: bool = False


class DayRollover(Request, tag="day.rollover", kw_only=True):
    """Turns the day."""


class MonthAsked(Request, tag="month", kw_only=True):
    """Asks for a month's figures."""

    month: Annotated[str, Meta(description="2026-10")]
