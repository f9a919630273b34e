"""Refunds: how much money and how many points go back, worked out by the sale's own rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.errors import BadAmount, RefundTooLarge
from db.rules.kept_sales import KeptSale
from db.rules.lots import Taken
from db.rules.points import Reduction, earning_shares, points_for_sale, total_points
from db.rules.shop import ShopSettings


@dataclass(frozen=True)
class GivenBack:
    """What earlier refunds of a sale came to, together; amounts in minor units."""

    refunds: int = 0
    amount: int = 0  # of the sale's total
    money: int = 0
    points_returned: int = 0
    points_reversed: int = 0
    points_less: int = 0
    promotions: Mapping[str, int] | None = None  # by id: the points taken back


@dataclass(frozen=True)
class RefundReckoning:
    """One refund worked out; amounts in minor units."""

    amount: int  # of the sale's total
    money_back: int
    points_returned: int  # that had been used on the sale
    points_less: int  # by which the sale gives less, for less money
    points_reversed: int  # of these, to be taken back; the others have expired
    whole: bool  # nothing of the sale is left
    promotions: Mapping[str, int]  # by id: the points to take back, to their budgets too


def reckon_refund(
    kept: KeptSale,
    before: GivenBack,
    *,
    sale: str,
    amount: int | None,
    settings: ShopSettings,
    expired: int = 0,
) -> RefundReckoning:
    """Work a refund out, all that is left by default; `settings` are those of the sale's time.

    Points used come back in proportion, cumulatively: floor(used × refunded ÷ total); the rest is
    money. The points of the sale are worked out again on the money that remains, and the
    difference is reversed; `expired` of them are gone already and count as reversed (rulings 5).
    Raises RefundTooLarge with what is left, and BadAmount for a refund of nothing.
    """
    left = kept.total - before.amount
    amount = _checked(amount, left=left, sale=sale, again=before.refunds > 0, free=kept.total == 0)
    refunded = before.amount + amount
    whole = refunded == kept.total
    returned = kept.points_used * refunded // kept.total if kept.total else kept.points_used
    money = min(refunded - returned * settings.point_value, kept.paid)
    money_back = max(0, money - before.money)
    remaining_paid = kept.paid - before.money - money_back
    points, promotions = (
        (0, dict[str, int]())
        if whole
        else _points_again(kept, settings, refunded=refunded, remaining_paid=remaining_paid)
    )
    gone = kept.points - points  # since the sale, all refunds together
    taken_before = before.promotions or {}
    return RefundReckoning(
        amount=amount,
        money_back=money_back,
        points_returned=returned - before.points_returned,
        points_less=max(0, gone - before.points_less),
        points_reversed=max(0, gone - before.points_reversed - expired),
        whole=whole,
        promotions={
            id: given - promotions.get(id, 0) - taken_before.get(id, 0)
            for id, given in kept.promotions.items()
            if given - promotions.get(id, 0) != taken_before.get(id, 0)
        },
    )


def last_taken_first(
    takings: list[Taken], *, points: int, returned_before: int
) -> list[tuple[Taken, int]]:
    """Return from which lots points come back: what was taken last returns first (rulings 12)."""
    found, skip, left = [], returned_before, points
    for taken in reversed(takings):
        skipped = min(skip, taken.points)
        skip -= skipped
        back = min(left, taken.points - skipped)
        left -= back
        if back:
            found.append((taken, back))
    assert left == 0, "no more comes back than was taken"
    return found


def _checked(amount: int | None, *, left: int, sale: str, again: bool, free: bool) -> int:
    if (left == 0 and not free) or (free and again):
        raise RefundTooLarge(sale, 0)
    if amount is None:
        return left
    if amount == 0 and not free:
        raise BadAmount("0")
    if amount > left:
        raise RefundTooLarge(sale, left)
    return amount


def _points_again(
    kept: KeptSale, settings: ShopSettings, *, refunded: int, remaining_paid: int
) -> tuple[int, dict[str, int]]:
    """Return the points that the money which remains would have earned, and the promotions'."""
    after_discounts = sum(line.amount for line in kept.lines) - sum(
        reduction.amount for reduction in kept.reductions
    )
    gone = Reduction(after_discounts - remaining_paid)
    lines = points_for_sale(
        earning_shares(kept.lines, [*kept.reductions, gone]),
        settings=settings,
        total=kept.total - refunded,
        grants=kept.grants,
        earned_today=kept.earned_today,
    )
    given = {line.promotion: line.points for line in lines if line.promotion}
    return min(total_points(lines), kept.points), given
