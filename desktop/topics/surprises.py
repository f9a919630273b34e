"""The feed's requests about surprises: a group looked at, drawn from, and what was drawn."""

from typing import Annotated, Any

from msgspec import Meta, Raw, Struct, field, structs

from db.queries.surprises import DrawnSurprise, surprises
from db.rules.coupons import spoken_code
from db.rules.shop import Gift
from db.rules.surprises import Group, read_gifts, read_group
from db.session import Session
from db.usecases.surprises import GroupSize, NewSurprise, draw_surprise, preview_surprise
from desktop.topics.amounts import given, text_of
from desktop.topics.answers import Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import AmountOrNull, Day, Request
from desktop.words.surprises import group_words

_COUNT = Annotated[int, Meta(description="how many are drawn")]


class GroupAsked(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Among whom is drawn: everybody for whom all of this holds."""

    tier: Annotated[str, Meta(description="it or a higher one")] | None = None
    plan: str | None = None
    tag: str | None = None
    visited_since: Day | None = None
    not_visited_since: Day | None = None
    birthday_month: Annotated[int, Meta(description="1 to 12")] | None = None
    joined_since: Day | None = None
    minimum_spent: AmountOrNull = field(default_factory=Raw)
    minimum_visits: int | None = None


class GiftAsked(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What can be won, points or a coupon for a reward, and how often beside the others."""

    points: int | None = None
    reward: str | None = None
    weight: int = 1


class SurpriseDraw(Request, tag="surprise.draw", kw_only=True):
    """Draws customers from a group and gives each a gift."""

    name: str
    group: GroupAsked = field(default_factory=GroupAsked)
    count: _COUNT
    gifts: list[GiftAsked]


class SurprisePreview(Request, tag="surprise.preview", kw_only=True):
    """Asks how many are in a group, and for the odds of drawing so many."""

    group: GroupAsked = field(default_factory=GroupAsked)
    count: _COUNT | None = None


class SurpriseList(Request, tag="surprise.list", kw_only=True):
    """Asks for the draws that were made, the newest first."""

    limit: Annotated[int, Meta(ge=1, le=1000)] = 100


class GroupAnswer(Answer, kw_only=True):
    """How many are in a group now."""

    size: int
    odds: str | None
    group_words: str


class GiftTold(Struct, kw_only=True):
    """A gift and its odds among the gifts."""

    points: int | None
    reward: str | None
    odds: str


class WinnerTold(Struct, kw_only=True):
    """Somebody who was drawn, and what they got."""

    customer: str
    name: str
    points: int | None
    reward: str | None
    coupon: str | None


class SurpriseTold(Struct, kw_only=True):
    """A draw: its group, its odds, who won what."""

    surprise: str
    name: str
    day: str
    size: int
    count: int
    odds: str
    group: dict[str, Any]
    group_words: str
    gifts: list[GiftTold]
    winners: list[WinnerTold]


class SurpriseAnswer(Answer, kw_only=True):
    """The draw that was made."""

    surprise: SurpriseTold


class SurprisesAnswer(Answer, kw_only=True):
    """The draws that were made."""

    surprises: list[SurpriseTold]


def surprise_draw(session: Session, request: SurpriseDraw, operation_id: str) -> DrawnSurprise:
    """Draw."""
    group = _group(session, request.group)
    gifts = [
        {name: value for name, value in structs.asdict(gift).items() if value is not None}
        for gift in request.gifts
    ]
    new = NewSurprise(
        name=request.name,
        group=group,
        group_words=group_words(group, session.settings),
        count=request.count,
        gifts=read_gifts(gifts),
    )
    return draw_surprise(session, new, operation_id=operation_id)


def tell_surprise(_: Session, surprise: DrawnSurprise) -> SurpriseAnswer:
    """Answer a draw."""
    return SurpriseAnswer(surprise=_told(surprise))


def surprise_preview(session: Session, request: SurprisePreview, _: str) -> tuple[Group, GroupSize]:
    """Ask how many are in a group."""
    group = _group(session, request.group)
    return group, preview_surprise(session, group, count=request.count)


def tell_group(session: Session, found: tuple[Group, GroupSize]) -> GroupAnswer:
    """Answer how many are in a group."""
    group, size = found
    return GroupAnswer(
        size=size.size, odds=size.odds, group_words=group_words(group, session.settings)
    )


def surprise_list(session: Session, request: SurpriseList, _: str) -> list[DrawnSurprise]:
    """Ask for the draws that were made."""
    return surprises(session.db, limit=request.limit)


def tell_surprises(_: Session, found: list[DrawnSurprise]) -> SurprisesAnswer:
    """Answer the draws that were made."""
    return SurprisesAnswer(surprises=[_told(each) for each in found])


def _group(session: Session, asked: GroupAsked) -> Group:
    told = structs.asdict(asked)
    spent = told.pop("minimum_spent")
    if given(spent):
        told["minimum_spent"] = text_of(spent, "group.minimum_spent")
    return read_group(told, digits=session.settings.digits)


def _told(surprise: DrawnSurprise) -> SurpriseTold:
    total = sum(each.weight for each in surprise.gifts)
    return SurpriseTold(
        surprise=surprise.id,
        name=surprise.name,
        day=surprise.day.isoformat(),
        size=surprise.size,
        count=surprise.count,
        odds=surprise.odds,
        group=surprise.group,
        group_words=surprise.group_words,
        gifts=[
            GiftTold(**_gift(each.gift), odds=f"{each.weight}/{total}") for each in surprise.gifts
        ],
        winners=[
            WinnerTold(
                customer=winner.number,
                name=winner.name,
                coupon=spoken_code(winner.code) if winner.code else None,
                **_gift(winner.gift),
            )
            for winner in surprise.winners
        ],
    )


def _gift(gift: Gift) -> dict[str, Any]:
    return {"points": None if gift.reward else gift.points, "reward": gift.reward}


OPERATIONS = (
    Operation(SurpriseDraw, surprise_draw, SurpriseAnswer, tell_surprise),
    Operation(SurprisePreview, surprise_preview, GroupAnswer, tell_group, writes=False),
    Operation(SurpriseList, surprise_list, SurprisesAnswer, tell_surprises, writes=False),
)
