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
)
from db.rules.points import (
    EarningLine,
    Multiplier,
    SaleLine,
    earning_amount,
    points_for_sale,
)
from db.rules.rewards import check_points_used
from db.rules.shop import ShopSettings

_ON_A_SALE = ("amount_off", "percent_off", "free_item", "points")


@dataclass(frozen=True)
class Buyer:
    """What the customer of a sale brings: points, benefits of tier and plan just before it."""

    usable: int
    multipliers: tuple[Multiplier, ...]
    plan_name: str
    plan_percent: int
    earned_today: int


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
    if buyer is not None:
        breakdown = points_for_sale(
            earning_amount(lines, reductions_of(discounts, points_value)),
            settings=settings,
            multipliers=buyer.multipliers,
            bonuses=_coupon_bonuses(coupons),
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
    )


def _check_coupons(
    lines: Sequence[SaleLine],
    coupons: Sequence[Coupon],
    *,
    has_customer: bool,
    settings: ShopSettings,
) -> None:
    check_together(coupons, limit=settings.coupons_per_sale)
    for coupon in coupons:
        if coupon.terms.kind not in _ON_A_SALE:
            raise BadRequest("coupons", "not_for_sales", coupon.terms.kind)
        if coupon.terms.kind == "points" and not has_customer:
            raise BadRequest("coupons", "needs_customer")
        check_minimum(coupon, lines)


def _coupon_bonuses(coupons: Sequence[Coupon]) -> list[EarningLine]:
    return [
        EarningLine("coupon", coupon.terms.value, name=coupon.terms.name)
        for coupon in coupons
        if coupon.terms.kind == "points"
    ]
