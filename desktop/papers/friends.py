"""Puts slips for a customer's friends on their paper, for window and command line."""

from typing import BinaryIO

from db.errors import BadRequest
from db.queries.customers import customer_record
from db.rules.given_names import given_name
from db.session import Session
from desktop.papers.look import look_of
from desktop.printing.friend_slips import FriendSlipSheet, draw_friend_slips
from desktop.words import referrals as words


def print_friend_slips(session: Session, customer_id: str, to: BinaryIO, *, paper: str) -> None:
    """Print five slips with a customer's code; raises BadRequest where a friend brings nothing."""
    draw_friend_slips(friend_slip_sheet(session, customer_id), to, paper=paper)


def friend_slip_sheet(session: Session, customer_id: str) -> FriendSlipSheet:
    """Return what each slip says; of the customer no more than the given name."""
    settings = session.settings
    if not words.gives_something(settings):
        raise BadRequest("referral", "no_referral")
    record = customer_record(session.db, customer_id)
    name = given_name(record.name, record.reading)
    return FriendSlipSheet(
        look=look_of(session),
        code=record.referral_code,
        heading=words.slip_heading(name),
        words=words.slip_words(settings, name),
    )
