"""The feed's requests about promotions: their terms, and the days on which they are called."""

from dataclasses import dataclass
from typing import Annotated, Any

from msgspec import UNSET, Meta, Raw, Struct, UnsetType, field, structs

from db.queries.promotions import PromotionTotal, all_promotions, called_on, promotion_totals
from db.rules.promotion_terms import spoken_promotion
from db.rules.promotions import BirthdaySpan, Once, Promotion, Weekday
from db.session import Session
from db.usecases.promotions import add_promotion, call_promotion, edit_promotion
from desktop.topics.amounts import given, text_of
from desktop.topics.answers import Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import AmountOrNull, Day, Points, Request
from desktop.words.promotions import promotion_sentence

_CLOCK = Annotated[str, Meta(description="a time of the wall clock, 00:00 to 24:00")]
_NAME = Annotated[str, Meta(description="the promotion's name")]


class HoursAsked(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """From a time of day, up to but without another; they may cross midnight."""

    from_: _CLOCK | None = field(default=None, name="from")
    to: _CLOCK | None = None


class WhenAsked(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """On which sales a promotion holds; what is not said always does."""

    from_: Day | None = field(default=None, name="from")
    to: Day | None = None
    weekdays: list[Weekday] | None = None
    hours: HoursAsked | None = None
    categories: list[str] | None = None
    minimum: AmountOrNull = field(default_factory=Raw)
    tier: Annotated[str, Meta(description="it or a higher one")] | None = None
    plan: str | None = None
    tag: str | None = None
    birthday: BirthdaySpan | None = None
    first_sale: bool | None = None
    nth_visit: Annotated[int, Meta(ge=1)] | None = None
    days_since_last_visit: Annotated[int, Meta(ge=0)] | None = None
    called: Annotated[bool, Meta(description="only on days of promotion.call")] | None = None


class PromotionFields(Request, kw_only=True):
    """The terms of a promotion: either a multiplier, or points for each sale."""

    name: str
    multiplier: AmountOrNull = field(default_factory=Raw)
    points: Points | None = None
    category: Annotated[str, Meta(description="only its lines are multiplied")] | None = None
    when: WhenAsked | None = None
    once: Annotated[bool | Once, Meta(description="for each customer; true: ever")] | None = None
    points_budget: Points | None = None


class PromotionAdd(PromotionFields, tag="promotion.add", kw_only=True):
    """Offers a promotion: either a multiplier, or points for each sale."""


class PromotionEdit(Request, tag="promotion.edit", kw_only=True):
    """Gives a promotion a new version; a field of null is emptied, `when` is replaced whole."""

    promotion: _NAME
    name: str | UnsetType = UNSET
    multiplier: AmountOrNull = field(default_factory=Raw)
    points: Points | UnsetType | None = UNSET
    category: str | UnsetType | None = UNSET
    when: WhenAsked | UnsetType | None = UNSET
    once: bool | Once | UnsetType | None = UNSET
    points_budget: Points | UnsetType | None = UNSET
    offered: Annotated[bool, Meta(description="false stops it")] | UnsetType = UNSET


class PromotionCall(Request, tag="promotion.call", kw_only=True):
    """Says that a promotion that waits for it holds today, or holds no more."""

    promotion: _NAME
    holds: bool


class PromotionList(Request, tag="promotion.list", kw_only=True):
    """Asks for every promotion, those no longer offered too."""


class PromotionAnswer(Answer, kw_only=True):
    """The promotion that was added, changed or called."""

    promotion: str


class PromotionTold(Struct, kw_only=True):
    """A promotion: its terms in the words of promotion.add, and what it gave so far."""

    promotion: str
    terms: dict[str, Any]
    sentence: str
    version: str
    offered: bool
    called_today: bool
    points: int
    sales: int


class PromotionsAnswer(Answer, kw_only=True):
    """Every promotion, in the order of adding."""

    promotions: list[PromotionTold]


@dataclass(frozen=True)
class Listed:
    """A promotion, what it gave, and whether it was called today."""

    promotion: Promotion
    total: PromotionTotal
    called_today: bool


def promotion_add(session: Session, request: PromotionAdd, operation_id: str) -> Promotion:
    """Offer a promotion."""
    return add_promotion(session, terms=terms_of(request), operation_id=operation_id)


def promotion_edit(session: Session, request: PromotionEdit, operation_id: str) -> Promotion:
    """Change a promotion, stop it or offer it again."""
    return edit_promotion(
        session,
        promotion=request.promotion,
        changes=terms_of(request),
        operation_id=operation_id,
    )


def promotion_call(session: Session, request: PromotionCall, operation_id: str) -> Promotion:
    """Say whether a promotion holds today."""
    return call_promotion(
        session, promotion=request.promotion, holds=request.holds, operation_id=operation_id
    )


def tell_promotion(_: Session, promotion: Promotion) -> PromotionAnswer:
    """Answer the promotion by its name."""
    return PromotionAnswer(promotion=promotion.name)


def promotion_list(session: Session, _: PromotionList, __: str) -> list[Listed]:
    """Ask for every promotion."""
    totals, today = promotion_totals(session.db), session.today
    return [
        Listed(each, totals.get(each.id, PromotionTotal()), called_on(session.db, each.id, today))
        for each in all_promotions(session.db)
    ]


def tell_promotions(session: Session, found: list[Listed]) -> PromotionsAnswer:
    """Answer every promotion."""
    settings = session.settings
    return PromotionsAnswer(
        promotions=[
            PromotionTold(
                promotion=each.promotion.name,
                terms=_spoken(each.promotion, digits=settings.digits),
                sentence=promotion_sentence(each.promotion, settings),
                version=each.promotion.version,
                offered=each.promotion.offered,
                called_today=each.called_today,
                points=each.total.points,
                sales=each.total.sales,
            )
            for each in found
        ]
    )


def _spoken(promotion: Promotion, *, digits: int) -> dict[str, Any]:
    terms = spoken_promotion(promotion, digits=digits)
    del terms["offered"]
    return terms


def terms_of(request: PromotionFields | PromotionEdit) -> dict[str, Any]:
    """Return the terms that a request names; amounts as they were written."""
    names = ("name", "points", "category", "once", "points_budget", "offered")
    said = {name: getattr(request, name, UNSET) for name in names}
    terms = {name: value for name, value in said.items() if value is not UNSET}
    if bytes(request.multiplier):
        factor = request.multiplier
        terms["multiplier"] = text_of(factor, "multiplier") if given(factor) else None
    if request.when is not UNSET:
        terms["when"] = _when(request.when) if request.when else None
    return terms


def _when(asked: WhenAsked) -> dict[str, Any]:
    when = structs.asdict(asked)
    when["from"] = when.pop("from_")
    when["minimum"] = text_of(asked.minimum, "when.minimum") if given(asked.minimum) else None
    if asked.hours is not None:
        when["hours"] = {"from": asked.hours.from_, "to": asked.hours.to}
    return when


OPERATIONS = (
    Operation(PromotionAdd, promotion_add, PromotionAnswer, tell_promotion),
    Operation(PromotionEdit, promotion_edit, PromotionAnswer, tell_promotion),
    Operation(PromotionCall, promotion_call, PromotionAnswer, tell_promotion),
    Operation(PromotionList, promotion_list, PromotionsAnswer, tell_promotions, writes=False),
)
