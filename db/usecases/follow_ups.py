"""Staff promise something, do or put off a follow-up, and note that they spoke to a customer."""

from dataclasses import dataclass
from datetime import date, time

from db.errors import BadDate, BadRequest
from db.journal import Draft
from db.queries.customers import customer_record
from db.queries.follow_up_answers import KnownFollowUp, known_follow_up
from db.queries.shop import staff_named
from db.rules.follow_ups import (
    ContactBy,
    PromiseKind,
    read_by,
    read_note,
    read_promise_kind,
    read_why,
    refuse_today,
)
from db.session import Action, Session, Transaction


@dataclass(frozen=True)
class Finished:
    """A follow-up that was done, and the contact that was noted with it."""

    follow_up: str
    contact: str | None


def add_promise(
    session: Session,
    *,
    customer_id: str,
    kind: PromiseKind,
    why: str,
    due_day: date,
    due_time: time | None,
    owed_by: str | None,
    operation_id: str,
) -> str:
    """Note what somebody of the shop owes a customer, and until when; returns the follow-up's id.

    Whoever is at the desk owes it where nobody is named. Raises UnknownCustomer, BadRequest for
    an empty why or unknown staff, and BadDate for a day that has passed.
    """
    with session.write(Action.ADD_FOLLOW_UP, operation_id) as tx:
        customer_record(tx.db, customer_id)
        told: dict[str, object] = {"kind": read_promise_kind(kind), "why": read_why(why)}
        if due_day < tx.today:
            raise BadDate(due_day.isoformat())
        told["due_day"] = due_day.isoformat()
        if due_time is not None:
            told["due_time"] = due_time.isoformat("minutes")
        owes = _staff(tx, owed_by) or tx.circumstances.staff
        if owes is not None:
            told["owed_by"] = owes
        follow_up = tx.post(Draft("followup.add", told, customer_id)).id
        tx.answer(follow_up)
    return follow_up


def finish_follow_up(
    session: Session,
    *,
    follow_up: str,
    by: ContactBy | None = None,
    note: str | None = None,
    operation_id: str,
) -> Finished:
    """Note that a follow-up was done; with `by`, that the customer was spoken to that way.

    Raises BadRequest for one that nobody knows, or that was done already.
    """
    with session.write(Action.FINISH_FOLLOW_UP, operation_id) as tx:
        known = _open(tx, follow_up)
        told = {"follow_up": known.id, "kind": known.kind}
        tx.post(Draft("followup.done", told, known.customer_id))
        contact = None
        if by is not None:
            contact = _contact(tx, known.customer_id, by=by, note=note, follow_up=known.id)
        elif read_note(note) is not None:
            raise BadRequest("by", "missing")  # a note tells of a contact
        finished = Finished(known.id, contact)
        tx.answer(finished)
    return finished


def defer_follow_up(session: Session, *, follow_up: str, until: date, operation_id: str) -> str:
    """Put a follow-up off: it is shown again from that day on; returns its id.

    Raises BadRequest for one that nobody knows or that was done, and for a day not ahead.
    """
    with session.write(Action.DEFER_FOLLOW_UP, operation_id) as tx:
        known = _open(tx, follow_up)
        refuse_today(until, today=tx.today)
        told = {"follow_up": known.id, "kind": known.kind, "until": until.isoformat()}
        tx.post(Draft("followup.later", told, known.customer_id))
        tx.answer(known.id)
    return known.id


def make_contact(
    session: Session,
    *,
    customer_id: str,
    by: ContactBy,
    note: str | None = None,
    follow_up: str | None = None,
    operation_id: str,
) -> str:
    """Note that somebody spoke or wrote to a customer; returns the contact's id.

    `follow_up` names what it was about, without finishing it. Raises UnknownCustomer, BadRequest.
    """
    with session.write(Action.MAKE_CONTACT, operation_id) as tx:
        customer_record(tx.db, customer_id)
        about = None
        if follow_up is not None:
            known = known_follow_up(tx, follow_up)
            if known is None or known.customer_id != customer_id:
                raise BadRequest("follow_up", "no_follow_up", follow_up[:80])
            about = known.id
        contact = _contact(tx, customer_id, by=by, note=note, follow_up=about)
        tx.answer(contact)
    return contact


def _open(tx: Transaction, follow_up: str) -> KnownFollowUp:
    known = known_follow_up(tx, follow_up)
    if known is None:
        raise BadRequest("follow_up", "no_follow_up", follow_up[:80])
    if known.done:
        raise BadRequest("follow_up", "done_already")
    return known


def _contact(
    tx: Transaction, customer_id: str, *, by: str, note: str | None, follow_up: str | None
) -> str:
    told: dict[str, object] = {"by": read_by(by)}
    note = read_note(note)
    if note is not None:
        told["note"] = note
    if follow_up is not None:
        told["follow_up"] = follow_up
    return tx.post(Draft("contact", told, customer_id)).id


def _staff(tx: Transaction, name: str | None) -> str | None:
    if name is None:
        return None
    known = staff_named(tx.db, name)
    if known is None:
        raise BadRequest("owed_by", "no_staff", name[:60])
    return known[0]
