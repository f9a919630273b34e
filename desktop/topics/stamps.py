"""The feed's requests about stamp cards: their terms, and stamps put on by hand."""

from dataclasses import dataclass
from typing import Annotated, Any

from msgspec import UNSET, Meta, Raw, Struct, UnsetType, field

from db.queries.stamps import CardTotals, all_stamp_cards, card_totals
from db.rules.stamps import StampCard, StampsPer, spoken_card
from db.session import Session
from db.usecases.stamps import StampsAdded, add_stamp_card, add_stamps, edit_stamp_card
from desktop.topics.amounts import given, text_of
from desktop.topics.answers import Answer, CouponTold, StampTold
from desktop.topics.counts import stamps_told
from desktop.topics.operation import Operation
from desktop.topics.requests import AmountOrNull, CustomerKey, Request
from desktop.topics.selling import customer, issued_told
from desktop.words.stamps import card_sentence, draft_of_card

_NAME = Annotated[str, Meta(description="the card's name")]
_EACH = Annotated[
    AmountOrNull, Meta(description="of spend an amount, of items how many for one stamp")
]


class StampCardFields(Request, kw_only=True):
    """What a card gives, and what one stamp is given for."""

    name: str
    needed: Annotated[int, Meta(ge=1)]
    reward: str
    per: StampsPer | None = None
    each: _EACH = field(default_factory=Raw)
    category: Annotated[str, Meta(description="only its goods count")] | None = None


class StampCardAdd(StampCardFields, tag="stamp_card.add", kw_only=True):
    """Offers a stamp card: by visit where nothing is said."""


class StampCardEdit(Request, tag="stamp_card.edit", kw_only=True):
    """Changes a card from now on; stamps that are held stay."""

    stamps: _NAME
    name: str | UnsetType = UNSET
    needed: Annotated[int, Meta(ge=1)] | UnsetType = UNSET
    reward: str | UnsetType = UNSET
    per: StampsPer | UnsetType = UNSET
    each: _EACH = field(default_factory=Raw)
    category: str | UnsetType | None = UNSET
    offered: Annotated[bool, Meta(description="false stops it")] | UnsetType = UNSET


class StampCardList(Request, tag="stamp_card.list", kw_only=True):
    """Asks for every card, those no longer offered too."""


class StampAdd(Request, tag="stamp.add", kw_only=True):
    """Puts stamps on a card that no sale gave, or takes some off."""

    customer: CustomerKey
    stamps: _NAME
    count: Annotated[int, Meta(description="below zero to take stamps off")]
    reason: str


class StampCardAnswer(Answer, kw_only=True):
    """The card that was added or changed."""

    stamps: str


class StampCardTold(Struct, kw_only=True):
    """A card: its terms in the words of stamp_card.add, and what came of it."""

    stamps: str
    terms: dict[str, Any]
    sentence: str
    offered: bool
    customers: int
    held: int
    filled: int
    used: int


class StampCardsAnswer(Answer, kw_only=True):
    """Every card, in the order of adding."""

    cards: list[StampCardTold]


class StampsAnswer(Answer, kw_only=True):
    """The card after it, and the coupons that it became."""

    stamps: list[StampTold]
    coupons: list[CouponTold]


@dataclass(frozen=True)
class Listed:
    """A card, and what came of it."""

    card: StampCard
    totals: CardTotals


def stamp_card_add(session: Session, request: StampCardAdd, operation_id: str) -> StampCard:
    """Offer a card."""
    return add_stamp_card(session, terms=_terms(request), operation_id=operation_id)


def stamp_card_edit(session: Session, request: StampCardEdit, operation_id: str) -> StampCard:
    """Change a card, stop it or offer it again."""
    return edit_stamp_card(
        session, card=request.stamps, changes=_terms(request), operation_id=operation_id
    )


def tell_card(_: Session, card: StampCard) -> StampCardAnswer:
    """Answer the card by its name."""
    return StampCardAnswer(stamps=card.name)


def stamp_card_list(session: Session, _: StampCardList, __: str) -> list[Listed]:
    """Ask for every card."""
    totals = card_totals(session.db)
    return [Listed(card, totals.get(card.id, CardTotals())) for card in all_stamp_cards(session.db)]


def tell_cards(session: Session, found: list[Listed]) -> StampCardsAnswer:
    """Answer every card."""
    return StampCardsAnswer(cards=[_told(session, each) for each in found])


def stamp_add(session: Session, request: StampAdd, operation_id: str) -> StampsAdded:
    """Put stamps on a card, or take some off."""
    return add_stamps(
        session,
        customer_id=customer(session, request.customer),
        card=request.stamps,
        count=request.count,
        reason=request.reason,
        operation_id=operation_id,
    )


def tell_added(_: Session, added: StampsAdded) -> StampsAnswer:
    """Answer the card, and the coupons that it became."""
    coupons = [issued_told(coupon) for coupon in added.issued]
    return StampsAnswer(stamps=[stamps_told(added.held)], coupons=coupons)


def _told(session: Session, each: Listed) -> StampCardTold:
    settings, totals = session.settings, each.totals
    terms = spoken_card(each.card, digits=settings.digits)
    offered = terms.pop("offered")
    return StampCardTold(
        stamps=each.card.name,
        terms={name: value for name, value in terms.items() if value is not None},
        sentence=card_sentence(draft_of_card(each.card), settings),
        offered=offered,
        customers=totals.customers,
        held=totals.stamps,
        filled=totals.filled,
        used=totals.used,
    )


def _terms(request: StampCardFields | StampCardEdit) -> dict[str, Any]:
    """Return the terms that a request names; `each` as it was written."""
    names = ("name", "needed", "reward", "per", "category", "offered")
    said = {name: getattr(request, name, UNSET) for name in names}
    terms = {name: value for name, value in said.items() if value is not UNSET}
    if bytes(request.each):
        terms["each"] = text_of(request.each, "each") if given(request.each) else None
    return terms


OPERATIONS = (
    Operation(StampCardAdd, stamp_card_add, StampCardAnswer, tell_card),
    Operation(StampCardEdit, stamp_card_edit, StampCardAnswer, tell_card),
    Operation(StampCardList, stamp_card_list, StampCardsAnswer, tell_cards, writes=False),
    Operation(StampAdd, stamp_add, StampsAnswer, tell_added),
)
