"""The feed's requests about who spoke or wrote to a customer."""

from typing import Annotated

from msgspec import Meta, Struct

from db.queries.contacts import Contact, contacts_of
from db.rules.follow_ups import ContactBy
from db.session import Session
from db.usecases.follow_ups import make_contact
from desktop.topics.answers import Answer
from desktop.topics.follow_ups import FollowUpKey
from desktop.topics.operation import Operation
from desktop.topics.requests import CustomerKey, Request
from desktop.topics.selling import customer


class ContactMake(Request, tag="contact", kw_only=True):
    """Notes that somebody of the shop spoke or wrote to a customer."""

    customer: CustomerKey
    by: ContactBy
    note: str | None = None
    follow_up: FollowUpKey | None = None


class ContactList(Request, tag="contact.list", kw_only=True):
    """Asks who spoke to a customer, the latest first."""

    customer: CustomerKey
    limit: Annotated[int, Meta(ge=1, le=1000)] = 100


class ContactAnswer(Answer, kw_only=True):
    """The contact that was noted."""

    contact: str


class ContactTold(Struct):
    """When and by which way somebody of the shop spoke to a customer, and what was said."""

    contact: str
    at: str
    by: ContactBy
    note: str | None
    staff: str | None
    follow_up: str | None


class ContactsAnswer(Answer, kw_only=True):
    """The contacts with a customer, the latest first."""

    contacts: list[ContactTold]


def contact_make(session: Session, request: ContactMake, operation_id: str) -> str:
    """Note a contact."""
    return make_contact(
        session,
        customer_id=customer(session, request.customer),
        by=request.by,
        note=request.note,
        follow_up=request.follow_up,
        operation_id=operation_id,
    )


def tell_contact(_: Session, contact: str) -> ContactAnswer:
    """Answer the contact by its id."""
    return ContactAnswer(contact=contact)


def contact_list(session: Session, request: ContactList, _: str) -> list[Contact]:
    """Ask for the contacts with a customer."""
    customer_id = customer(session, request.customer)
    return contacts_of(session.moment(), customer_id, limit=request.limit)


def tell_contacts(session: Session, found: list[Contact]) -> ContactsAnswer:
    """Answer the contacts with a customer."""
    zone = session.settings.timezone
    return ContactsAnswer(
        contacts=[
            ContactTold(
                contact=each.id,
                at=each.at.astimezone(zone).isoformat(),
                by=each.by,
                note=each.note,
                staff=each.staff,
                follow_up=each.follow_up,
            )
            for each in found
        ]
    )


OPERATIONS = (
    Operation(ContactMake, contact_make, ContactAnswer, tell_contact),
    Operation(ContactList, contact_list, ContactsAnswer, tell_contacts, writes=False),
)
