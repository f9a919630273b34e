"""A kept sale says again all that it was worked out from."""

from dataclasses import replace
from fractions import Fraction

from db.rules.coupons import Discount
from db.rules.kept_sales import VERSION, read_sale, sale_doc
from db.rules.points import EarningLine, Grant, Rate, Reduction, SaleLine
from db.rules.sales import SaleReckoning

GRANTS = (
    Grant("tier", "Gold", factor=Fraction("1.15")),
    Grant("promotion", "Rain", points=5, minimum=300, budget=0, promotion="p1", version="1-7"),
)


def reckoned() -> SaleReckoning:
    return SaleReckoning(
        amount=1500,
        discounts=(Discount(100, "Tea week", "CODE", ("Tea",)), Discount(30, "Club")),
        total=1370,
        points_used=70,
        points_value=70,
        paid=1300,
        breakdown=(
            EarningLine("base", 13, label="1 point per ¥100"),
            EarningLine("promotion", 5, label="Rain", promotion="p1", version="1-7"),
        ),
        grants=GRANTS,
        earned_today=9,
    )


def test_what_was_kept_is_read_again() -> None:
    lines = [
        SaleLine(1000, "Tea", rate=Rate(100, 3), count=2),
        SaleLine(500, "Tobacco", earns=False),
    ]
    doc = sale_doc(lines, reckoned(), settings=4, receipt="12", till=None)
    kept = read_sale(doc, version=VERSION)
    assert kept.lines == tuple(lines)
    assert kept.grants == GRANTS
    assert kept.reductions == (Reduction(100, ("Tea",)), Reduction(30))
    assert (kept.total, kept.paid, kept.points, kept.points_used) == (1370, 1300, 18, 70)
    assert (kept.settings, kept.earned_today, kept.promotions) == (4, 9, {"p1": 5})
    assert doc["receipt"] == "12"
    assert "till" not in doc


def test_one_line_without_a_category_is_told_by_the_amount() -> None:
    doc = sale_doc([SaleLine(1500)], reckoned(), settings=0, receipt=None, till=None)
    assert "lines" not in doc
    assert read_sale(doc, version=VERSION).lines == (SaleLine(1500),)


def test_a_sale_of_the_first_version_is_read_by_the_words_of_its_lines() -> None:
    doc = {
        "amount": 1780, "total": 1780, "paid": 1780, "points": 30, "points_used": 0,
        "lines": [{"amount": 1780, "category": "Tobacco", "count": 1}],
        "breakdown": [
            {"rule": "base", "label": "…", "points": 17},
            {"rule": "tier", "label": "Gold × 1.5", "points": 8},
            {"rule": "coupon", "label": "A × 2", "points": 5},
        ],
    }  # fmt: skip
    kept = read_sale(doc, version=1, not_earning=frozenset({"Tobacco"}))
    assert kept.grants == (
        Grant("tier", "Gold", factor=Fraction("1.5")),
        Grant("coupon", "A × 2", points=5),
    )
    assert kept.lines == (SaleLine(1780, "Tobacco", earns=False),)


def test_a_coupon_that_took_nothing_off_is_kept_too() -> None:
    free = replace(reckoned(), discounts=(Discount(0, "Tea week", "CODE", ("Tea",)),))
    doc = sale_doc([SaleLine(1500)], free, settings=0, receipt=None, till=None)
    assert read_sale(doc, version=VERSION).reductions == (Reduction(0, ("Tea",)),)
