"""What the feed answers: one record for each answer; the JSON Schema is made of them."""

from typing import Any

from msgspec import Struct

Amount = str  # decimal text of the shop's currency


class Answer(Struct, kw_only=True):
    """What every answer says besides its own: that it worked, and the request's id."""

    ok: bool = True
    id: str | None = None


class ErrorTold(Struct):
    """A refusal: its stable code and a sentence; the facts of it stand beside them."""

    code: str
    message: str


class Refused(Struct, kw_only=True):
    """A request that was refused and changed nothing."""

    error: ErrorTold
    ok: bool = False
    id: str | None = None


class ShopAnswer(Answer, kw_only=True):
    """The shop's choices, in the words of shop.set."""

    shop: dict[str, Any]


class StaffAnswer(Answer, kw_only=True):
    """Who works here now."""

    staff: str


class CategoryAnswer(Answer, kw_only=True):
    """The category that was added or changed."""

    category: str


class RewardAnswer(Answer, kw_only=True):
    """The reward that was added."""

    reward: str


class NoticeTold(Struct):
    """Something worth saying about a request that was accepted."""

    code: str
    message: str


class CustomerAnswer(Answer, kw_only=True):
    """A customer who was added or corrected."""

    customer: str
    referral_code: str
    notices: list[NoticeTold]


class LotTold(Struct):
    """Usable points that end on one day; null: never."""

    points: int
    expires_on: str | None


class TierTold(Struct):
    """A tier that is held through a day."""

    name: str
    until: str | None


class TierNext(Struct):
    """The way to the next tier: what is missing, and the last day on which that is enough."""

    name: str
    missing: str | int  # money as an amount, anything else as a number
    measure: str
    by: str | None


class TierStanding(TierTold):
    """A tier that is held: since when, what it lacks at its look, and the way to the next."""

    reached: str
    keep_missing: str | int  # 0 where it is met already
    stays: bool
    next: TierNext | None


class PlanTold(Struct):
    """A plan, what it is today, and the last day paid for."""

    name: str
    state: str
    until: str


class PauseTold(Struct, rename={"from_": "from"}):
    """The days on which a plan rests; `until` null: until it is taken up again."""

    from_: str
    until: str | None


class PlanShown(PlanTold):
    """A customer's plan on a day, with what it costs and what comes."""

    since: str  # the first day
    price: Amount  # of a period
    every: str
    next: str | None  # the plan that the next payment is for, where it is another one
    paused: PauseTold | None
    credit: Amount  # that waits for the next payments


class CouponTold(Struct, rename={"from_": "from"}):
    """A coupon that can be used; one for the next visit from a day to come on."""

    code: str
    until: str | None
    name: str
    from_: str


class VoucherHeld(Struct):
    """A voucher in the customer's name that holds money."""

    code: str
    left: Amount
    until: str | None


class StampTold(Struct):
    """A stamp card: the stamps on it, below zero where the next ones pay for lost ones."""

    name: str
    have: int
    need: int


class StreakTold(Struct):
    """Weeks in a row: those of the streak, those that were met, and those to go."""

    name: str
    weeks: int
    visits: int  # that each week needs
    have: int
    need: int
    visits_this_week: int


class StreakOnSale(StreakTold):
    """A streak as a sale leaves it, and how often the sale completed it."""

    completed: int


class FriendTold(Struct):
    """A friend whom the customer brought."""

    customer: str
    state: str


class LastFeedback(Struct):
    """How likely a customer last said they are to recommend the shop, 0–10."""

    score: int
    day: str


class CustomerTold(Answer, kw_only=True):
    """Where a customer stands."""

    number: str
    name: str
    reading: str | None
    phone: str | None
    email: str | None
    birthday: str | None
    card: str | None
    cards: list[str]
    joined: str
    note: str | None
    tags: list[str]
    consent: list[str]
    postcode: str | None
    address: list[str]
    channel: str | None
    referral_code: str
    points: int
    pending: int
    debt: int
    points_value: Amount
    lots: list[LotTold]
    tier: TierStanding | None
    next_tier: TierNext | None
    plan: PlanShown | None
    coupons: list[CouponTold]
    credit: Amount  # money, no points
    vouchers: list[VoucherHeld]
    stamps: list[StampTold]
    streaks: list[StreakTold]
    visits: int
    spent: Amount
    last_visit: str | None
    referrals: list[FriendTold]
    feedback: LastFeedback | None


class CustomerFound(Struct):
    """A customer who fits what was looked for."""

    number: str
    name: str
    reading: str | None
    phone: str | None
    points: int
    last_visit: str | None


class CustomersFound(Answer, kw_only=True):
    """The customers who fit, the best match first."""

    customers: list[CustomerFound]


class BreakdownTold(Struct):
    """One line of a sale's points, word for word as it is shown."""

    label: str
    points: int


class DiscountTold(Struct):
    """What a coupon, or the plan where `coupon` is null, took off."""

    coupon: str | None
    amount: Amount
    name: str


class PaymentTold(Struct, kw_only=True, omit_defaults=True):
    """What credit, or a voucher, paid of a sale, and what is left of it."""

    amount: Amount
    left: Amount
    credit: Amount | None = None
    voucher: str | None = None


class SaleAnswer(Answer, kw_only=True):
    """A sale as it was recorded, or would be; `paid` is due by money.

    Credit and vouchers are money: `due` is what they leave to pay by cash or card.
    """

    sale: str | None
    paid: Amount
    payments: list[PaymentTold]
    due: Amount
    points: int
    breakdown: list[BreakdownTold]
    balance: int | None
    pending: int | None
    tier: TierTold | None
    stamps: list[StampTold]
    streaks: list[StreakOnSale]
    discounts: list[DiscountTold]
    coupons: list[CouponTold]
    notices: list[NoticeTold]


class CouponGiven(Struct):
    """The coupon that a redemption made; `state` is used where it was handed over at once."""

    code: str
    until: str | None
    state: str


class RedeemAnswer(Answer, kw_only=True):
    """What was given for points, and the balance after it."""

    coupon: CouponGiven
    balance: int
    plan: PlanTold | None = None  # that became longer by free months


class CouponIssued(Struct, rename={"from_": "from"}):
    """A coupon that was made."""

    code: str
    from_: str
    until: str | None


class CouponsAnswer(Answer, kw_only=True):
    """The coupons that were made."""

    coupons: list[CouponIssued]


class CouponAnswer(Answer, kw_only=True, rename={"from_": "from"}):
    """What a coupon is."""

    code: str
    state: str
    terms: dict[str, Any]
    from_: str
    until: str | None
    customer: str | None
    uses: int
    used: int
    batch: str | None
    used_on: str | None = None
    void_reason: str | None = None
    replaced_by: str | None = None  # the code that came for it when it was lost


class DiscountAnswer(Answer, kw_only=True):
    """What a coupon takes off, or the plan that its free months made longer."""

    discount: Amount
    plan: PlanTold | None = None


class DayAnswer(Answer, kw_only=True):
    """What time alone brought about since the last turn of the day."""

    expired: int
    ended: int
    reviewed: int
    coupons: int


class MonthAnswer(Answer, kw_only=True):
    """A month's figures, as `okaeri month --json` gives them; see the README of db/rules."""

    month: str
