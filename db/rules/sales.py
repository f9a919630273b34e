"""One sale, worked out whole before anything is written: what is paid, given and left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from db.errors import BadRequest
from db.rules.coupons import (
    Coupon,
    Discount,
    check_minimum,
    check_together,
    discounts_on,
    reductions_of,
    spoken_code,
)
from db.rules.points import EarningLine, Grant, SaleLine, earning_shares, points_for_sale
from db.rules.promotions import Occasion, Standing, grants_of
from db.rules.rewards import check_points_used
from db.rules.shop import ShopSettings

_NOT_ON_A_SALE = {"free_months": "for_a_plan", "donation": "for_a_cause"}


@dataclass(frozen=True)
class Buyer:
    """What the customer of a sale brings: points, benefits of tier and plan just before it."""

    usable: int
    grants: tuple[Grant, ...] = ()  # of the tier and the plan
    plan_name: str = ""
    plan_percent: int = 0
    earned_today: int = 0
    promotions: tuple[Standing, ...] = ()
    occasion: Occasion | None = None  # by which the promotions are judged; its total is not known


@dataclass(frozen=True)
class SaleReckoning:
    """A sale worked out: amounts in minor units, and the breakdown of its points."""

    amount: int
    discounts: tuple[Discount, ...]
    total: int  # after discounts
    points_used: int
    points_value: int
    paid: int
    breakdown: tuple[EarningLine, ...]
    grants: tuple[Grant, ...] = ()  # all that held, those that gave nothing too
    earned_today: int = 0  # points of the day's sales before this one

    @property
    def points(self) -> int:
        """Return the points that the sale gives."""
        return sum(line.points for line in self.breakdown)


def reckon(
    lines: Sequence[SaleLine],
    *,
    buyer: Buyer | None,
    coupons: Sequence[Coupon],
    points_used: int,
    settings: ShopSettings,
    label: Callable[[EarningLine, ShopSettings], str],
) -> SaleReckoning:
    """Work a sale out: discounts, then points used, then points given.

    Raises the refusals of coupons (CouponMinimum, CouponNotCombinable …) and of points used as
    money; without a customer nothing is earned and no points can be used.
    """
    _check_coupons(lines, coupons, has_customer=buyer is not None, settings=settings)
    discounts = discounts_on(
        lines,
        coupons,
        plan_name=buyer.plan_name if buyer else "",
        plan_percent=buyer.plan_percent if buyer else 0,
    )
    amount = sum(line.amount for line in lines)
    total = amount - sum(discount.amount for discount in discounts)
    if points_used:
        if buyer is None:
            raise BadRequest("points_used", "needs_customer")
        check_points_used(points_used, total=total, usable=buyer.usable, settings=settings)
    points_value = points_used * settings.point_value
    breakdown: list[EarningLine] = []
    grants: list[Grant] = []
    if buyer is not None:
        grants = _grants(buyer, coupons, total=total)
        breakdown = points_for_sale(
            earning_shares(lines, reductions_of(discounts, points_value)),
            settings=settings,
            total=total,
            grants=grants,
            earned_today=buyer.earned_today,
        )
    return SaleReckoning(
        amount=amount,
        discounts=tuple(discounts),
        total=total,
        points_used=points_used,
        points_value=points_value,
        paid=total - points_value,
        breakdown=tuple(replace(line, label=label(line, settings)) for line in breakdown),
        grants=tuple(grants),
        earned_today=buyer.earned_today if buyer else 0,
    )


def _grants(buyer: Buyer, coupons: Sequence[Coupon], *, total: int) -> list[Grant]:
    """Return all that adds to the base: tier, plan, promotions, coupons, as they are shown."""
    promoted: list[Grant] = []
    if buyer.occasion is not None:
        promoted = grants_of(buyer.promotions, buyer.occasion._replace(total=total))
    bonuses = [
        Grant("coupon", coupon.terms.name, points=coupon.terms.value)
        for coupon in coupons
        if coupon.terms.kind == "points"
    ]
    return [*buyer.grants, *promoted, *bonuses]


def check_for_a_sale(coupon: Coupon) -> None:
    """Let a coupon pass that takes something off a sale or adds points to it.

    Raises BadRequest, whose problem says what the coupon is for instead.
    """
    problem = _NOT_ON_A_SALE.get(coupon.terms.kind)
    if problem is not None:
        raise BadRequest("coupons", problem, coupon.terms.name or spoken_code(coupon.code))


def _check_coupons(
    lines: Sequence[SaleLine],
    coupons: Sequence[Coupon],
    *,
    has_customer: bool,
    settings: ShopSettings,
) -> None:
    check_together(coupons, limit=settings.coupons_per_sale)
    for coupon in coupons:
        check_for_a_sale(coupon)
        if coupon.terms.kind == "points" and not has_customer:
            raise BadRequest("coupons", "needs_customer")
        check_minimum(coupon, lines)
