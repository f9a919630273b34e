"""The feed's requests about groups of customers: counted, looked into, and saved under a name."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, structs

from db.errors import ShopError
from db.queries.customers import customer_named
from db.queries.segments import (
    SavedSegment,
    member_numbers,
    saved_segments,
    segment_meant,
    segment_members,
)
from db.rules.segments import Segment, spoken_segment
from db.session import Session
from db.usecases.segments import add_segment, edit_segment
from desktop.topics.amounts import given, text_of
from desktop.topics.answers import Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import CustomerKey, Day, Request
from desktop.topics.surprises import GroupAsked
from desktop.words.segments import segment_words

_WITHIN = Annotated[int, Meta(ge=1, description="in the so many days that end today")]
_WAY = Literal["call", "letter", "mail", "message"]
_LIMIT = Annotated[int, Meta(ge=0, le=100_000)]


class SegmentAsked(GroupAsked, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A group: everybody for whom all of this holds."""

    visited_within_days: _WITHIN | None = None
    not_visited_within_days: _WITHIN | None = None
    joined_within_days: _WITHIN | None = None
    joined_before: Day | None = None
    maximum_visits: int | None = None
    stage: Annotated[str, Meta(description="0-3, 3-18 or 18+ whole months")] | None = None
    rfm: Annotated[str, Meta(description="a group's name, or scores such as 555")] | None = None
    late_days: Annotated[int, Meta(ge=1, description="beyond their own rhythm")] | None = None
    brought_friends: Annotated[int, Meta(ge=1, description="at least")] | None = None
    agreed_to: _WAY | None = None
    reachable_by: Literal["letter", "postcard", "mail", "call", "counter"] | None = None
    has_address: bool | None = None
    has_email: bool | None = None
    has_phone: bool | None = None
    customers: list[CustomerKey] | None = None


GroupMeant = Annotated[
    SegmentAsked | str | None,
    Meta(description="a group's terms, or the name under which it was saved; null: everybody"),
]


class SegmentAdd(Request, tag="segment.add", kw_only=True):
    """Saves a group under a name."""

    name: str
    segment: SegmentAsked


class SegmentEdit(Request, tag="segment.edit", kw_only=True):
    """Changes a saved group; campaigns keep the terms they were made with."""

    segment: Annotated[str, Meta(description="its name")]
    name: str | UnsetType = UNSET
    terms: SegmentAsked | UnsetType = UNSET
    kept: Annotated[bool, Meta(description="false gives it up")] | UnsetType = UNSET


class SegmentList(Request, tag="segment.list", kw_only=True):
    """Asks for the groups that were saved, each with its size now."""


class SegmentSize(Request, tag="segment.size", kw_only=True):
    """Asks how many are in a group now, and for some of them."""

    segment: GroupMeant = None
    limit: Annotated[_LIMIT, Meta(description="so many of their numbers are told")] = 0


class SegmentTold(Struct, kw_only=True):
    """A saved group: its terms in the words of segment.add, and how many are in it now."""

    name: str
    segment: dict[str, Any]
    segment_words: str
    size: int | None  # null: it names a tier or a plan that is no more


class SegmentAnswer(Answer, kw_only=True):
    """The group that was saved or changed."""

    segment: SegmentTold


class SegmentsAnswer(Answer, kw_only=True):
    """The groups that were saved, in the order of their names."""

    segments: list[SegmentTold]


class SizeAnswer(Answer, kw_only=True):
    """How many are in a group now."""

    size: int
    segment_words: str
    customers: list[str]


def segment_add(session: Session, request: SegmentAdd, operation_id: str) -> SavedSegment:
    """Save a group."""
    return add_segment(
        session,
        name=request.name,
        terms=terms_of(session, request.segment),
        operation_id=operation_id,
    )


def segment_edit(session: Session, request: SegmentEdit, operation_id: str) -> SavedSegment:
    """Change a saved group, or give it up."""
    changes = {
        name: value
        for name in ("name", "terms", "kept")
        if (value := getattr(request, name)) is not UNSET
    }
    if isinstance(request.terms, SegmentAsked):
        changes["terms"] = terms_of(session, request.terms)
    return edit_segment(
        session, segment=request.segment, changes=changes, operation_id=operation_id
    )


def tell_segment(session: Session, saved: SavedSegment) -> SegmentAnswer:
    """Answer a saved group."""
    return SegmentAnswer(segment=_told(session, saved))


def segment_list(session: Session, _: SegmentList, __: str) -> list[SavedSegment]:
    """Ask for the groups that were saved."""
    return saved_segments(session.db, digits=session.settings.digits)


def tell_segments(session: Session, found: list[SavedSegment]) -> SegmentsAnswer:
    """Answer the groups that were saved."""
    return SegmentsAnswer(segments=[_told(session, each) for each in found])


def segment_size(
    session: Session, request: SegmentSize, _: str
) -> tuple[Segment, list[str], list[str]]:
    """Ask how many are in a group."""
    moment = session.moment()
    segment = segment_meant(moment, spoken_group_of(session, request.segment))
    members = segment_members(moment, segment)
    return segment, members, member_numbers(session.db, members[: request.limit])


def tell_size(session: Session, found: tuple[Segment, list[str], list[str]]) -> SizeAnswer:
    """Answer how many are in a group."""
    segment, members, numbers = found
    return SizeAnswer(
        size=len(members),
        segment_words=segment_words(segment, session.settings),
        customers=numbers,
    )


def spoken_group_of(
    session: Session, asked: SegmentAsked | str | None
) -> dict[str, Any] | str | None:
    """Return a group as the use-cases take it: its terms, a saved name, or everybody."""
    return terms_of(session, asked) if isinstance(asked, SegmentAsked) else asked


def terms_of(session: Session, asked: SegmentAsked) -> dict[str, Any]:
    """Return a group's terms: amounts by their text, customers by their numbers.

    Raises UnknownCustomer or AmbiguousCustomer.
    """
    told = structs.asdict(asked)
    spent = told.pop("minimum_spent")
    if given(spent):
        told["minimum_spent"] = text_of(spent, "segment.minimum_spent")
    if asked.customers is not None:
        country = session.settings.country
        ids = [customer_named(session.db, text, country=country) for text in asked.customers]
        told["customers"] = member_numbers(session.db, ids)
    return {name: value for name, value in told.items() if value is not None}


def _told(session: Session, saved: SavedSegment) -> SegmentTold:
    return SegmentTold(
        name=saved.name,
        segment=spoken_segment(saved.segment, digits=session.settings.digits),
        segment_words=segment_words(saved.segment, session.settings),
        size=_size(session, saved.segment),
    )


def _size(session: Session, segment: Segment) -> int | None:
    try:
        return len(segment_members(session.moment(), segment))
    except ShopError:
        return None


OPERATIONS = (
    Operation(SegmentAdd, segment_add, SegmentAnswer, tell_segment),
    Operation(SegmentEdit, segment_edit, SegmentAnswer, tell_segment),
    Operation(SegmentList, segment_list, SegmentsAnswer, tell_segments, writes=False),
    Operation(SegmentSize, segment_size, SizeAnswer, tell_size, writes=False),
)
