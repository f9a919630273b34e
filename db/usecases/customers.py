"""A person becomes a customer, or tells something new of themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.enrolment import Placed, attach_friend, correct_customer, place_customer
from db.queries.customers import CustomerRecord, customer_by_referral_code, customer_record
from db.rules.customers import NewCustomer, Notice
from db.session import Action, Session


@dataclass(frozen=True)
class Edited:
    """A customer after a correction."""

    customer: CustomerRecord
    notices: tuple[Notice, ...]


def add_customer(session: Session, *, new: NewCustomer, operation_id: str) -> Placed:
    """Write a new customer into the book, and who brought them.

    Raises BadRequest, BadDate, DuplicatePhone or DuplicateCard; where the friend's code is
    refused UnknownCustomer, SelfReferral or LimitReached, and the customer is not added either.
    """
    with session.write(Action.ADD_CUSTOMER, operation_id) as tx:
        placed = place_customer(tx, new)
        if new.referral_code:
            referrer_id = customer_by_referral_code(tx.db, new.referral_code)
            attach_friend(tx, referee_id=placed.id, referrer_id=referrer_id)
        tx.answer(placed)
    return placed


def edit_customer(
    session: Session, *, customer_id: str, changes: Mapping[str, object], operation_id: str
) -> Edited:
    """Correct what the book says of a customer; None or "" empties a field, a card is added.

    Raises UnknownCustomer, BadRequest, BadDate, DuplicatePhone or DuplicateCard.
    """
    with session.write(Action.EDIT_CUSTOMER, operation_id) as tx:
        notices = correct_customer(tx, customer_id, changes)
        edited = Edited(customer_record(tx.db, customer_id), notices)
        tx.answer(edited)
    return edited
