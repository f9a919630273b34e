"""Stamp cards: how many stamps a sale gives, when a card is full, what a refund takes back."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, get_args

from db.rules.kept_sales import KeptSale
from db.rules.money import amount_text
from db.rules.points import Reduction, SaleLine, rests

StampsPer = Literal["visit", "spend", "item"]
STAMPS_PER: tuple[StampsPer, ...] = get_args(StampsPer)

_MOST_FILLS = 1000  # cards that one sale fills


@dataclass(frozen=True)
class StampTerms:
    """What one stamp is given for: a visit, each so much spent, or so many items of a kind."""

    per: StampsPer = "visit"
    each: int = 1  # minor units of spend, or items
    category: str | None = None  # only its lines count


@dataclass(frozen=True)
class StampCard:
    """A card that fills with stamps; each full one makes a coupon for its reward."""

    id: str
    name: str
    needed: int
    reward_id: str
    reward: str  # its name
    terms: StampTerms = StampTerms()
    offered: bool = True


@dataclass(frozen=True)
class Goods:
    """The goods of a sale, or what is left of them: what is paid of each line, exactly."""

    lines: Sequence[SaleLine]
    paid: Sequence[Fraction]  # minor units, line by line
    left: Fraction = Fraction(1)  # the part of all of them that was not given back


@dataclass(frozen=True)
class Fill:
    """A full card: the coupon that it became, and the stamps that it took."""

    code: str
    stamps: int


def counts(terms: StampTerms, lines: Sequence[SaleLine]) -> bool:
    """Tell whether a sale of these lines could bring stamps on a card, few or none as it may be."""
    return terms.category is None or any(line.category == terms.category for line in lines)


def stamps_for(terms: StampTerms, goods: Goods, *, is_visit: bool) -> int:
    """Return the stamps that goods are worth, whole ones; a remainder brings nothing.

    A visit is a business date with a sale: `is_visit` only for the one that stands for the day.
    """
    if terms.per == "visit":
        return int(is_visit)
    fitting = [
        (line, paid)
        for line, paid in zip(goods.lines, goods.paid, strict=True)
        if terms.category in (None, line.category)
    ]
    if terms.per == "spend":
        return math.floor(sum(paid for _, paid in fitting) / Fraction(terms.each))
    return math.floor(sum(line.count for line, _ in fitting) * goods.left / terms.each)


def goods_bought(lines: Sequence[SaleLine], reductions: Sequence[Reduction]) -> Goods:
    """Return the goods of a sale, less what its discounts and points took off them."""
    return Goods(lines, rests(lines, reductions))


def goods_kept(kept: KeptSale, *, refunded: int, money_left: int) -> Goods:
    """Return what refunds left of a sale's goods: they fall on all lines alike (rulings 1).

    `refunded` is what they took of its total, `money_left` what is paid of it still.
    """
    total = sum(line.amount for line in kept.lines)
    after_discounts = total - sum(reduction.amount for reduction in kept.reductions)
    gone = Reduction(after_discounts - money_left)
    left = Fraction(kept.total - refunded, kept.total) if kept.total else Fraction(1)
    return Goods(kept.lines, rests(kept.lines, [*kept.reductions, gone]), left)


def full_cards(stamps: int, *, needed: int) -> tuple[int, int]:
    """Return how many cards so many stamps fill, and the stamps on the one after them.

    A price typed without its point must not keep the counter busy with a million coupons: what is
    beyond the most at once carries over, and the next stamp fills on.
    """
    fills = min(max(stamps // needed, 0), _MOST_FILLS)
    return fills, stamps - fills * needed


def cards_emptied(stamps: int, fills: Sequence[Fill]) -> tuple[list[Fill], int]:
    """Return the cards that are full no longer, and the stamps that are held then.

    `stamps` may be less than none: then the card whose coupon is the latest unused one, the first
    of `fills`, gives its stamps back, and so on; what is still missing the next stamps pay.
    """
    emptied = []
    for fill in fills:
        if stamps >= 0:
            break
        emptied.append(fill)
        stamps += fill.stamps
    return emptied, stamps


def terms_doc(terms: StampTerms) -> dict[str, Any]:
    """Return terms as a fact keeps them, what says nothing left out."""
    doc: dict[str, Any] = {"per": terms.per}
    if terms.per != "visit":
        doc["each"] = terms.each
    if terms.category is not None:
        doc["category"] = terms.category
    return doc


def read_terms(doc: dict[str, Any]) -> StampTerms:
    """Read the terms that a fact kept."""
    return StampTerms(doc["per"], doc.get("each", 1), doc.get("category"))


def spoken_card(card: StampCard, *, digits: int) -> dict[str, Any]:
    """Return a card's terms in the words of the feed."""
    terms = card.terms
    each = amount_text(terms.each, digits=digits) if terms.per == "spend" else str(terms.each)
    return {
        "name": card.name,
        "needed": card.needed,
        "reward": card.reward,
        "per": terms.per,
        "each": None if terms.per == "visit" else each,
        "category": terms.category,
        "offered": card.offered,
    }
