"""A sale as the journal keeps it: written when it is recorded, read again when it is refunded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from db.rules.payments import Payment, payments_doc, read_payments
from db.rules.points import Grant, Rate, Reduction, SaleLine
from db.rules.sales import SaleReckoning

VERSION = 2  # from 2 on a sale keeps its grants, and which of its lines earn


@dataclass(frozen=True)
class KeptSale:
    """All of a sale that a refund asks for; amounts in minor units."""

    total: int  # after discounts, before points used
    paid: int
    points: int
    points_used: int
    settings: int  # the version of the shop's choices
    lines: tuple[SaleLine, ...]
    reductions: tuple[Reduction, ...]  # by its discounts
    grants: tuple[Grant, ...]
    earned_today: int
    promotions: Mapping[str, int]  # by id: the points that each gave
    payments: tuple[Payment, ...] = ()  # what of it credit and vouchers paid


def sale_doc(
    lines: Sequence[SaleLine],
    reckoning: SaleReckoning,
    *,
    settings: int,
    receipt: str | None,
    till: str | None,
    payments: Sequence[Payment] = (),
) -> dict[str, Any]:
    """Return what is kept of a sale: its breakdown word for word, and the rules behind it."""
    doc: dict[str, Any] = {
        "amount": reckoning.amount,
        "total": reckoning.total,
        "paid": reckoning.paid,
        "points": reckoning.points,
        "points_used": reckoning.points_used,
        "settings": settings,
    }
    more = {
        "lines": _lines_doc(lines),
        "discounts": [
            {
                "amount": found.amount,  # 0 too: a coupon may be used on goods that were given away
                **_told(
                    {
                        "coupon": found.code,
                        "name": found.name,
                        "categories": list(found.categories),
                    }
                ),
            }
            for found in reckoning.discounts
        ],
        "breakdown": [
            {"rule": line.rule, "label": line.label, "points": line.points}
            | ({"promotion": line.promotion, "version": line.version} if line.promotion else {})
            for line in reckoning.breakdown
        ],
        "grants": [_grant_doc(grant) for grant in reckoning.grants],
        "earned_today": reckoning.earned_today,
        "pay_with": payments_doc(payments),
        "receipt": receipt,
        "till": till,
    }
    return {**doc, **_told(more)}


def read_sale(
    doc: Mapping[str, Any], *, version: int, not_earning: frozenset[str] = frozenset()
) -> KeptSale:
    """Read a kept sale; `not_earning` names the categories for sales that did not keep them."""
    breakdown = doc.get("breakdown", ())
    if version >= VERSION:
        grants = [_grant(spoken) for spoken in doc.get("grants", ())]
    else:
        grants = [_grant_of_line(line) for line in breakdown if line["rule"] in _RULES_OF_OLD]
    return KeptSale(
        total=doc["total"],
        paid=doc["paid"],
        points=doc.get("points", 0),
        points_used=doc.get("points_used", 0),
        settings=doc.get("settings", 0),
        lines=tuple(
            _line(line, not_earning) for line in doc.get("lines", [{"amount": doc["amount"]}])
        ),
        reductions=tuple(
            Reduction(found["amount"], tuple(found.get("categories", ())))
            for found in doc.get("discounts", ())
        ),
        grants=tuple(grants),
        earned_today=doc.get("earned_today", 0),
        promotions={line["promotion"]: line["points"] for line in breakdown if "promotion" in line},
        payments=read_payments(doc.get("pay_with", ())),
    )


_RULES_OF_OLD = ("tier", "plan", "coupon")


def _lines_doc(lines: Sequence[SaleLine]) -> list[dict[str, Any]]:
    if len(lines) == 1 and lines[0] == SaleLine(lines[0].amount):
        return []  # the amount says it all
    return [
        {"amount": line.amount, "category": line.category, "count": line.count}
        | ({} if line.earns else {"earns": False})
        | ({"rate": [line.rate.per, line.rate.points]} if line.rate else {})
        for line in lines
    ]


def _line(spoken: Mapping[str, Any], not_earning: frozenset[str]) -> SaleLine:
    category = spoken.get("category")
    return SaleLine(
        spoken["amount"],
        category,
        earns=spoken.get("earns", category not in not_earning),
        count=spoken.get("count", 1),
        rate=Rate(*spoken["rate"]) if "rate" in spoken else None,
    )


def _grant_doc(grant: Grant) -> dict[str, Any]:
    kept = _told(vars(grant))
    if grant.factor is not None:
        kept["factor"] = str(grant.factor)
    if grant.budget is not None:
        kept["budget"] = grant.budget  # 0 says something: nothing was left
    return kept


def _grant(spoken: Mapping[str, Any]) -> Grant:
    factor = Fraction(spoken["factor"]) if "factor" in spoken else None
    return Grant(**{"name": "", **spoken, "factor": factor})


def _grant_of_line(line: Mapping[str, Any]) -> Grant:
    """Read a grant from the words of its line, which ended in its factor: "Gold × 1.5"."""
    name, cross, factor = line["label"].rpartition(" × ")
    if cross and line["rule"] != "coupon":
        return Grant(line["rule"], name, factor=Fraction(factor))
    return Grant(line["rule"], line["label"], points=line["points"])


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing."""
    return {name: value for name, value in values.items() if value not in (None, [], (), "", 0)}
