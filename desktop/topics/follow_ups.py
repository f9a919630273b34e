"""The feed's requests about follow-ups: the day's list, promises, what became of them."""

from datetime import date, time
from typing import Annotated, Literal

from msgspec import Meta, Struct

from db.queries.follow_ups import follow_ups
from db.rules.follow_ups import Act, ContactBy, FollowUp, Kind, read_due
from db.rules.periods import parse_business_date
from db.session import Session
from db.usecases.follow_ups import Finished, add_promise, defer_follow_up, finish_follow_up
from desktop.topics.answers import Answer
from desktop.topics.operation import Operation
from desktop.topics.requests import CustomerKey, Day, Request
from desktop.topics.selling import customer
from desktop.words.follow_ups import why_words

FollowUpKey = Annotated[str, Meta(description="the follow-up's id, as `followups` tells it")]
_Due = Annotated[str, Meta(description="a day, or a day and an hour: 2026-11-25T14:00")]


class FollowUps(Request, tag="followups", kw_only=True):
    """Asks what is to be done for whom today; with `at`, on any other day."""

    kind: Kind | None = None
    limit: Annotated[int, Meta(ge=1, le=100_000)] | None = None


class FollowUpAdd(Request, tag="followup.add", kw_only=True):
    """Notes a promise to a customer, or a complaint that wants an answer."""

    customer: CustomerKey
    why: str
    due: _Due
    kind: Literal["promise", "complaint"] = "promise"
    owed_by: Annotated[str, Meta(description="who works here; else who asks")] | None = None


class FollowUpDone(Request, tag="followup.done", kw_only=True):
    """Notes that a follow-up was done; with `by`, that the customer was spoken to."""

    follow_up: FollowUpKey
    by: ContactBy | None = None
    note: str | None = None


class FollowUpLater(Request, tag="followup.later", kw_only=True):
    """Puts a follow-up off until a day ahead."""

    follow_up: FollowUpKey
    until: Day


class FollowUpTold(Struct):
    """Something to do for a customer: why, until when, and the act that is offered."""

    id: str
    kind: Kind
    customer: str  # member number
    number: str
    name: str
    phone: str | None
    due: str
    why: str
    act: Act
    channel: Literal["call", "letter", "mail", "message"] | None  # null: at the counter
    late: bool
    owed_by: str | None


class FollowUpsAnswer(Answer, kw_only=True):
    """What is to be done, late promises first, then by kind and worth."""

    follow_ups: list[FollowUpTold]


class FollowUpAnswer(Answer, kw_only=True):
    """The follow-up that was noted, done or put off, and the contact that goes with it."""

    follow_up: str
    contact: str | None = None


def list_follow_ups(session: Session, request: FollowUps, _: str) -> list[FollowUp]:
    """Ask what is to be done."""
    return follow_ups(session.moment(), kind=request.kind, limit=request.limit)


def tell_follow_ups(session: Session, found: list[FollowUp]) -> FollowUpsAnswer:
    """Answer what is to be done."""
    settings, today = session.settings, session.today
    return FollowUpsAnswer(
        follow_ups=[
            FollowUpTold(
                id=each.id,
                kind=each.kind,
                customer=each.number,
                number=each.number,
                name=each.name,
                phone=each.phone,
                due=due_told(each.due_day, each.due_time),
                why=why_words(each, settings, today=today),
                act=each.act,
                channel=each.channel,
                late=each.late,
                owed_by=each.owed_by,
            )
            for each in found
        ]
    )


def due_told(day: date, clock: time | None) -> str:
    """Return when something is due, as it is asked for."""
    return day.isoformat() if clock is None else f"{day.isoformat()}T{clock:%H:%M}"


def follow_up_add(session: Session, request: FollowUpAdd, operation_id: str) -> str:
    """Note a promise."""
    due_day, due_time = read_due(request.due)
    return add_promise(
        session,
        customer_id=customer(session, request.customer),
        kind=request.kind,
        why=request.why,
        due_day=due_day,
        due_time=due_time,
        owed_by=request.owed_by,
        operation_id=operation_id,
    )


def follow_up_done(session: Session, request: FollowUpDone, operation_id: str) -> Finished:
    """Note that a follow-up was done."""
    return finish_follow_up(
        session,
        follow_up=request.follow_up,
        by=request.by,
        note=request.note,
        operation_id=operation_id,
    )


def follow_up_later(session: Session, request: FollowUpLater, operation_id: str) -> str:
    """Put a follow-up off."""
    until = parse_business_date(request.until)
    return defer_follow_up(
        session, follow_up=request.follow_up, until=until, operation_id=operation_id
    )


def tell_follow_up(_: Session, follow_up: str) -> FollowUpAnswer:
    """Answer the follow-up by its id."""
    return FollowUpAnswer(follow_up=follow_up)


def tell_finished(_: Session, finished: Finished) -> FollowUpAnswer:
    """Answer the follow-up, and the contact that was noted."""
    return FollowUpAnswer(follow_up=finished.follow_up, contact=finished.contact)


OPERATIONS = (
    Operation(FollowUps, list_follow_ups, FollowUpsAnswer, tell_follow_ups, writes=False),
    Operation(FollowUpAdd, follow_up_add, FollowUpAnswer, tell_follow_up),
    Operation(FollowUpDone, follow_up_done, FollowUpAnswer, tell_finished),
    Operation(FollowUpLater, follow_up_later, FollowUpAnswer, tell_follow_up),
)
